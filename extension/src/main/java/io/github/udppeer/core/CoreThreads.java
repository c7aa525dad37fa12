package io.github.udppeer.core;

/** Threads of the core beside the loop's. */
final class CoreThreads {

  private CoreThreads() {}

  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Executors keep to themselves what a task throws; here it reaches the thread's handler. */
  static void telling(Runnable task) {
    try {
      task.run();
    } catch (Throwable broken) {
      Thread current = Thread.currentThread();
      current.getUncaughtExceptionHandler().uncaughtException(current, broken);
    }
  }
}
