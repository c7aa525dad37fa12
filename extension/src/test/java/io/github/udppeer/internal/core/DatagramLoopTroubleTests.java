package io.github.udppeer.internal.core;

import static io.github.udppeer.Promptly.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.udppeer.internal.core.ChunkPool.NoMemoryException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to one socket, the loop serves the others. */
@Timeout(120)
class DatagramLoopTroubleTests {

  private static final Duration LONG = Duration.ofSeconds(100);
  private static final BindRequest LOOPBACK =
      new BindRequest(new InetSocketAddress("127.0.0.1", 0), List.of(), null, 1 << 20);

  /** What the loop's thread is to throw when it captures for the next socket; null for nothing. */
  private final AtomicReference<Supplier<Throwable>> planted = new AtomicReference<>();

  private final AtomicInteger meetings = new AtomicInteger();

  private final DatagramLoop loop = DatagramLoop.start(Troubled::new);
  private final CapturedSocket bystander = open();

  DatagramLoopTroubleTests() throws IOException {}

  private CapturedSocket open() throws IOException {
    CapturedSocket socket = CapturedSocket.open(loop, LOOPBACK);
    loop.watch(socket);
    return socket;
  }

  private final class Troubled extends FaultySource {
    private final Supplier<Throwable> own = planted.getAndSet(null);

    Troubled(BindRequest request) throws IOException {
      super(request);
    }

    @Override
    public int drainInto(CaptureLog log, int most) throws IOException {
      if (own != null && Thread.currentThread().getName().equals("udp-peer-loop")) {
        meetings.incrementAndGet();
        DatagramLoopTroubleTests.<RuntimeException>sneak(own.get());
      }
      return super.drainInto(log, most);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    if (thrown != null) {
      throw (T) thrown;
    }
  }

  private void send(InetSocketAddress to) throws Exception {
    assertThat(bystander.send(ByteBuffer.allocate(1), to, Deadline.after(LONG))).isTrue();
  }

  private static int captured(CapturedSocket socket) {
    return socket.capturedCounts().held();
  }

  /** The loop's thread alone captures here: nobody asks. */
  @AfterEach
  void theLoopStillServesTheBystander() throws Exception {
    int before = captured(bystander);
    send(bystander.localAddress());
    await().atMost(LONG).until(() -> captured(bystander) == before + 1);
    bystander.close();
    loop.close();
  }

  @Tag("slow")
  @Test
  void freezingAndTakingDownAndThawingInEveryOrder() throws Exception {
    for (int round = 0; round < 500; round++) {
      CapturedSocket socket = open();
      socket.freeze();
      send(socket.localAddress());
      if (round % 3 == 1) {
        socket.thaw();
      }
      if (round % 2 == 0) {
        socket.down(() -> {});
      }
      if (round % 5 == 0) {
        socket.up();
      }
      socket.close();
    }
  }

  @Tag("slow")
  @Test
  void thawingWhileAnotherThreadTakesItDown() throws Exception {
    for (int round = 0; round < 500; round++) {
      CapturedSocket socket = open();
      socket.freeze();
      send(socket.localAddress());
      CompletableFuture<Void> down =
          CompletableFuture.runAsync(
              () -> {
                try {
                  socket.down(() -> {});
                } catch (IOException | InterruptedException failure) {
                  throw new IllegalStateException(failure);
                }
              });
      assertThatCode(socket::thaw).doesNotThrowAnyException();
      down.get();
      socket.close();
    }
  }

