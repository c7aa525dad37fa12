package io.github.udppeer.internal.core;

import static io.github.udppeer.Promptly.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DatagramLoopWatchingTests {

  private static final Duration LONG = Duration.ofSeconds(50);
  private static final BindRequest LOOPBACK =
      new BindRequest(new InetSocketAddress("127.0.0.1", 0), List.of(), null, 1 << 20);

  @AutoClose private final DatagramLoop loop = DatagramLoop.start();

  DatagramLoopWatchingTests() throws IOException {}

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
    HeldSocket holder = HeldSocket.hold(held);
    send(free, held); // the loop finds it, and the socket held
    send(free, free);
    awaitCaptured(free, 1);
    holder.release();
    awaitCaptured(held, 2);
  }
}
