package io.github.udppeer.internal.core;

import static io.github.udppeer.Promptly.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.udppeer.internal.core.DatagramLoop.LoopFailedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DatagramLoopTests {

  private static final Duration LONG = Duration.ofSeconds(50);

  private static BindRequest loopback(int port) {
    return new BindRequest(new InetSocketAddress("127.0.0.1", port), List.of(), null, 1 << 20);
  }

  private static void send(CapturedSocket from, CapturedSocket to, String text) throws Exception {
    boolean sent =
        from.send(
            ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)),
            to.localAddress(),
            Deadline.after(LONG));
    assertThat(sent).isTrue();
  }

  private static @Nullable String take(CapturedSocket socket, Duration limit) throws Exception {
    return socket.readHead(
        true,
        Deadline.after(limit),
        (view, entry) -> new String(view.payload(entry), StandardCharsets.UTF_8));
  }

  private static CompletableFuture<@Nullable String> taking(CapturedSocket socket) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return take(socket, LONG);
          } catch (Exception failure) {
            throw new IllegalStateException(failure);
          }
        },
        task -> new Thread(task).start());
  }

  @Nested
  class Closing {

    @Tag("slow")
    @Test
    void socketsPortIsFreeAtOnce() throws Exception {
      try (DatagramLoop loop = DatagramLoop.start()) {
        for (int i = 0; i < 500; i++) {
          CapturedSocket socket = CapturedSocket.open(loop, loopback(0));
          socket.close();
          try (DatagramChannel again = DatagramChannel.open()) {
            assertThat(again.bind(socket.localAddress()).isOpen()).isTrue();
          }
        }
      }
    }

    @Test
    void endsTheThreadAndFailsSocketsThatAreStillOpen() throws Exception {
      DatagramLoop loop = DatagramLoop.start();
      CapturedSocket open = CapturedSocket.open(loop, loopback(0));
      CompletableFuture<@Nullable String> waiting = taking(open);
      loop.close();
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(waiting::get)
          .havingRootCause()
          .withMessage(null);
      assertThatExceptionOfType(LoopFailedException.class)
          .isThrownBy(() -> take(open, Duration.ZERO))
          .withMessage("the run that this peer belongs to has ended");
      open.close();
      try (DatagramChannel again = DatagramChannel.open()) {
        assertThat(again.bind(open.localAddress()).isOpen()).isTrue();
      }
    }

    @Test
    void refusesFurtherSocketsAndLeaksNone() throws Exception {
      DatagramLoop loop = DatagramLoop.start();
      loop.close();
      loop.close();
      assertThatExceptionOfType(LoopFailedException.class)
          .isThrownBy(() -> CapturedSocket.open(loop, loopback(0)));
    }

    @Tag("slow")
    @Test
    void twiceAtOnceReturnsToBothWhenThePortIsFree() throws Exception {
      try (DatagramLoop loop = DatagramLoop.start()) {
        for (int i = 0; i < 200; i++) {
          CapturedSocket socket = CapturedSocket.open(loop, loopback(0));
          CompletableFuture<Void> other = closing(socket);
          socket.close();
          try (DatagramChannel again = DatagramChannel.open()) {
            assertThat(again.bind(socket.localAddress()).isOpen()).isTrue();
          }
          other.get();
        }
      }
    }

    private CompletableFuture<Void> closing(CapturedSocket socket) {
      return CompletableFuture.runAsync(
          () -> {
            try {
              socket.close();
            } catch (IOException failure) {
              throw new IllegalStateException(failure);
            }
          },
          task -> new Thread(task).start());
    }

    @Test
    void ofASocketKeepsWhatItCaptured() throws Exception {
      try (DatagramLoop loop = DatagramLoop.start()) {
        CapturedSocket socket = CapturedSocket.open(loop, loopback(0));
        send(socket, socket, "one");
        socket.close();
        socket.close();
        try (CaptureView view = socket.received()) {
          assertThat(new String(view.payload(0), StandardCharsets.UTF_8)).isEqualTo("one");
        }
        assertThatExceptionOfType(ClosedChannelException.class)
            .isThrownBy(() -> take(socket, Duration.ZERO));
        assertThat(socket.events())
            .extracting(SocketEvent::kind)
            .containsExactly(SocketEvent.Kind.BIND, SocketEvent.Kind.CLOSE);
      }
    }

    @Test
    void wakesEveryWaiter() throws Exception {
      try (DatagramLoop loop = DatagramLoop.start()) {
        CapturedSocket socket = CapturedSocket.open(loop, loopback(0));
        List<CompletableFuture<@Nullable String>> waiters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          waiters.add(taking(socket));
        }
        socket.close();
        for (CompletableFuture<@Nullable String> waiter : waiters) {
          assertThatThrownBy(waiter::get).hasRootCauseInstanceOf(ClosedChannelException.class);
        }
      }
    }
  }

  @Nested
  class Capturing {

    @Test
    void wakesAWaiterWithoutItsHelp() throws Exception {
      try (DatagramLoop loop = DatagramLoop.start()) {
        CapturedSocket receiver = CapturedSocket.open(loop, loopback(0));
        CapturedSocket sender = CapturedSocket.open(loop, loopback(0));
        for (int i = 0; i < 200; i++) {
          CompletableFuture<@Nullable String> waiting = taking(receiver);
          send(sender, receiver, "n" + i);
          assertThat(waiting.get()).isEqualTo("n" + i);
        }
      }
    }

    @Tag("slow")
    @Test
    void servesAThousandSocketsOnOneThread() throws Exception {
      ThreadGroup threads = new ThreadGroup("a thousand sockets");
      CompletableFuture<Integer> started = new CompletableFuture<>();
      Runnable body =
          () -> {
            try {
              exchangeBetweenAThousand(threads, started);
            } catch (Exception | AssertionError failure) {
              started.completeExceptionally(failure);
            }
          };
      new Thread(threads, body).start();
      assertThat(started.get()).isEqualTo(2); // the loop's thread and the one that asks
    }

    private void exchangeBetweenAThousand(ThreadGroup threads, CompletableFuture<Integer> started)
        throws Exception {
      try (DatagramLoop loop = DatagramLoop.start()) {
        List<CapturedSocket> sockets = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
          sockets.add(CapturedSocket.open(loop, loopback(0)));
        }
        for (int i = 0; i < 1000; i++) {
          send(sockets.get(i), sockets.get((i + 1) % 1000), "to " + (i + 1) % 1000);
        }
        for (int i = 0; i < 1000; i++) {
          assertThat(take(sockets.get(i), LONG)).isEqualTo("to " + i);
        }
        int active = threads.activeCount();
        for (CapturedSocket socket : sockets) {
          socket.close();
        }
        started.complete(active);
      }
    }
  }

  @Nested
  class Failing {

    @Test
    void ofTheSelectorFailsEveryWaitingAndEveryLaterCallWithItsCause() throws Exception {
      IOException cause = new IOException("planted");
      FailingSelector selector = new FailingSelector(cause);
      try (DatagramLoop loop = DatagramLoop.start(FaultySource::new, selector)) {
        CapturedSocket victim = CapturedSocket.open(loop, loopback(0));
        CapturedSocket bystander = CapturedSocket.open(loop, loopback(0));
        CompletableFuture<@Nullable String> waiting = taking(bystander);
        await().atMost(LONG).until(() -> !bystander.waiters().isEmpty());
        selector.fail();
        assertThatThrownBy(waiting::get).hasRootCause(cause);
        assertThatExceptionOfType(LoopFailedException.class)
            .isThrownBy(() -> take(bystander, Duration.ZERO))
            .withMessage("the capturing thread failed: java.io.IOException: planted")
            .withCause(cause);
        assertThatExceptionOfType(LoopFailedException.class)
            .isThrownBy(() -> CapturedSocket.open(loop, loopback(0)))
            .withCause(cause);
        victim.close();
        bystander.close();
      }
    }

    @Test
    void ofOneSocketLeavesTheOthersAtWork() throws Exception {
      AtomicInteger opened = new AtomicInteger();
      DatagramLoop loop =
          DatagramLoop.start(
              request -> {
                boolean broken = opened.getAndIncrement() == 0;
                return new FaultySource(request) {
                  @Override
                  public int drainInto(CaptureLog log, int most) throws IOException {
                    if (broken) {
                      throw new IOException("planted");
                    }
                    return super.drainInto(log, most);
                  }
                };
              });
      try (loop) {
        CapturedSocket broken = CapturedSocket.open(loop, loopback(0));
        CapturedSocket sound = CapturedSocket.open(loop, loopback(0));
        send(sound, broken, "trigger");
        for (int i = 0; i < 3; i++) {
          assertThatExceptionOfType(IOException.class)
              .isThrownBy(() -> take(broken, Duration.ZERO))
              .withMessage("planted");
        }
        send(sound, sound, "still here");
        assertThat(take(sound, LONG)).isEqualTo("still here");
        // what it holds must not pass for all that came
        assertThatExceptionOfType(IOException.class)
            .isThrownBy(broken::receivedCounts)
            .withMessage("planted");
        try (CaptureView held = broken.captured()) {
          assertThat(held.size()).isZero();
        }
        broken.close();
        assertThat(broken.receivedCounts().held()).isZero();
      }
    }
  }

  @Nested
  class Taking {

    @Test
    void ofSeveralTakesAllOrNone() throws Exception {
      try (DatagramLoop loop = DatagramLoop.start()) {
        CapturedSocket socket = CapturedSocket.open(loop, loopback(0));
        send(socket, socket, "0");
        send(socket, socket, "1");
        send(socket, socket, "2");
        assertThat(socket.receivedCounts().pending()).isEqualTo(3);
        assertThat(socket.consume(1)).isTrue();
        assertThat(socket.consumeAll(0, 1, 2)).isEqualTo(1);
        assertThat(socket.receivedCounts().pending()).isEqualTo(2);
        assertThat(socket.consumeAll(0, 2)).isEqualTo(-1);
        assertThat(socket.receivedCounts().pending()).isZero();
      }
    }
  }

  @Nested
  class Sending {

    private DatagramLoop refusing(int times) throws IOException {
      AtomicInteger left = new AtomicInteger(times);
      return DatagramLoop.start(
          request ->
              new FaultySource(request) {
                @Override
                public boolean send(ByteBuffer payload, InetSocketAddress destination)
                    throws IOException {
                  return left.getAndDecrement() <= 0 && super.send(payload, destination);
                }
              });
    }

    @Test
    void waitsWhileTheKernelHasNoRoom() throws Exception {
      try (DatagramLoop loop = refusing(3)) {
        CapturedSocket socket = CapturedSocket.open(loop, loopback(0));
        send(socket, socket, "at last");
        assertThat(take(socket, LONG)).isEqualTo("at last");
      }
    }

    @Test
    void givesUpAtTheDeadlineAndRecordsNothing() throws Exception {
      try (DatagramLoop loop = refusing(Integer.MAX_VALUE)) {
        CapturedSocket socket = CapturedSocket.open(loop, loopback(0));
        ByteBuffer payload = ByteBuffer.allocate(3);
        boolean sent =
            socket.send(payload, socket.localAddress(), Deadline.after(Duration.ofMillis(5)));
        assertThat(sent).isFalse();
        assertThat(socket.sentCounts().appended()).isZero();
      }
    }
  }
}
