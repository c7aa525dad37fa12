package io.github.udppeer.internal.peer;

import io.github.udppeer.internal.core.Deadline;
import java.time.Duration;

/** How long a peer waits: limits as its run scales them, and the deadlines that come of them. */
public final class Patience {

  private final PeerContext context;
  private final Duration receiveTimeout;

  Patience(PeerContext context, Duration receiveTimeout) {
    this.context = context;
    this.receiveTimeout = receiveTimeout;
  }

  /** The peer's own limit, before it is scaled. */
  Duration receiveTimeout() {
    return receiveTimeout;
  }

  public Duration scaled(Duration limit) {
    if (limit.isNegative()) {
      throw new IllegalArgumentException("a limit must not be negative, but was " + limit);
    }
    return context.scaled(limit);
  }

  /** The end of a wait that begins now, and that ends early if something goes wrong in a script. */
  public Deadline deadline(Duration limit) {
    context.throwMishaps();
    return Deadline.after(scaled(limit)).unless(context::hasMishaps);
  }
}
