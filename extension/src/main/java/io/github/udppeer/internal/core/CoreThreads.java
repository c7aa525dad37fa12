package io.github.udppeer.internal.core;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads of the core beside the loop's. */
final class CoreThreads {

  private CoreThreads() {}

  /** One in which users' functions run. */
  static final class Worker extends Thread {
    Worker(Runnable task, String name) {
      super(task, name);
      setDaemon(true);
    }
  }

  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Makes workers, numbered from 1. */
  static ThreadFactory workers() {
    AtomicInteger made = new AtomicInteger();
    return task -> new Worker(task, "udp-peer-worker-" + made.incrementAndGet());
  }

  /** Executors keep to themselves what a task throws; here it reaches the thread's handler. */
  static void guarded(Runnable task) {
    try {
      task.run();
    } catch (Throwable broken) {
      report(broken);
    }
  }

  /** The handler may be a user's, and throw: then nobody is left to learn of it. */
  private static void report(Throwable broken) {
    Thread current = Thread.currentThread();
    try {
      current.getUncaughtExceptionHandler().uncaughtException(current, broken);
    } catch (Throwable unable) {
      // the thread has others to serve
    }
  }

  /** Starts a thread; false where the system has none to give now. */
  static boolean isStarted(Thread thread) {
    try {
      thread.start();
      return true;
    } catch (OutOfMemoryError noThread) {
      return false;
    }
  }

  interface Waiting {
    void await() throws InterruptedException;
  }

  /** Waits to the end, and leaves the thread interrupted if somebody wanted that. */
  static void uninterruptibly(Waiting waiting) {
    boolean interrupted = false;
    while (true) {
      try {
        waiting.await();
        break;
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
