package io.github.udppeer.internal.core;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes threads of which the first cannot be started, as where the system has none to give. */
final class RefusingThreads implements ThreadFactory {

  private final AtomicInteger refusals;

  RefusingThreads(int refusals) {
    this.refusals = new AtomicInteger(refusals);
  }

  boolean hasRefusedAll() {
    return refusals.get() <= 0;
  }

  @Override
  public Thread newThread(Runnable task) {
    return new Thread(task) {
      @Override
      public synchronized void start() {
        if (refusals.getAndDecrement() > 0) {
          throw new OutOfMemoryError("unable to create native thread");
        }
        super.start();
      }
    };
  }
}
