package io.github.udppeer.internal.core;

import static io.github.udppeer.Promptly.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.udppeer.WaitingCall;
import io.github.udppeer.internal.core.ArrivalWait.Waiter;
import io.github.udppeer.internal.core.DatagramLoop.LoopFailedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting, looking and failing, on a socket whose drains are planned. */
@Timeout(60)
class ReceiveQueueTests {

  /** Longer than any test here may take: a wait that nobody ends fails its test. */
  private static final Duration LONG = Duration.ofMinutes(5);

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int PASSES = 16;
  private static final BindRequest REQUEST =
      new BindRequest(new InetSocketAddress("127.0.0.1", 0), List.of(), null, 1 << 20);

  private final List<PlannedSource> sources = new ArrayList<>();
  @AutoClose private final DatagramLoop loop = DatagramLoop.start(this::open);
  @AutoClose private final CapturedSocket socket = CapturedSocket.open(loop, REQUEST);
  private final PlannedSource source = sources.get(0);

  ReceiveQueueTests() throws IOException {}

  private PlannedSource open(BindRequest request) throws IOException {
    PlannedSource opened = new PlannedSource(request);
    sources.add(opened);
    return opened;
  }

  private void send(String text) throws Exception {
    ByteBuffer payload = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    assertThat(socket.send(payload, socket.localAddress(), Deadline.after(LONG))).isTrue();
  }

  private @Nullable String read(boolean consume, Deadline deadline)
      throws IOException, InterruptedException {
    return socket.readHead(
        consume,
        deadline,
        (view, entry) -> new String(view.payload(entry), StandardCharsets.UTF_8));
  }

  private @Nullable String poll() throws IOException, InterruptedException {
    return read(true, Deadline.now());
  }

  private WaitingCall<@Nullable String> taking() {
    return WaitingCall.start(() -> read(true, Deadline.after(LONG)));
  }

  private List<String> whatIsWaitedFor() {
    return socket.waiters().stream().map(Waiter::what).toList();
  }

  private List<ThrowingCallable> callsThatNeedACapturingSocket() {
    return List.of(
        this::poll,
        socket::received,
        socket::receivedCounts,
        socket::clear,
        socket::freeze,
        socket::thaw,
        socket::up,
        () -> send("x"),
        () -> socket.consume(0),
        () -> socket.consumeAll(0),
        () -> socket.awaitIndex(0, Deadline.now()),
        () -> socket.down(() -> {}));
  }

  @Test
  void noCallKeepsTheSocketToItself() throws Exception {
    ThrowingCallable[] calls = {
      () -> socket.consume(0),
      socket::receivedCounts,
      socket::capturedCounts,
      this::poll,
      socket::clear,
      socket::waiters,
      socket::mayHaveOverflowed,
      socket::wake,
      socket::isClosed,
      socket::thaw,
      () -> socket.down(() -> {}),
      socket::up
    };
    for (ThrowingCallable call : calls) {
      assertThat(inAnotherThread(call)).isNull();
      assertThat(socket.capturedCounts().held()).isZero();
    }
  }

