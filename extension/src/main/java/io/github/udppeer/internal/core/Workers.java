package io.github.udppeer.internal.core;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The threads that run users' functions for all sockets of a run: as few as processors, and one
 * more for each function that waits for something, so that a slow one delays no other.
 *
 * <p>It looks for such functions each millisecond while tasks wait for a thread and none is
 * finished. One that waits is seen at once; one that computes, or waits in a system call, is
 * distinguished from a busy machine only after {@value #PATIENCE} looks. Threads end when they have
 * been idle for a second. A task for which the system has no thread to give waits until it has.
 */
public final class Workers implements AutoCloseable {

  /** Functions that may hang at the same time before they delay others. */
  private static final int MOST = 256;

  private static final int PATIENCE = 20;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final int fewest =
      Math.min(MOST, Math.max(2, Runtime.getRuntime().availableProcessors()));
  private final Timer timer;
  private final Retries retries;
  private final ThreadPoolExecutor threads;
  private final Set<Thread> busy = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean watching = new AtomicBoolean();
  private volatile long completedAtLastLook;
  private volatile int looksInVain;

  Workers(Timer timer, Retries retries) {
    this(timer, retries, CoreThreads.workers());
  }

  Workers(Timer timer, Retries retries, ThreadFactory factory) {
    this.timer = timer;
    this.retries = retries;
    threads =
        new ThreadPoolExecutor(
            fewest, MOST, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    threads.allowCoreThreadTimeOut(true);
  }

  /** Returns whether the calling thread is a worker, so that a function of a user's calls. */
  public static boolean isWorker() {
    return Thread.currentThread() instanceof CoreThreads.Worker;
  }

  /**
   * Runs a task in one of the threads.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the run has ended
   */
  public void execute(Runnable task) {
    Once once = new Once(task);
    if (!isTaken(once)) {
      retries.add(() -> isTakenLate(once));
    }
    watch();
  }

  private boolean isTaken(Runnable task) {
    try {
      threads.execute(task);
      return true;
    } catch (OutOfMemoryError noThread) {
      return false;
    }
  }

  private boolean isTakenLate(Runnable task) {
    try {
      return isTaken(task);
    } catch (RejectedExecutionException runHasEnded) {
      return true; // nobody waits for it any more
    }
  }

  private void watch() {
    if (!threads.getQueue().isEmpty() && watching.compareAndSet(false, true)) {
      looksInVain = 0;
      lookLater();
    }
  }

  /** A task that may have been taken, although there was no thread for it. */
  private final class Once extends AtomicBoolean implements Runnable {
    private static final long serialVersionUID = 1L;
    private final transient Runnable task;

    Once(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      if (compareAndSet(false, true)) {
        Thread current = Thread.currentThread();
        busy.add(current);
        try {
          CoreThreads.guarded(task);
        } finally {
          busy.remove(current);
        }
      }
    }
  }

  private void lookLater() {
    completedAtLastLook = threads.getCompletedTaskCount();
    try {
      timer.after(LOOK_NANOS, this::look);
    } catch (RejectedExecutionException runHasEnded) {
      // then nobody waits for the tasks either
    }
  }

  private void look() {
    if (threads.getQueue().isEmpty()) {
      resize(waiting());
      watching.set(false);
      watch(); // a task may have been added after the look
      return;
    }
    boolean isStalled = threads.getCompletedTaskCount() == completedAtLastLook;
    looksInVain = isStalled ? looksInVain + 1 : 0;
    if (isStalled) {
      resize(looksInVain < PATIENCE ? waiting() : busy.size());
    }
    lookLater();
  }

  /** Functions that wait for something, and so need no processor. */
  private int waiting() {
    return (int) busy.stream().filter(thread -> thread.getState() != Thread.State.RUNNABLE).count();
  }

  private void resize(int hanging) {
    try {
      threads.setCorePoolSize(Math.min(MOST, fewest + hanging));
    } catch (OutOfMemoryError noThread) {
      // the next look is soon
    }
  }

  /** Interrupts the tasks that run, and forgets those that wait. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
