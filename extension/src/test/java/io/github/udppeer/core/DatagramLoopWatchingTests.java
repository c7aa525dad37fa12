package io.github.udppeer.core;

import static io.github.udppeer.core.Promptly.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DatagramLoopWatchingTests {

  private static final Duration LONG = Duration.ofSeconds(50);
  private static final BindRequest LOOPBACK =
      new BindRequest(new InetSocketAddress("127.0.0.1", 0), List.of(), null, 1 << 20);

  @AutoClose private final DatagramLoop loop = startLoop();

  private static DatagramLoop startLoop() {
    try {
      return DatagramLoop.start();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void send(CapturedSocket from, CapturedSocket to) throws Exception {
    assertThat(from.send(ByteBuffer.allocate(1), to.localAddress(), Deadline.after(LONG))).isTrue();
  }

  private static int captured(CapturedSocket socket) {
    try (CaptureView view = socket.captured()) {
      return view.size();
    }
  }

  private static void awaitCaptured(CapturedSocket socket, int count) {
    await().atMost(LONG).until(() -> captured(socket) == count);
  }

  @Test
  void beginsByItselfSoThatNobodyNeedsToAsk() throws Exception {
    for (int i = 0; i < 20; i++) {
      CapturedSocket socket = CapturedSocket.open(loop, LOOPBACK);
      send(socket, socket);
      awaitCaptured(socket, 1);
      send(socket, socket);
      awaitCaptured(socket, 2);
      socket.close();
    }
  }

  @Test
  void beginsAtOnceWhereTheKernelsQueueIsSmall() throws Exception {
    try (DatagramLoop small = smallQueues()) {
      CapturedSocket socket = CapturedSocket.open(small, LOOPBACK);
      assertThat(socket.channel().isRegistered()).isTrue();
      socket.close();
    }
  }

  private static DatagramLoop smallQueues() throws Exception {
    return DatagramLoop.start(
        request ->
            new FaultySource(request) {
              @Override
              public int grantedReceiveBuffer() {
                return 212_992;
              }
            });
  }

  @Test
  void leavesThePortFreeWhenTheSocketIsClosed() throws Exception {
    for (int i = 0; i < 100; i++) {
      CapturedSocket socket = CapturedSocket.open(loop, LOOPBACK);
      loop.watch(socket);
      assertThat(socket.channel().isRegistered()).isTrue();
      socket.close();
      try (DatagramChannel again = DatagramChannel.open()) {
        assertThat(again.bind(socket.localAddress()).isOpen()).isTrue();
      }
    }
  }

  @Test
  void ofOneSocketDoesNotWaitForWhoHoldsAnother() throws Exception {
    CapturedSocket held = CapturedSocket.open(loop, LOOPBACK);
    CapturedSocket free = CapturedSocket.open(loop, LOOPBACK);
    send(held, held);
    awaitCaptured(held, 1);
    CountDownLatch holding = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Void> holder =
        CompletableFuture.runAsync(
            () -> holdUntil(held, holding, release), task -> new Thread(task).start());
    holding.await();
    send(free, held); // the loop finds it, and the socket held
    send(free, free);
    awaitCaptured(free, 1);
    release.countDown();
    holder.get();
    awaitCaptured(held, 2);
  }

  private static void holdUntil(
      CapturedSocket socket, CountDownLatch holding, CountDownLatch release) {
    try {
      socket.readHead(
          false,
          Deadline.now(),
          (view, entry) -> {
            holding.countDown();
            DatagramLoop.uninterruptibly(release::await);
            return entry;
          });
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }
}
