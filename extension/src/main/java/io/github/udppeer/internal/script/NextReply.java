package io.github.udppeer.internal.script;

import io.github.udppeer.internal.peer.Peer;
import java.net.SocketAddress;
import java.time.Duration;

/** How the reply that a test says next is sent. */
public final class NextReply {

  private PlannedReply.Way way = PlannedReply.Way.DIRECT;

  public void after(Duration delay) {
    way = way.after(delay);
  }

  public void copies(int count) {
    way = way.copies(count);
  }

  public void to(SocketAddress destination) {
    way = way.to(destination);
  }

  public void from(Peer sender) {
    way = way.from(sender);
  }

  /** Whether nothing was said of it yet. */
  boolean isDirect() {
    return way.isDirect();
  }

  /** Sends a reply so; of the one after it nothing has been said yet. */
  PlannedReply apply(PlannedReply reply) {
    PlannedReply sent = reply.by(way);
    way = PlannedReply.Way.DIRECT;
    return sent;
  }

  /** What was said, while no reply follows; empty if nothing was. */
  @Override
  public String toString() {
    return way.isDirect() ? "" : way.toString().substring(2);
  }
}
