package io.github.udppeer.internal.watch;

import java.lang.ref.WeakReference;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * To what a thread belongs: a test, which sets it for its own thread, and which the threads started
 * there inherit.
 */
public final class Owner {

  private record Mark(WeakReference<Object> owner, long setBy) {}

  private static final InheritableThreadLocal<Mark> MARKS = new InheritableThreadLocal<>();

  private Owner() {}

  /** Lets the calling thread, and those that it starts, belong to an owner. */
  public static void set(Object owner) {
    MARKS.set(new Mark(new WeakReference<>(owner), id(Thread.currentThread())));
  }

  /** Lets the calling thread belong to nobody, if it belongs to this owner. */
  public static void clear(Object owner) {
    Mark mark = MARKS.get();
    if (mark != null && mark.owner().refersTo(owner)) {
      MARKS.remove();
    }
  }

  /**
   * Returns the owner of the calling thread. A worker of a pool that forks and joins is nobody's:
   * it may have been started in the course of one test, and serve another one.
   */
  static @Nullable WeakReference<Object> current() {
    Mark mark = MARKS.get();
    Thread thread = Thread.currentThread();
    boolean isBorrowed =
        mark == null || (thread instanceof ForkJoinWorkerThread && mark.setBy() != id(thread));
    return isBorrowed ? null : mark.owner();
  }

  @SuppressWarnings("deprecation") // its other name came with Java 19
  private static long id(Thread thread) {
    return thread.getId();
  }
}
