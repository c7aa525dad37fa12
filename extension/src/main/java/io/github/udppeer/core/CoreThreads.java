package io.github.udppeer.core;

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