  /** Returns what the call threw, when its thread has ended. */
  private @Nullable Throwable inAnotherThread(ThrowingCallable call) throws Exception {
    CompletableFuture<@Nullable Throwable> thrown = new CompletableFuture<>();
    FutureTask<Boolean> task =
        new FutureTask<>(
            () -> {
              try {
                call.call();
                return thrown.complete(null);
              } catch (Throwable failure) {
                return thrown.complete(failure);
              }
            });
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    return thrown.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  @Nested
  class Failing {

    @Test
    void onceIsForEver() throws Exception {
      send("before");
      assertThat(read(false, Deadline.after(LONG))).isEqualTo("before");
      source.planFailure(new IOException("planted"));
      assertThatIOException().isThrownBy(socket::receivedCounts).withMessage("planted");

      assertThat(callsThatNeedACapturingSocket())
          .allSatisfy(call -> assertThatIOException().isThrownBy(call).withMessage("planted"));

      assertThat(socket.capturedCounts().pending()).isEqualTo(1);
    }

    @Test
    void wakesThoseWhoWait() {
      WaitingCall<@Nullable String> waiting = taking();
      source.planFailure(new IOException("planted"));

      assertThatIOException().isThrownBy(socket::receivedCounts).withMessage("planted");

      assertThat(waiting.failure()).isInstanceOf(IOException.class).hasMessage("planted");
    }

    @Test
    void isAnArrivalForWhoWantsToBeCalled() throws Exception {
      AtomicInteger calls = new AtomicInteger();
      socket.onArrival(calls::incrementAndGet);
      source.planFailure(new IOException("planted"));

      assertThatIOException().isThrownBy(socket::receivedCounts).withMessage("planted");

      assertThat(calls).hasValue(1);
    }

    @Test
    void letsTheSelectorGoOfTheSocket() throws Exception {
      loop.watch(socket);
      source.planFailure(new IOException("planted"));
      assertThatIOException().isThrownBy(socket::receivedCounts).withMessage("planted");
      int drains = source.drains();

      CapturedSocket sender = CapturedSocket.open(loop, REQUEST);
      ByteBuffer payload = ByteBuffer.allocate(1);
      assertThat(sender.send(payload, socket.localAddress(), Deadline.after(LONG))).isTrue();
      sender.close();

      await().atMost(LIMIT).until(() -> !socket.channel().isRegistered());
      assertThat(source.drains()).isEqualTo(drains);
    }

    @Test
    void isNotTriedAgainByTheClose() throws Exception {
      source.planFailure(new IOException("planted"));
      assertThatIOException().isThrownBy(socket::receivedCounts).withMessage("planted");
      int drains = source.drains();

      socket.close();

      assertThat(source.drains()).isEqualTo(drains);
    }
  }

  @Nested
  class AfterTheRun {

    @Test
    void everyCallFails() {
      loop.close();

      assertThat(callsThatNeedACapturingSocket())
          .allSatisfy(
              call -> assertThatExceptionOfType(LoopFailedException.class).isThrownBy(call));
    }

    @Test
    void nobodyWaits() {
      WaitingCall<@Nullable String> waiting = taking();

      loop.close();

      assertThat(waiting.failure()).isInstanceOf(LoopFailedException.class);
    }
  }

  @Nested
  class Closing {

    @Test
    void failsWhatNeedsAnOpenSocket() throws Exception {
      assertThat(poll()).isNull();
      assertThat(socket.isClosed()).isFalse();
      socket.close();

      assertThat(socket.isClosed()).isTrue();
      assertThatExceptionOfType(ClosedChannelException.class)
          .isThrownBy(ReceiveQueueTests.this::poll);
      assertThatExceptionOfType(ClosedChannelException.class)
          .isThrownBy(() -> socket.awaitIndex(0, Deadline.now()));
      assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(socket::clear);
    }

    @Test
    void wakesThoseWhoWait() throws Exception {
      WaitingCall<@Nullable String> head = taking();
      WaitingCall<Boolean> index =
          WaitingCall.start(() -> socket.awaitIndex(3, Deadline.after(LONG)));

      socket.close();

      assertThat(head.failure()).isInstanceOf(ClosedChannelException.class);
      assertThat(index.failure()).isInstanceOf(ClosedChannelException.class);
      assertThat(socket.waiters()).isEmpty();
    }

    @Test
    void isAnArrivalForWhoWantsToBeCalled() throws Exception {
      AtomicInteger calls = new AtomicInteger();
      socket.onArrival(calls::incrementAndGet);

      socket.close();

      assertThat(calls).hasValue(1);
    }

    @Test
    void capturesWhatTheKernelHasKeptForAFrozenSocket() throws Exception {
      socket.freeze();
      send("kept");

      socket.close();

      assertThat(socket.receivedCounts().pending()).isEqualTo(1);
    }

    @Test
    void givesTheMemoryBackAndKeepsTheDatagrams() throws Exception {
      send("kept");
      assertThat(socket.receivedCounts().held()).isEqualTo(1);
      long kept = PreparedLoop.keptBytes(loop);

      socket.close();

      assertThat(loop.pool().keptBytes() - kept).isEqualTo(2L * ChunkPool.Size.SMALL.bytes);
      try (CaptureView received = socket.received();
          CaptureView sent = socket.sent()) {
        assertThat(received.payload(0)).isEqualTo("kept".getBytes(StandardCharsets.UTF_8));
        assertThat(sent.payload(0)).isEqualTo("kept".getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Nested
  class Waiting {

    @Test
    void endsWhenItHasBecomePointlessAndSomebodyWakesIt() throws Exception {
      AtomicBoolean pointless = new AtomicBoolean();
      Deadline deadline = Deadline.after(LONG).unless(pointless::get);
      WaitingCall<@Nullable String> waiting = WaitingCall.start(() -> read(true, deadline));

      pointless.set(true);
      socket.wake();

      assertThat(waiting.result()).isNull();
    }

    @Test
    void forAHeadEndsWithTheFirstDatagramOrAtTheDeadline() throws Exception {
      assertThat(read(true, Deadline.after(Duration.ofMillis(5)))).isNull();
      WaitingCall<@Nullable String> waiting = taking();
      send("now");
      assertThat(waiting.result()).isEqualTo("now");
    }

    @Test
    void forAnIndexEndsWithThatDatagramOrAtTheDeadline() throws Exception {
      assertThat(socket.awaitIndex(0, Deadline.now())).isFalse();
      assertThat(socket.awaitIndex(0, Deadline.after(Duration.ofMillis(5)))).isFalse();
      send("0");
      assertThat(socket.awaitIndex(0, Deadline.now())).isTrue();
      assertThat(socket.awaitIndex(1, Deadline.now())).isFalse();

      WaitingCall<Boolean> waiting =
          WaitingCall.start(() -> socket.awaitIndex(2, Deadline.after(LONG)));
      send("1");
      assertThat(socket.awaitIndex(1, Deadline.after(LONG))).isTrue();
      assertThat(whatIsWaitedFor()).hasSize(1);
      send("2");

      assertThat(waiting.result()).isTrue();
    }

    @Test
    void forAnIndexSeesWhatOnlyItsOwnDrainFinds() throws Exception {
      source.planArrival("planned");

      assertThat(socket.awaitIndex(0, Deadline.now())).isTrue();
    }

    @Test
    void isKnownWhileItLasts() throws Exception {
      WaitingCall<@Nullable String> head = taking();
      WaitingCall<Boolean> index =
          WaitingCall.start(() -> socket.awaitIndex(1, Deadline.after(LONG)));
      assertThat(whatIsWaitedFor()).containsExactly("a datagram", "datagram 1 or a later one");

      send("0");
      send("1");

      assertThat(head.result()).isEqualTo("0");
      assertThat(index.result()).isTrue();
      assertThat(socket.waiters()).isEmpty();
    }

    @Test
    void hasTheSocketWatchedWhateverTheLoopIsAt() throws Exception {
      CountDownLatch release = new CountDownLatch(1);
      try (DatagramLoop busy = busyLoop(release)) {
        CapturedSocket fresh = CapturedSocket.open(busy, REQUEST);
        assertThat(fresh.channel().isRegistered()).isFalse();

        WaitingCall<Boolean> waiting =
            WaitingCall.start(() -> fresh.awaitIndex(0, Deadline.after(LONG)));
        await().atMost(LIMIT).until(() -> !fresh.waiters().isEmpty());

        assertThat(fresh.channel().isRegistered()).isTrue();
        release.countDown();
        fresh.close();
        assertThat(waiting.failure()).isInstanceOf(ClosedChannelException.class);
      } finally {
        release.countDown();
      }
    }

    /** Returns a loop whose thread is held up by a socket of its own. */
    private DatagramLoop busyLoop(CountDownLatch release) throws Exception {
      CountDownLatch held = new CountDownLatch(1);
      DatagramLoop busy = DatagramLoop.start(request -> new HoldingSource(request, held, release));
      CapturedSocket holder = CapturedSocket.open(busy, REQUEST);
      busy.watch(holder);
      holder.send(ByteBuffer.allocate(1), holder.localAddress(), Deadline.now());
      assertThat(held.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return busy;
    }

    private static final class HoldingSource extends FaultySource {
      private final CountDownLatch held;
      private final CountDownLatch release;

      HoldingSource(BindRequest request, CountDownLatch held, CountDownLatch release)
          throws IOException {
        super(request);
        this.held = held;
        this.release = release;
      }

      @Override
      public int drainInto(CaptureLog log, int most) throws IOException {
        if (Thread.currentThread().getName().equals("udp-peer-loop")) {
          held.countDown();
          CoreThreads.uninterruptibly(release::await);
        }
        return super.drainInto(log, most);
      }
    }
  }

  @Nested
  class Looking {

    @Test
    void emptiesAQueueOfManyPasses() throws Exception {
      for (int pass = 0; pass < 3; pass++) {
        source.planFull();
      }
      source.planArrival("last");

      assertThat(socket.receivedCounts().pending()).isEqualTo(1);
      assertThat(source.drains()).isEqualTo(4);
    }

    @Test
    void forTheHeadEmptiesAQueueOfManyPasses() throws Exception {
      for (int pass = 0; pass < 3; pass++) {
        source.planFull();
      }
      source.planArrival("last");

      assertThat(poll()).isEqualTo("last");
      assertThat(source.drains()).isEqualTo(4);
    }

    @Test
    void asksAnEmptyQueueOnce() throws Exception {
      assertThat(poll()).isNull();
      assertThat(source.drains()).isEqualTo(1);

      assertThat(socket.receivedCounts().held()).isZero();
      assertThat(source.drains()).isEqualTo(2);
    }

    @Test
    void endsThoughASenderNeverStops() throws Exception {
      for (int pass = 0; pass < 5 * PASSES; pass++) {
        source.planFull();
      }

      assertThat(poll()).isNull();
      assertThat(source.drains()).isEqualTo(PASSES);
      assertThat(socket.receivedCounts().held()).isZero();
      assertThat(source.drains()).isEqualTo(2 * PASSES);
    }

    @Test
    void asksTheKernelNothingWhereAHeadIsKnown() throws Exception {
      source.planArrival("one");
      assertThat(read(false, Deadline.now())).isEqualTo("one");

      assertThat(read(true, Deadline.now())).isEqualTo("one");

      assertThat(source.drains()).isEqualTo(1);
    }

    @Test
    void marksWhatWasPeekedAt() throws Exception {
      source.planArrival("one");
      source.planArrival("two");
      assertThat(socket.receivedCounts().held()).isEqualTo(1);
      assertThat(socket.receivedCounts().held()).isEqualTo(2);

      assertThat(read(false, Deadline.now())).isEqualTo("one");

      try (CaptureView view = socket.captured()) {
        assertThat(view.isPeeked(0)).isTrue();
        assertThat(view.isConsumed(0)).isFalse();
        assertThat(view.isPeeked(1)).isFalse();
      }
    }

    @Test
    void givesTheScratchBufferBack() throws Exception {
      long kept = PreparedLoop.keptBytes(loop);
      source.planArrival("one");

      assertThat(socket.receivedCounts().held()).isEqualTo(1);

      assertThat(loop.pool().keptBytes() - kept).isEqualTo(-ChunkPool.Size.SMALL.bytes);
    }
  }

  @Nested
  class Taking {

    @Test
    void ofTheSameDatagramSucceedsOnce() throws Exception {
      send("one");
      assertThat(socket.receivedCounts().pending()).isEqualTo(1);

      assertThat(socket.consume(0)).isTrue();
      assertThat(socket.consume(0)).isFalse();
      assertThat(socket.consume(1)).isFalse();
    }

    @Test
    void ofSeveralTakesAllOrNone() throws Exception {
      send("0");
      send("1");
      send("2");
      assertThat(socket.receivedCounts().pending()).isEqualTo(3);
      assertThat(socket.consume(1)).isTrue();

      assertThat(socket.consumeAll(0, 1, 2)).isEqualTo(1);
      assertThat(socket.receivedCounts().pending()).isEqualTo(2);
      assertThat(socket.consumeAll(0, 2)).isEqualTo(-1);
      assertThat(socket.receivedCounts().pending()).isZero();
    }

    @Test
    void goesOnAfterAClear() throws Exception {
      send("one");
      send("two");
      socket.clear();
      send("three");

      assertThat(poll()).isEqualTo("three");
      assertThat(poll()).isNull();
    }
  }

  @Nested
  class Clearing {

    @Test
    void forgetsWhatTheKernelHadQueuedTooAndCountsIt() throws Exception {
      source.planArrival("one");
      assertThat(socket.receivedCounts().held()).isEqualTo(1);
      source.planArrival("two");

      socket.clear();

      assertThat(socket.receivedCounts().held()).isZero();
      assertThat(socket.events())
          .last()
          .satisfies(
              event -> {
                assertThat(event.kind()).isEqualTo(SocketEvent.Kind.CLEAR);
                assertThat(event.datagrams()).isEqualTo(2);
              });
    }
  }

  @Nested
  class Switching {

    @Test
    void downCapturesWhatCameBefore() throws Exception {
      source.planArrival("before");

      socket.down(() -> {});

      assertThat(socket.capturedCounts().pending()).isEqualTo(1);
      int drains = source.drains();
      assertThat(socket.receivedCounts().pending()).isEqualTo(1);
      assertThat(source.drains()).isEqualTo(drains);
    }

    @Test
    void upCapturesFromTheNewChannel() throws Exception {
      socket.down(() -> {});
      socket.up();

      send("after");

      assertThat(read(true, Deadline.after(LONG))).isEqualTo("after");
      assertThat(sources).hasSize(2);
    }

    @Test
    void freezingCapturesWhatCameBeforeAndNothingAfter() throws Exception {
      source.planArrival("before");
      socket.freeze();
      assertThat(socket.isFrozen()).isTrue();
      send("after");

      assertThat(socket.receivedCounts().pending()).isEqualTo(1);
      WaitingCall<Boolean> waiting =
          WaitingCall.start(() -> socket.awaitIndex(1, Deadline.after(LONG)));
      socket.thaw();

      assertThat(socket.isFrozen()).isFalse();
      assertThat(waiting.result()).isTrue();
      assertThat(socket.receivedCounts().pending()).isEqualTo(2);
    }
  }

  /** Whether the kernel's queue may have been full. */
  @Nested
  class Overflow {

    private static final String TEXT = "some text";

    private long memoryOfOne() throws IOException {
      CaptureLog log = new CaptureLog(new ChunkPool(), 1 << 20);
      PlannedSource.arrive(log, TEXT);
      return log.arrivedMemory();
    }

    private void drainOne() throws IOException {
      source.planArrival(TEXT);
      socket.receivedCounts();
    }

    @Test
    void isRuledOutWhileLessWasQueuedAtOnceThanFits() throws Exception {
      source.grant(memoryOfOne() + 1);
      assertThat(socket.mayHaveOverflowed()).isFalse();
      for (int i = 0; i < 3; i++) {
        drainOne();
        assertThat(socket.mayHaveOverflowed()).isFalse();
      }
    }

    @Test
    void isPossibleWhereAsMuchWasQueuedAtOnceAsFits() throws Exception {
      source.grant(memoryOfOne());
      drainOne();
      assertThat(socket.mayHaveOverflowed()).isTrue();

      source.grant(Integer.MAX_VALUE);
      drainOne();
      assertThat(socket.mayHaveOverflowed()).isTrue();
    }

    @Test
    void isPossibleWhereOnePassDidNotEmptyTheQueue() throws Exception {
      source.planFull();
      socket.receivedCounts();

      assertThat(socket.mayHaveOverflowed()).isTrue();
    }
  }

  /** Whoever wants to be called when something has come. */
  @Nested
  class Arrivals {

    private final AtomicInteger calls = new AtomicInteger();
    private final Runnable step = calls::incrementAndGet;

    @Test
    void areToldAsLongAsTheyAreWanted() throws Exception {
      socket.onArrival(step);
      assertThat(socket.channel().isRegistered()).isTrue();
      assertThat(socket.receivedCounts().held()).isZero();
      assertThat(calls).hasValue(0);

      source.planArrival("one");
      assertThat(socket.receivedCounts().held()).isEqualTo(1);
      assertThat(calls).hasValue(1);

      socket.noLongerOnArrival(step);
      source.planArrival("two");
      assertThat(socket.receivedCounts().held()).isEqualTo(2);
      assertThat(calls).hasValue(1);
    }
  }
}