  @Tag("slow")
  @Test
  void waitingWhileAnotherThreadTakesItDownAndUp() throws Exception {
    for (int round = 0; round < 200; round++) {
      CapturedSocket socket = CapturedSocket.open(loop, LOOPBACK);
      CompletableFuture<Boolean> waiting =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return socket.awaitIndex(0, Deadline.after(LONG));
                } catch (IOException | InterruptedException failure) {
                  throw new IllegalStateException(failure);
                }
              });
      socket.down(() -> {});
      socket.up();
      send(socket.localAddress());
      assertThat(waiting.get()).isTrue();
      socket.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        IllegalStateException.class,
        java.nio.channels.CancelledKeyException.class,
        java.nio.channels.ClosedSelectorException.class,
        StackOverflowError.class,
        AssertionError.class
      })
  void whateverOneSourceThrowsFailsItsOwnCallersWithThat(Class<? extends Throwable> kind)
      throws Exception {
    Throwable cause = kind.getConstructor().newInstance();
    planted.set(() -> cause);
    CapturedSocket broken = open();
    send(broken.localAddress());
    await().atMost(LONG).until(() -> meetings.get() == 1);

    assertThatIOException()
        .isThrownBy(() -> broken.awaitIndex(0, Deadline.after(LONG)))
        .havingRootCause()
        .isSameAs(cause);
    assertThatIOException().isThrownBy(broken::received).withMessage("capturing failed: " + cause);
  }

  @Test
  void aCauseWhoseWordsThrowFailsItsOwnCallersToo() throws Exception {
    planted.set(Wordless::new);
    CapturedSocket broken = open();
    send(broken.localAddress());
    await().atMost(LONG).until(() -> meetings.get() == 1);

    assertThatIOException()
        .isThrownBy(() -> broken.awaitIndex(0, Deadline.after(LONG)))
        .withMessage("capturing failed: " + Wordless.class.getName() + ", whose message threw");
  }

  private static final class Wordless extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("OverrideThrowableToString") // that it throws is the matter
    public String toString() {
      throw new IllegalStateException("no words");
    }
  }

  @Test
  void memoryThatIsWantingForAWhileOnlyDelaysWhatComes() throws Exception {
    AtomicBoolean exhausted = new AtomicBoolean(true);
    planted.set(() -> exhausted.get() ? new NoMemoryException("planted", null) : null);
    CapturedSocket starved = open();
    send(starved.localAddress());
    send(starved.localAddress());
    send(bystander.localAddress());
    await().atMost(LONG).until(() -> captured(bystander) == 1);
    assertThat(captured(starved)).isZero();

    exhausted.set(false);

    await().atMost(LONG).until(() -> captured(starved) == 2);
    assertThat(starved.receivedCounts().dropped()).isZero();
  }

  @Test
  void whatAHeapThatIsFullForAWhileCostsIsCounted() throws Exception {
    AtomicBoolean exhausted = new AtomicBoolean(true);
    planted.set(() -> exhausted.getAndSet(false) ? new OutOfMemoryError("planted") : null);
    CapturedSocket starved = open();
    send(starved.localAddress());

    await().atMost(LONG).until(() -> captured(starved) == 1);
    assertThat(starved.receivedCounts().refused()).isEqualTo(1);
  }

  @Test
  void aStepOnArrivalThatThrowsKeepsTheOthersFromNothing() throws Exception {
    CapturedSocket socket = open();
    List<String> told = new ArrayList<>();
    socket.onArrival(
        () -> {
          // else Awaitility lets another test fail with it that waits at this time
          Thread.currentThread()
              .setUncaughtExceptionHandler(
                  (thread, thrown) -> thread.setUncaughtExceptionHandler(null));
          throw new IllegalStateException("planted");
        });
    socket.onArrival(() -> told.add("told"));

    send(socket.localAddress());

    assertThat(socket.awaitIndex(0, Deadline.after(LONG))).isTrue();
    assertThat(told).containsExactly("told");
    socket.close();
    assertThat(told).hasSize(2);
  }

  @Test
  void aStepWhileBoundThatThrowsLeavesTheSocketDown() throws Exception {
    CapturedSocket socket = open();

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                socket.down(
                    () -> {
                      throw new IllegalStateException("planted");
                    }));

    assertThat(socket.isDown()).isTrue();
    socket.up();
    send(socket.localAddress());
    assertThat(socket.awaitIndex(0, Deadline.after(LONG))).isTrue();
  }

  @Test
  void aReceiverThatThrowsIsToldAndGetsTheNextDatagram() throws Exception {
    Queue<String> told = new ConcurrentLinkedQueue<>();
    RelaySocket relay =
        RelaySocket.open(
            loop,
            LOOPBACK,
            new ReentrantLock(),
            new RelaySocket.Receiver() {
              @Override
              public void received(ByteBuffer payload, InetSocketAddress source) {
                String text = UTF_8.decode(payload).toString();
                if (text.equals("bad")) {
                  throw new AssertionError("planted");
                }
                told.add(text);
              }

              @Override
              public void failed(String what, Throwable broken) {
                told.add(what.replaceAll("\\d+$", "<port>") + ": " + broken.getMessage());
              }
            });
    for (String text : List.of("bad", "good")) {
      bystander.send(
          ByteBuffer.wrap(text.getBytes(UTF_8)), relay.localAddress(), Deadline.after(LONG));
    }

    await().atMost(LONG).until(() -> told.size() == 2);
    assertThat(told)
        .containsExactly("could not relay a datagram from /127.0.0.1:<port>: planted", "good");
    relay.close();
  }
}
