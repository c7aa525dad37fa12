package io.github.udppeer.link;

import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** A line of limited rate with a queue before it: delays what waits, and drops what cannot. */
final class RateLimit implements LinkFault.Decision {

  private final double nanosEach;
  private final double queueNanos;
  private final ToIntFunction<Passage> size;
  private long freeNanos = System.nanoTime();

  RateLimit(int perSecond, int queue, ToIntFunction<Passage> size) {
    this.nanosEach = TimeUnit.SECONDS.toNanos(1) / (double) perSecond;
    this.queueNanos = queue * nanosEach;
    this.size = size;
  }

  @Override
  public Verdict on(Passage passage) {
    return on(passage, System.nanoTime());
  }

  Verdict on(Passage passage, long now) {
    long waitNanos = Math.max(0, freeNanos - now);
    long lineNanos = (long) (size.applyAsInt(passage) * nanosEach);
    if (waitNanos > queueNanos) {
      return Verdict.drop();
    }
    freeNanos = now + waitNanos + lineNanos;
    return waitNanos == 0 ? Verdict.pass() : Verdict.delayed(waitNanos);
  }
}
