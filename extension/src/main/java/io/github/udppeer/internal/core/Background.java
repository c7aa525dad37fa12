package io.github.udppeer.internal.core;

import org.jspecify.annotations.Nullable;

/**
 * What a run does beside capturing: the timer's steps and users' functions. Most runs never do, so
 * each is made at its first use.
 */
final class Background implements AutoCloseable {

  private final Retries retries;
  private @Nullable Timer timer;
  private @Nullable Workers workers;
  private boolean closed;

  Background(Retries retries) {
    this.retries = retries;
  }

  synchronized Timer timer() {
    Timer used = timer;
    if (used == null) {
      used = new Timer(retries);
      timer = used;
      if (closed) {
        used.close();
      }
    }
    return used;
  }

  synchronized Workers workers() {
    Workers used = workers;
    if (used == null) {
      used = new Workers(timer(), retries);
      workers = used;
      if (closed) {
        used.close();
      }
    }
    return used;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (timer != null) {
      timer.close();
    }
    if (workers != null) {
      workers.close();
    }
  }
}
