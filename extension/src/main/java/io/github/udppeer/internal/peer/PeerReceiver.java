package io.github.udppeer.internal.peer;

import io.github.udppeer.internal.core.CaptureView;
import io.github.udppeer.internal.core.CaptureView.HeadReader;
import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.core.Deadline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The receiving side of a peer: every form of {@code recvfrom}. */
public final class PeerReceiver {

  private static final String RECEIVE = "receive";
  private static final int ROOM_FOR_ANY = 65_535;

  private final Peer peer;
  private final CapturedSocket socket;

  public PeerReceiver(Peer peer) {
    this.peer = peer;
    this.socket = peer.socket();
  }

  /**
   * What a receive into a buffer gave.
   *
   * @param copied the bytes that were copied
   * @param wireLength the datagram's length
   * @param source where it came from
   */
  public record Copy(int copied, int wireLength, InetSocketAddress source) {}

  /** Copies the first pending datagram as far as there is room; empty when none came in time. */
  public Optional<Copy> copyTo(ByteBuffer buffer, boolean consume, Deadline deadline) {
    return head(
        consume,
        deadline,
        (view, entry) ->
            new Copy(view.copy(entry, buffer), view.length(entry), view.address(entry)));
  }

  /** Takes the first pending datagram, or looks at it; empty when none came in time. */
  public Optional<CapturedDatagram> next(boolean consume, Deadline deadline) {
    return head(consume, deadline, (view, entry) -> CapturedDatagram.received(peer, view, entry));
  }

  /** Takes the first pending datagram whole, by a buffer that doubles; empty when none came. */
  public Optional<CapturedDatagram> whole(int initialBuffer, Deadline deadline) {
    return head(true, deadline, (view, entry) -> doubling(view, entry, initialBuffer));
  }

  /** Waits until a datagram with this index has come; false when the limit passed first. */
  boolean awaitIndex(long index, Deadline deadline) {
    try {
      return socket.awaitIndex(index, deadline);
    } catch (IOException | InterruptedException failure) {
      throw CoreCalls.explained(peer, RECEIVE, failure);
    }
  }

  /** Takes the datagram with this index; false when another thread was quicker. */
  public boolean consume(long index) {
    try {
      return socket.consume(index);
    } catch (IOException | InterruptedException failure) {
      throw CoreCalls.explained(peer, RECEIVE, failure);
    }
  }

  /** Takes all of these, or none: returns the first that another thread took, or -1. */
  public long consumeAll(long... indices) {
    try {
      return socket.consumeAll(indices);
    } catch (IOException | InterruptedException failure) {
      throw CoreCalls.explained(peer, RECEIVE, failure);
    }
  }

  private <T> Optional<T> head(boolean consume, Deadline deadline, HeadReader<T> reader) {
    try {
      return Optional.ofNullable(socket.readHead(consume, deadline, reader));
    } catch (IOException | InterruptedException failure) {
      throw CoreCalls.explained(peer, RECEIVE, failure);
    }
  }

  /** Peeks with a buffer that doubles until it is not filled: only then the end is known. */
  private CapturedDatagram doubling(CaptureView view, int entry, int initialBuffer) {
    int buffer = initialBuffer;
    while (view.payload(entry, buffer).length == buffer && buffer <= ROOM_FOR_ANY) {
      buffer *= 2;
    }
    return CapturedDatagram.received(peer, view, entry, buffer);
  }
}
