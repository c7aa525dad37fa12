package io.github.udppeer;

import io.github.udppeer.core.DueSteps.Due;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Makes and sends the replies of a peer's script, those that are delayed when they are due. */
final class ReplySending {

  private final DatagramPeer peer;
  private final ScriptComplaints complaints;
  private final Set<Delayed> delayed = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  ReplySending(DatagramPeer peer, ScriptComplaints complaints) {
    this.peer = peer;
    this.complaints = complaints;
  }

  /** A reply whose time has not come. */
  private final class Delayed implements Runnable {
    private final PlannedReply reply;
    private final byte[] payload;
    private final Datagram request;
    private final String whose;
    private volatile @Nullable Due due;

    Delayed(PlannedReply reply, byte[] payload, Datagram request, String whose) {
      this.reply = reply;
      this.payload = payload;
      this.request = request;
      this.whose = whose;
    }

    @Override
    public void run() {
      if (delayed.remove(this)) {
        send(reply, payload, request, whose);
      }
    }

    void cancel() {
      Due later = due;
      if (delayed.remove(this) && later != null) {
        later.cancel();
      }
    }
  }

  /**
   * Sends a reply, now or when it is due.
   *
   * @param whose reply it is, in the words of a complaint
   */
  void reply(PlannedReply reply, Datagram request, String whose) {
    byte[] payload;
    try {
      payload = made(reply, request);
    } catch (Throwable thrown) { // an AssertionError is the likeliest of all
      complaints.threw(whose, request, thrown);
      return;
    }
    if (reply.way().delay().isZero()) {
      send(reply, payload, request, whose);
    } else {
      later(new Delayed(reply, payload, request, whose));
    }
  }

  private static byte[] made(PlannedReply reply, Datagram request) throws Exception {
    byte[] payload = reply.payload().reply(request);
    if (payload == null) {
      throw new NullPointerException("the function made null; to send nothing, say ignore()");
    }
    return payload;
  }

  private void later(Delayed reply) {
    delayed.add(reply);
    try {
      long nanos = reply.reply.way().delay().toNanos();
      reply.due = peer.socket().timer().after(nanos, reply);
    } catch (RejectedExecutionException runHasEnded) {
      delayed.remove(reply);
    }
    if (closed) {
      reply.cancel();
    }
  }

  private void send(PlannedReply reply, byte[] payload, Datagram request, String whose) {
    DatagramPeer other = reply.way().from();
    DatagramPeer sender = other == null ? peer : other;
    SocketAddress to = reply.way().to();
    SocketAddress destination = to == null ? request.source() : to;
    try {
      for (int copy = 0; copy < reply.way().copies() && !closed; copy++) {
        sender.sender().sendNow(destination, ByteBuffer.wrap(payload));
      }
    } catch (RuntimeException refused) {
      if (!closed) { // else the peer was closed meanwhile, and with it all that was to be sent
        complaints.couldNotSend(whose, request, refused);
      }
    }
  }

  /** Nothing is sent any more. */
  void close() {
    closed = true;
    delayed.forEach(Delayed::cancel);
  }
}
