package io.github.udppeer;

import static io.github.udppeer.Promptly.await;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call in a thread of its own, known to wait when the test goes on. */
public final class WaitingCall<T> {

  private static final int LIMIT_SECONDS = 30;

  private final FutureTask<T> task;
  private final Thread thread;

  private WaitingCall(Callable<T> call) {
    this.task = new FutureTask<>(call);
    this.thread = new Thread(task, "waiting call");
    thread.setDaemon(true);
  }

  /** Starts the call, and returns when its thread waits with a time limit. */
  public static <T> WaitingCall<T> start(Callable<T> call) {
    WaitingCall<T> waiting = new WaitingCall<>(call);
    waiting.thread.start();
    await()
        .atMost(Duration.ofSeconds(LIMIT_SECONDS))
        .until(() -> waiting.thread.getState() == Thread.State.TIMED_WAITING);
    return waiting;
  }

  public void interrupt() {
    thread.interrupt();
  }

  public T result() throws ExecutionException, InterruptedException, TimeoutException {
    return task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** Returns what the call threw. */
  public Throwable failure() {
    Throwable failure = catchThrowable(this::result);
    return failure instanceof ExecutionException ? failure.getCause() : failure;
  }
}
