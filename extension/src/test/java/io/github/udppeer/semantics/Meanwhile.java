package io.github.udppeer.semantics;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A receiving call in a thread of its own, and what arrives while it waits. Where the wait cannot
 * be seen within a second the arrival comes all the same: what the call gives is to be the same.
 */
final class Meanwhile {

  private static final int MOST_LOOKS = 1000;
  private static final int LIMIT_MINUTES = 5;

  private Meanwhile() {}

  static <T> T receive(SocketUnderTest receiver, Supplier<T> receiving, Runnable arrival) {
    FutureTask<T> call = new FutureTask<>(receiving::get);
    Thread thread = new Thread(call, "receive that waits");
    thread.setDaemon(true);
    thread.start();
    try {
      awaitWaiting(receiver, thread);
      arrival.run();
      return call.get(LIMIT_MINUTES, TimeUnit.MINUTES);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a receiving call failed", failed.getCause());
    } catch (InterruptedException | TimeoutException unexpected) {
      throw new IllegalStateException("a receiving call did not end", unexpected);
    }
  }

  private static void awaitWaiting(SocketUnderTest receiver, Thread thread)
      throws InterruptedException {
    for (int look = 0; look < MOST_LOOKS && thread.isAlive(); look++) {
      if (receiver.isWaitedOnBy(thread)) {
        return;
      }
      thread.join(1);
    }
  }
}
