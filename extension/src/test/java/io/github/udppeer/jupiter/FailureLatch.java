package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets the tests of one class run until another class that has this latch too has failed. */
final class FailureLatch implements AfterAllCallback {

  private volatile CountDownLatch failed = new CountDownLatch(1);

  void reset() {
    failed = new CountDownLatch(1);
  }

  void await() throws InterruptedException {
    assertThat(failed.await(1, TimeUnit.MINUTES)).isTrue();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    context.getExecutionException().ifPresent(failure -> failed.countDown());
  }
}
