package io.github.udppeer.internal.core;

/**
 * What a run does beside capturing: the timer's steps and users' functions. Most runs never do, so
 * it is made at its first use.
 */
final class Background implements AutoCloseable {

  private final DueSteps timer;
  private final Workers workers;

  Background(Retries retries) {
    timer = new DueSteps(retries);
    workers = new Workers(timer, retries);
  }

  DueSteps timer() {
    return timer;
  }

  Workers workers() {
    return workers;
  }

  @Override
  public void close() {
    timer.close();
    workers.close();
  }
}
