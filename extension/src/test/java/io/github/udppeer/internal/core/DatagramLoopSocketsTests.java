package io.github.udppeer.internal.core;

import static io.github.udppeer.Promptly.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.udppeer.internal.core.ChunkPool.NoMemoryException;
import io.github.udppeer.internal.core.DatagramLoop.LoopFailedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the loop's selector watches, and what it lets go of. */
@Timeout(60)
class DatagramLoopSocketsTests {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final BindRequest REQUEST =
      new BindRequest(new InetSocketAddress("127.0.0.1", 0), List.of(), null, 1 << 20);

  private final Selector selector = Selector.open();

  @AutoClose
  private final DatagramLoop loop = DatagramLoop.start(NioDatagramSource::open, selector);

  DatagramLoopSocketsTests() throws IOException {}

  private CapturedSocket watched() throws IOException {
    CapturedSocket socket = CapturedSocket.open(loop, REQUEST);
    loop.watch(socket);
    assertThat(socket.channel().keyFor(selector)).isNotNull();
    return socket;
  }

  private static void sendTo(CapturedSocket socket) throws Exception {
    assertThat(socket.send(ByteBuffer.allocate(1), socket.localAddress(), Deadline.now())).isTrue();
  }

  private static boolean capturesByItself(CapturedSocket socket) throws Exception {
    int before = socket.capturedCounts().held();
    sendTo(socket);
    await().atMost(LIMIT).until(() -> socket.capturedCounts().held() == before + 1);
    return true;
  }

  @Nested
  class LettingGo {

    @Test
    void ofSeveralWaitsForTheSelectorAndLeavesThemBound() throws Exception {
      List<CapturedSocket> sockets = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        sockets.add(watched());
      }
      CapturedSocket unwatched = new CapturedSocket(loop, NioDatagramSource.open(REQUEST), REQUEST);
      sockets.add(unwatched);
      CapturedSocket bystander = watched();

      loop.letGo(sockets);

      assertThat(sockets).noneMatch(socket -> socket.channel().isRegistered());
      assertThat(bystander.channel().isRegistered()).isTrue();
      assertThat(capturesByItself(bystander)).isTrue();
      for (CapturedSocket socket : sockets) {
        sendTo(socket); // still bound: whoever asks drains it
        assertThat(socket.receivedCounts().held()).isEqualTo(1);
      }
      loop.watch(sockets.get(0)); // it may be watched anew
      assertThat(capturesByItself(sockets.get(0))).isTrue();
      for (CapturedSocket socket : sockets) {
        socket.close();
      }
    }

