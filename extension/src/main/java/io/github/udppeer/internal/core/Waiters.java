package io.github.udppeer.internal.core;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Who waits on a socket now. The socket's lock guards every call. */
final class Waiters {

  interface Wait<T> {
    T run() throws IOException, InterruptedException;
  }

  private final List<Waiter> waiting = new ArrayList<>();

  /** Waits, and is known to wait meanwhile. */
  <T> T knowing(String what, Wait<T> wait) throws IOException, InterruptedException {
    Waiter waiter = new Waiter(Thread.currentThread(), what, System.nanoTime());
    waiting.add(waiter);
    try {
      return wait.run();
    } finally {
      waiting.remove(waiter);
    }
  }

  List<Waiter> list() {
    return List.copyOf(waiting);
  }
}
