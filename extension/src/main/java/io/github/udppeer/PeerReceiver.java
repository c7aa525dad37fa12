package io.github.udppeer;

import io.github.udppeer.core.CaptureView;
import io.github.udppeer.core.CapturedSocket;
import io.github.udppeer.core.Deadline;
import io.github.udppeer.core.HeadReader;
import io.github.udppeer.report.Words;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The receiving side of a peer: every form of {@code recvfrom}. */
final class PeerReceiver {

  private static final String RECEIVE = "receive";
  private static final int ROOM_FOR_ANY = 65_535;

  private final DatagramPeer peer;
  private final CapturedSocket socket;

  PeerReceiver(DatagramPeer peer, CapturedSocket socket) {
    this.peer = peer;
    this.socket = socket;
  }

  Reception recvFrom(ByteBuffer buffer, ReceiveFlag... flags) {
    if (buffer.isReadOnly()) {
      throw new IllegalArgumentException(
          "recvFrom cannot write into a read-only buffer; nothing was consumed");
    }
    Set<ReceiveFlag> set = EnumSet.noneOf(ReceiveFlag.class);
    set.addAll(Arrays.asList(flags));
    boolean consume = !set.contains(ReceiveFlag.PEEK);
    HeadReader<Reception> reader =
        (view, entry) -> copied(view, entry, buffer, set.contains(ReceiveFlag.TRUNC));
    if (set.contains(ReceiveFlag.DONTWAIT)) {
      return head(consume, Deadline.now(), reader)
          .orElseThrow(() -> new WouldBlockException(peer + " has nothing pending"));
    }
    return waitingHead(consume, peer.receiveTimeout(), reader);
  }

  Datagram receive(Duration limit) {
    return waitingHead(true, limit, this::datagram);
  }

  Optional<Datagram> receiveWithin(Duration limit) {
    return head(true, deadline(limit), this::datagram);
  }

  Datagram receiveWhole(int initialBuffer) {
    if (initialBuffer < 1) {
      throw new IllegalArgumentException(
          "receiveWhole needs a buffer of 1 byte or more to begin with, but was " + initialBuffer);
    }
    return waitingHead(
        true, peer.receiveTimeout(), (view, entry) -> doubling(view, entry, initialBuffer));
  }

  Optional<Datagram> next(boolean consume) {
    return head(consume, Deadline.now(), this::datagram);
  }

  /** Waits until a datagram with this index has come; false when the limit passed first. */
  boolean awaitIndex(long index, Deadline deadline) {
    try {
      return socket.awaitIndex(index, deadline);
    } catch (IOException | InterruptedException failure) {
      throw CoreFailures.explained(peer, RECEIVE, failure);
    }
  }

  /** Takes the datagram with this index; false when another thread was quicker. */
  boolean consume(long index) {
    try {
      return socket.consume(index);
    } catch (IOException | InterruptedException failure) {
      throw CoreFailures.explained(peer, RECEIVE, failure);
    }
  }

  /** Takes all of these, or none: returns the first that another thread took, or -1. */
  long consumeAll(long... indices) {
    try {
      return socket.consumeAll(indices);
    } catch (IOException | InterruptedException failure) {
      throw CoreFailures.explained(peer, RECEIVE, failure);
    }
  }

  Deadline deadline(Duration limit) {
    peer.group().throwScriptErrors();
    return Deadline.after(scaled(limit)).unless(peer.group()::hasScriptErrors);
  }

  Duration scaled(Duration limit) {
    if (limit.isNegative()) {
      throw new IllegalArgumentException("a limit must not be negative, but was " + limit);
    }
    return peer.group().limits().scaled(limit);
  }

  private <T> T waitingHead(boolean consume, Duration limit, HeadReader<T> reader) {
    Optional<T> head = head(consume, deadline(limit), reader);
    if (head.isEmpty()) {
      throw timedOut(limit);
    }
    return head.get();
  }

  private ReceiveTimeoutException timedOut(Duration limit) {
    peer.group().throwScriptErrors(); // then it did not even wait
    FailureText text = new FailureText(FailureView.before(peer, peer.history().firstPending()));
    FailureView view = text.view();
    text.line(
            String.format(
                Locale.ROOT, "%s received nothing within %s", peer, Words.duration(scaled(limit))))
        .causes(new LikelyCauses(view).missing(Expected.any()));
    ReceiveTimeoutException timeout = new ReceiveTimeoutException(text.render());
    peer.history().remember(UnmetExpectation.now(timeout, Expected.any(), view));
    return timeout;
  }

  private <T> Optional<T> head(boolean consume, Deadline deadline, HeadReader<T> reader) {
    try {
      return Optional.ofNullable(socket.readHead(consume, deadline, reader));
    } catch (IOException | InterruptedException failure) {
      throw CoreFailures.explained(peer, RECEIVE, failure);
    }
  }

  /** What a receive would make of an entry of the log. */
  Datagram datagram(CaptureView view, int entry) {
    return Datagram.received(peer, view, entry, peer.options().receiveCapacity());
  }

  /** Peeks with a buffer that doubles until it is not filled: only then the end is known. */
  private Datagram doubling(CaptureView view, int entry, int initialBuffer) {
    int buffer = initialBuffer;
    while (view.payload(entry, buffer).length == buffer && buffer <= ROOM_FOR_ANY) {
      buffer *= 2;
    }
    return Datagram.received(peer, view, entry, buffer);
  }

  private static Reception copied(
      CaptureView view, int entry, ByteBuffer buffer, boolean returnWireLength) {
    int wireLength = view.length(entry);
    int copied = view.copy(entry, buffer);
    return new Reception(
        returnWireLength ? wireLength : copied, copied, wireLength, view.address(entry));
  }
}
