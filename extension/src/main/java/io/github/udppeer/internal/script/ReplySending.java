package io.github.udppeer.internal.script;

import io.github.udppeer.exceptions.PeerDownException;
import io.github.udppeer.internal.core.Handling;
import io.github.udppeer.internal.core.Timer.Due;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.peer.PeerSender;
import io.github.udppeer.internal.peer.PeerText;
import io.github.udppeer.internal.text.Words;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes and sends the replies of a peer's script, those that are delayed when they are due. */
public final class ReplySending {

  private final Peer peer;
  private final ScriptComplaints complaints;
  private final Set<Outgoing> delayed = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  ReplySending(Peer peer, ScriptComplaints complaints) {
    this.peer = peer;
    this.complaints = complaints;
  }

  /**
   * Makes replies and sends them, each when it is due. Those that are due sooner are given to the
   * timer sooner, so that none overtakes another however slowly this thread runs.
   *
   * @param whose replies they are, in the words of a complaint; made for one only
   */
  void reply(List<PlannedReply> replies, CapturedDatagram request, Supplier<String> whose) {
    List<Outgoing> outgoing = new ArrayList<>();
    for (PlannedReply reply : replies) {
      Outgoing made = made(reply, request, whose);
      if (made != null) {
        outgoing.add(made);
      }
    }
    if (outgoing.size() > 1) {
      outgoing.sort(Comparator.comparing(made -> made.reply.way().delay()));
    }
    for (Outgoing made : outgoing) {
      made.begin();
    }
  }

  private @Nullable Outgoing made(
      PlannedReply reply, CapturedDatagram request, Supplier<String> whose) {
    try {
      byte[] payload =
          Objects.requireNonNull(reply.payload().of(request), PlannedReply.NOTHING_MADE);
      return new Outgoing(reply, payload, request, whose);
    } catch (Throwable thrown) { // an AssertionError is the likeliest of all
      complaints.threw(whose.get(), request, thrown);
      return null;
    }
  }

  /** Nothing is sent any more. */
  void close() {
    closed = true;
    clear();
  }

  /** What is not due yet is never sent. */
  void clear() {
    delayed.forEach(Outgoing::cancel);
  }

  /** Says which replies wait for their time, the next one first. */
  public List<String> due() {
    long now = System.nanoTime();
    return delayed.stream()
        .sorted(Comparator.comparingLong(each -> each.dueNanos() - now))
        .map(each -> each.words(now))
        .toList();
  }

  /** A reply that has been made. */
  private final class Outgoing {
    private final PlannedReply reply;
    private final byte[] payload;
    private final CapturedDatagram request;
    private final Supplier<String> whose;
    private volatile @Nullable Due due;

    Outgoing(PlannedReply reply, byte[] payload, CapturedDatagram request, Supplier<String> whose) {
      this.reply = reply;
      this.payload = payload;
      this.request = request;
      this.whose = whose;
    }

    void begin() {
      if (reply.way().delay().isZero()) {
        send();
        return;
      }
      delayed.add(this);
      Due later = peer.socket().timer().at(dueNanos(), this::sendLate);
      due = later;
      if (closed) {
        delayed.remove(this);
        later.cancel();
      }
    }

    long dueNanos() {
      return request.nanos() + reply.way().delayNanos();
    }

    String words(long now) {
      Duration left = Duration.ofNanos(Math.max(0, dueNanos() - now));
      return reply + ": due in " + Words.duration(left) + ", for " + PeerText.when(request);
    }

    private void mark(Handling before, Handling handling) {
      peer.socket().markHandled(request.index(), before, handling);
    }

    private void sendLate() {
      if (delayed.remove(this)) {
        send();
      }
    }

    void cancel() {
      Due later = due;
      if (delayed.remove(this) && later != null) {
        later.cancel();
      }
    }

    private void send() {
      Peer other = reply.way().from();
      Peer sender = other == null ? peer : other;
      SocketAddress to = reply.way().to();
      SocketAddress destination = to == null ? request.source() : to;
      try {
        mark(Handling.TAKEN, Handling.ANSWERED); // first: whoever has the answer may look
        for (int copy = 0; copy < reply.way().copies() && !closed; copy++) {
          new PeerSender(sender).sendNow(destination, ByteBuffer.wrap(payload));
        }
      } catch (PeerDownException nobodyAnswers) { // as a server whose process has ended does not
        mark(Handling.ANSWERED, Handling.TAKEN);
      } catch (RuntimeException refused) {
        mark(Handling.ANSWERED, Handling.TAKEN);
        if (!closed) { // else the peer was closed meanwhile, and with it all that was to be sent
          complaints.couldNotSend(whose.get(), request, refused);
        }
      }
    }
  }
}
