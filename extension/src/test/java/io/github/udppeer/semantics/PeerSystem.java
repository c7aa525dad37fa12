package io.github.udppeer.semantics;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.ReceiveFlag;
import io.github.udppeer.Reception;
import io.github.udppeer.exceptions.DatagramTooLargeException;
import io.github.udppeer.exceptions.ReceiveTimeoutException;
import io.github.udppeer.exceptions.WouldBlockException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;

/** The peers, seen through the public API only. */
final class PeerSystem implements DatagramSystem {

  private final PeerGroup group;

  PeerSystem(PeerGroup group) {
    this.group = group;
  }

  @Override
  public SocketUnderTest open(SocketSetup setup) {
    PeerOptions options =
        PeerOptions.builder()
            .host(setup.host())
            .receiveCapacity(setup.capacity())
            .receiveTimeout(setup.timeout())
            .build();
    return new PeerSocket(group.open(options), setup.capacity());
  }

  @Override
  public void close() {
    group.close();
  }

  private record PeerSocket(DatagramPeer peer, int capacity) implements SocketUnderTest {

    @Override
    public InetSocketAddress address() {
      return peer.address();
    }

    @Override
    public Outcome sendTo(InetSocketAddress destination, byte[] payload) {
      try {
        peer.sendTo(destination, payload);
        return Outcome.OK;
      } catch (DatagramTooLargeException tooLarge) {
        return Outcome.TOO_LARGE;
      }
    }

    @Override
    public Received receiveFrom(ByteBuffer buffer, ReceiveFlag... flags) {
      return receiveMessage(buffer, flags).received();
    }

    @Override
    public Message receiveMessage(ByteBuffer buffer, ReceiveFlag... flags) {
      try {
        Reception reception = peer.recvFrom(buffer.duplicate(), flags);
        return new Message(
            Received.ok(reception.returned(), reception.source()), reception.isTruncated());
      } catch (WouldBlockException nothing) {
        return new Message(Received.failed(Outcome.WOULD_BLOCK), false);
      } catch (ReceiveTimeoutException nothing) {
        return new Message(Received.failed(Outcome.TIMED_OUT), false);
      }
    }

    @Override
    public boolean isReadable() {
      return !peer.pending().isEmpty();
    }

    @Override
    public Taken peek() {
      return ready(peer.peek());
    }

    @Override
    public Taken poll() {
      return ready(peer.poll());
    }

    @Override
    public Taken receive() {
      return waited(peer::receive);
    }

    @Override
    public Taken receiveWhole(int initialBuffer) {
      return waited(() -> peer.receiveWhole(initialBuffer));
    }

    @Override
    public void close() {
      peer.close();
    }

    private static Taken ready(Optional<Datagram> datagram) {
      return datagram.map(PeerSocket::taken).orElse(Taken.nothing(Outcome.WOULD_BLOCK));
    }

    private static Taken waited(Supplier<Datagram> call) {
      try {
        return taken(call.get());
      } catch (ReceiveTimeoutException nothing) {
        return Taken.nothing(Outcome.TIMED_OUT);
      }
    }

    private static Taken taken(Datagram datagram) {
      return new Taken(
          Outcome.OK,
          Bytes.of(datagram.payload()),
          datagram.wireLength(),
          datagram.isTruncated(),
          Optional.of(datagram.source()));
    }
  }
}
