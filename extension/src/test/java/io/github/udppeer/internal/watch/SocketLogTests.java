package io.github.udppeer.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting for what happens to sockets. */
@Timeout(60)
class SocketLogTests {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void aConditionMayNeedALockUnderWhichSocketsAreUsed() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    CountDownLatch isLocked = new CountDownLatch(1);
    CountDownLatch isAsked = new CountDownLatch(1);
    Thread sending =
        new Thread(
            () -> {
              lock.lock();
              try (DatagramSocket socket = new DatagramSocket()) {
                isLocked.countDown();
                isAsked.await();
                socket.send(
                    new DatagramPacket(new byte[1], 1, new InetSocketAddress("127.0.0.1", 9)));
              } catch (Exception broken) {
                throw new AssertionError(broken);
              } finally {
                lock.unlock();
              }
            });
    sending.start();
    isLocked.await();

    try (SocketLog log = Watching.open()) {
      assertThat(
              log.await(
                  () -> {
                    isAsked.countDown();
                    lock.lock();
                    try {
                      return true;
                    } finally {
                      lock.unlock();
                    }
                  },
                  LIMIT))
          .isTrue();
    }
    sending.join();
  }

  @Test
  void aWaitEndsWhenSomethingHappensAndAtItsLimit() throws Exception {
    try (SocketLog log = Watching.open()) {
      assertThat(log.await(() -> false, Duration.ofMillis(30))).isFalse();
      Thread opening =
          new Thread(
              () -> {
                try {
                  new DatagramSocket().close();
                } catch (Exception broken) {
                  throw new AssertionError(broken);
                }
              });
      int before = log.sockets().size();
      opening.start();

      assertThat(log.await(() -> log.sockets().size() > before, LIMIT)).isTrue();
      assertThat(log.leftOut()).isZero();
      opening.join();
    }
  }
}
