package io.github.udppeer.internal.core;

import static io.github.udppeer.Promptly.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.udppeer.internal.core.DatagramLoop.LoopFailedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes is handed on, in order, by whoever holds the lock. */
@Timeout(60)
class RelaySocketTests {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int BATCH = 64;
  private static final BindRequest REQUEST =
      new BindRequest(new InetSocketAddress("127.0.0.1", 0), List.of(), null, 1 << 20);

  @AutoClose private final DatagramLoop loop = DatagramLoop.start();
  @AutoClose private final DatagramChannel sender = DatagramChannel.open().bind(REQUEST.local());
  private final ReentrantLock lock = new ReentrantLock();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<InetSocketAddress> sources = new CopyOnWriteArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final List<Throwable> causes = new CopyOnWriteArrayList<>();

  private final RelaySocket.Receiver receiver =
      new RelaySocket.Receiver() {
        @Override
        public void received(ByteBuffer payload, InetSocketAddress source) {
          String text = UTF_8.decode(payload).toString();
          received.add(text);
          sources.add(source);
          if (text.equals("trouble")) {
            throw new IllegalStateException("planted");
          }
        }

        @Override
        public void failed(String what, Throwable broken) {
          failures.add(what);
          causes.add(broken);
        }
      };

  RelaySocketTests() throws IOException {}

  private void send(RelaySocket to, String text) throws IOException {
    sender.send(ByteBuffer.wrap(text.getBytes(UTF_8)), to.localAddress());
  }

  /** Opens one that the loop leaves alone, so that only the test drains it. */
  private RelaySocket openUnwatched() throws IOException {
    return new RelaySocket(loop, NioDatagramSource.open(REQUEST), lock, receiver);
  }

  private boolean drain(RelaySocket relay) throws IOException {
    lock.lock();
    try {
      return relay.drain();
    } finally {
      lock.unlock();
    }
  }

  private boolean mayHaveOverflowed(RelaySocket relay) {
    lock.lock();
    try {
      return relay.mayHaveOverflowed();
    } finally {
      lock.unlock();
    }
  }