    @Test
    void afterTheRunWaitsForNobody() throws Exception {
      CapturedSocket socket = watched();
      loop.close();

      loop.letGo(List.of(socket));

      assertThat(socket.channel().isRegistered()).isFalse();
      socket.close();
    }
  }

  @Nested
  class Watching {

    @Test
    void ofAFrozenSocketPausesUntilItIsThawed() throws Exception {
      CapturedSocket socket = watched();
      SelectionKey key = socket.channel().keyFor(selector);
      assertThat(key.interestOps()).isEqualTo(SelectionKey.OP_READ);
      socket.freeze();
      sendTo(socket);
      await().atMost(LIMIT).until(() -> key.interestOps() == 0);
      assertThat(socket.capturedCounts().held()).isZero();

      socket.thaw();

      await().atMost(LIMIT).until(() -> socket.capturedCounts().held() == 1);
      assertThat(key.interestOps()).isEqualTo(SelectionKey.OP_READ);
      assertThat(capturesByItself(socket)).isTrue();
    }

    @Test
    void ofAStarvedSocketPausesUntilThereIsMemory() throws Exception {
      AtomicBoolean starved = new AtomicBoolean(true);
      Selector own = Selector.open();
      try (DatagramLoop hungry = DatagramLoop.start(request -> source(request, starved), own)) {
        CapturedSocket socket = CapturedSocket.open(hungry, REQUEST);
        hungry.watch(socket);
        SelectionKey key = socket.channel().keyFor(own);
        sendTo(socket);
        await().atMost(LIMIT).until(() -> key.interestOps() == 0);
        assertThat(socket.capturedCounts().held()).isZero();

        starved.set(false);

        await().atMost(LIMIT).until(() -> socket.capturedCounts().held() == 1);
        await().atMost(LIMIT).until(() -> key.interestOps() == SelectionKey.OP_READ);
        assertThat(capturesByItself(socket)).isTrue();
      }
    }

    private static FaultySource source(BindRequest request, AtomicBoolean starved)
        throws IOException {
      return new FaultySource(request) {
        @Override
        public int drainInto(CaptureLog log, int most) throws IOException {
          if (starved.get()) {
            throw new NoMemoryException("planted", null);
          }
          return super.drainInto(log, most);
        }
      };
    }

    @Test
    void beginsAgainWhenASocketIsUpAgain() throws Exception {
      CapturedSocket socket = watched();
      assertThat(capturesByItself(socket)).isTrue();
      socket.down(() -> {});
      assertThat(socket.channel().isRegistered()).isFalse();
      socket.up();

      assertThat(socket.channel().isRegistered()).isTrue();
      assertThat(capturesByItself(socket)).isTrue();
    }

    @Test
    void ofAClosedSocketDoesNothing() throws Exception {
      CapturedSocket socket = CapturedSocket.open(loop, REQUEST);
      socket.close();

      loop.watch(socket);
      loop.readAgain(socket);

      assertThat(socket.channel().isRegistered()).isFalse();
      assertThat(capturesByItself(watched())).isTrue();
    }

    @Test
    void goesOnWhenTheLoopsThreadIsInterrupted() throws Exception {
      AtomicReference<Thread> loopsThread = new AtomicReference<>();
      CapturedSocket socket = watched();
      socket.onArrival(() -> loopsThread.set(Thread.currentThread()));
      assertThat(capturesByItself(socket)).isTrue();

      loopsThread.get().interrupt();

      await().atMost(LIMIT).until(() -> !loopsThread.get().isInterrupted());
      assertThat(capturesByItself(socket)).isTrue();
      assertThat(loopsThread.get().isDaemon()).isTrue();
    }
  }

  @Nested
  class Closing {

    @Test
    void runsWhatIsToRunWhileThePortIsBound() throws Exception {
      CapturedSocket socket = watched();
      AtomicBoolean wasBound = new AtomicBoolean();

      socket.close(() -> wasBound.set(socket.channel().isOpen()));
      socket.close(() -> wasBound.set(false));

      assertThat(wasBound).isTrue();
      assertThat(socket.isClosed()).isTrue();
      assertThat(socket.channel().isRegistered()).isFalse();
      assertThat(socket.events())
          .extracting(SocketEvent::kind)
          .containsExactly(SocketEvent.Kind.BIND, SocketEvent.Kind.CLOSE);
    }

    @Test
    void endsTheTimerAndTheWorkers() throws Exception {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch interrupted = new CountDownLatch(1);
      loop.workers()
          .execute(
              () -> {
                begun.countDown();
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException closed) {
                  interrupted.countDown();
                }
              });
      assertThat(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

      loop.close();

      assertThat(interrupted.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(selector.isOpen()).isFalse();
      assertThatExceptionOfType(RejectedExecutionException.class)
          .isThrownBy(() -> loop.workers().execute(() -> {}));
    }

    @Test
    void endsTheTimersThreadWithWhatIsNotDueYet() throws Exception {
      AtomicReference<Thread> timersThread = new AtomicReference<>();
      CountDownLatch ran = new CountDownLatch(1);
      loop.timer().after(TimeUnit.HOURS.toNanos(1), () -> {});
      loop.timer()
          .after(
              0,
              () -> {
                timersThread.set(Thread.currentThread());
                ran.countDown();
              });
      assertThat(ran.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(timersThread.get().isDaemon()).isTrue();

      loop.close();

      timersThread.get().join(LIMIT.toMillis());
      assertThat(timersThread.get().isAlive()).isFalse();
    }

    @Test
    void leavesNoTimerToOneThatNeededNoneBefore() {
      loop.close();

      assertThatExceptionOfType(RejectedExecutionException.class)
          .isThrownBy(() -> loop.workers().execute(() -> {}));
      AtomicBoolean ran = new AtomicBoolean();
      loop.timer().after(0, () -> ran.set(true));
      assertThat(ran).isFalse();
    }

    @Test
    void refusesToReopenAndClosesWhatItCannotWatch() {
      loop.close();

      assertThatExceptionOfType(LoopFailedException.class).isThrownBy(() -> loop.open(REQUEST));
      assertThatExceptionOfType(LoopFailedException.class)
          .isThrownBy(() -> CapturedSocket.open(loop, REQUEST));
    }

    @Test
    void ofOneThatNobodyUsedCapturesNothing() throws Exception {
      CapturedSocket socket = CapturedSocket.open(loop, REQUEST);
      assertThat(socket.isClosed()).isFalse();
      assertThat(socket.isFrozen()).isFalse();
      assertThat(socket.isDown()).isFalse();
      assertThat(socket.heldBytes()).isZero();

      sendTo(socket);

      assertThat(socket.receivedCounts().held()).isEqualTo(1);
      assertThat(socket.heldBytes()).isEqualTo(2 * (1 + CaptureLog.ENTRY_BYTES));
      socket.clear();
      assertThat(socket.heldBytes()).isZero();
      assertThat(socket.sentCounts().appended()).isEqualTo(1);
      socket.close();
    }
  }

  @Test
  void timerAndWorkersAreMadeOnce() {
    assertThat(loop.timer()).isSameAs(loop.timer());
    assertThat(loop.workers()).isSameAs(loop.workers());
  }
}
