package io.github.udppeer.semantics;

import static io.github.udppeer.ReceiveFlag.DONTWAIT;
import static io.github.udppeer.ReceiveFlag.PEEK;
import static io.github.udppeer.ReceiveFlag.TRUNC;

import io.github.udppeer.ReceiveFlag;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A bound datagram socket, of whichever system. The first group of methods are system calls; the
 * second are what a program makes of them by hand, which a peer has ready.
 */
interface SocketUnderTest extends AutoCloseable {

  /** {@code getsockname}. */
  InetSocketAddress address();

  /** {@code sendto}. */
  Outcome sendTo(InetSocketAddress destination, byte[] payload);

  /** {@code recvfrom} into what remains of the buffer, whose position stays. */
  Received receiveFrom(ByteBuffer buffer, ReceiveFlag... flags);

  /** {@code recvmsg} into what remains of the buffer, whose position stays. */
  Message receiveMessage(ByteBuffer buffer, ReceiveFlag... flags);

  /** {@code poll} for {@code POLLIN}, without waiting. */
  boolean isReadable();

  /** Whether a thread is seen to wait in a receiving call of this socket. */
  default boolean isWaitedOnBy(Thread thread) {
    return thread.getState() == Thread.State.TIMED_WAITING;
  }

  /** The buffer of the methods below. */
  int capacity();

  @Override
  void close();

  /** The first pending datagram, cut to the capacity; it stays. Does not wait. */
  default Taken peek() {
    return take(PEEK, DONTWAIT, TRUNC);
  }

  /** The first pending datagram, cut to the capacity; it is consumed. Does not wait. */
  default Taken poll() {
    return take(DONTWAIT, TRUNC);
  }

  /** The first pending datagram, cut to the capacity; it is consumed. Waits. */
  default Taken receive() {
    return take(TRUNC);
  }

  /** The first pending datagram, never cut; peeked with a buffer that doubles. Waits. */
  default Taken receiveWhole(int initialBuffer) {
    int room = initialBuffer;
    Received peeked = receiveFrom(ByteBuffer.allocate(room), PEEK);
    while (peeked.returned() == room) {
      room *= 2;
      peeked = receiveFrom(ByteBuffer.allocate(room), PEEK);
    }
    return peeked.outcome() == Outcome.OK ? taken(room) : Taken.nothing(peeked.outcome());
  }

  private Taken take(ReceiveFlag... flags) {
    return taken(capacity(), flags);
  }

  private Taken taken(int room, ReceiveFlag... flags) {
    byte[] into = new byte[room];
    Message message = receiveMessage(ByteBuffer.wrap(into), flags);
    Received received = message.received();
    if (received.outcome() != Outcome.OK) {
      return Taken.nothing(received.outcome());
    }
    int wireLength = received.returned();
    return new Taken(
        Outcome.OK,
        Bytes.of(Arrays.copyOf(into, Math.min(room, wireLength))),
        wireLength,
        message.truncated(),
        received.source());
  }
}