  @Test
  void theLoopHandsOnPayloadAndSource() throws Exception {
    try (RelaySocket relay = RelaySocket.open(loop, REQUEST, lock, receiver)) {
      send(relay, "one");
      send(relay, "");
      send(relay, "three");

      await().atMost(LIMIT).until(() -> received.size() == 3);
      assertThat(received).containsExactly("one", "", "three");
      assertThat(sources).containsOnly((InetSocketAddress) sender.getLocalAddress());
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void theLoopLeavesOneAloneWhoseLockIsHeld() throws Exception {
    try (RelaySocket relay = RelaySocket.open(loop, REQUEST, lock, receiver)) {
      lock.lock();
      try {
        send(relay, "held");
        assertThat(relay.capture()).isTrue(); // this thread holds it
        assertThat(received).containsExactly("held");
      } finally {
        lock.unlock();
      }
      Thread holder = new Thread(lock::lock);
      holder.start();
      holder.join();

      send(relay, "kept");
      assertThat(relay.capture()).isFalse();
      assertThat(received).containsExactly("held");
    }
  }

  @Test
  void aDrainEndsAfterABatchAndSaysThatMoreMayBeQueued() throws Exception {
    try (RelaySocket relay = openUnwatched()) {
      for (int i = 0; i < BATCH + 1; i++) {
        send(relay, String.valueOf(i));
      }

      assertThat(drain(relay)).isTrue();
      assertThat(received).hasSize(BATCH).startsWith("0", "1").endsWith("63");
      assertThat(drain(relay)).isFalse();
      assertThat(received).hasSize(BATCH + 1).endsWith("64");
      assertThat(drain(relay)).isFalse();
    }
  }

  @Test
  void aDrainGivesItsBufferBack() throws Exception {
    long kept = PreparedLoop.keptBytes(loop);
    ByteBuffer taken = loop.pool().take(ChunkPool.Size.MEDIUM);
    assertThat(loop.pool().keptBytes()).isLessThan(kept);
    loop.pool().giveBack(taken);
    try (RelaySocket relay = openUnwatched()) {
      send(relay, "one");

      drain(relay);

      assertThat(loop.pool().keptBytes()).isEqualTo(kept);
      assertThat(loop.pool().take(ChunkPool.Size.MEDIUM)).isSameAs(taken);
    }
  }

  @Test
  void aReceiverThatThrowsIsNamedTheSourceAndGetsTheNext() throws Exception {
    try (RelaySocket relay = openUnwatched()) {
      send(relay, "trouble");
      send(relay, "next");

      drain(relay);

      assertThat(received).containsExactly("trouble", "next");
      assertThat(failures)
          .containsExactly("could not relay a datagram from " + sender.getLocalAddress());
      assertThat(causes).singleElement().isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void theKernelsQueueMayHaveOverflowedOnlyWhereAsMuchWasFoundInIt() throws Exception {
    try (RelaySocket relay = openUnwatched()) {
      long ofOne = CaptureLog.kernelMemoryAtMost(1);
      long fits = relay.grantedReceiveBuffer() / ofOne;
      for (long sent = 0; sent < fits; sent += BATCH / 2) { // never as much at once
        for (int i = 0; i < BATCH / 2; i++) {
          send(relay, "x");
        }
        drain(relay);
        drain(relay);
      }
      assertThat(received).hasSizeGreaterThanOrEqualTo((int) fits);
      assertThat(mayHaveOverflowed(relay)).isFalse();

      for (long sent = 0; sent < fits + 1; sent++) {
        send(relay, "x");
      }
      while (drain(relay)) {
        // the batches are of one queue
      }
      assertThat(mayHaveOverflowed(relay)).isTrue();
    }
  }

  @Test
  void oneThatIsShutHandsOnNothing() throws Exception {
    try (RelaySocket relay = openUnwatched()) {
      send(relay, "late");
      relay.shut();

      assertThat(drain(relay)).isFalse();
      assertThat(received).isEmpty();
      assertThat(relay.channel().isOpen()).isFalse();
    }
  }

  @Test
  void itsFailureIsReportedWithItsAddress() throws Exception {
    try (RelaySocket relay = openUnwatched()) {
      IOException planted = new IOException("planted");

      relay.fail(planted);
      relay.wake();

      assertThat(failures).containsExactly("receives nothing any more on " + relay.localAddress());
      assertThat(causes).containsExactly(planted);
    }
  }

  @Test
  void sendsFromItsOwnAddress() throws Exception {
    try (RelaySocket relay = openUnwatched();
        CapturedSocket destination = CapturedSocket.open(loop, REQUEST)) {
      assertThat(relay.send(ByteBuffer.allocate(3), destination.localAddress())).isTrue();
      assertThat(relay.send(ByteBuffer.allocate(0), destination.localAddress())).isTrue();

      try (CaptureView view = destination.received()) {
        assertThat(view.size()).isEqualTo(2);
        assertThat(view.address(0)).isEqualTo(relay.localAddress());
        assertThat(view.length(1)).isZero();
      }
    }
  }

  @Test
  void itsPortIsFreeWhenCloseReturns() throws Exception {
    List<RelaySocket> relays = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      relays.add(RelaySocket.open(loop, REQUEST, lock, receiver));
    }
    for (RelaySocket relay : relays.subList(0, 10)) {
      relay.shut();
    }
    for (RelaySocket relay : relays) {
      relay.close();
      relay.close();
      assertThat(relay.channel().isRegistered()).isFalse();
      assertThat(relay.channel().isOpen()).isFalse();
    }
  }

  @Test
  void noneIsOpenedAfterTheRun() throws Exception {
    DatagramLoop ended = DatagramLoop.start();
    ended.close();

    assertThatExceptionOfType(LoopFailedException.class)
        .isThrownBy(() -> RelaySocket.open(ended, REQUEST, lock, receiver))
        .withMessage("the run that this peer belongs to has ended");
  }
}
