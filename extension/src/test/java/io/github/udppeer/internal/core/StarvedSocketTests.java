package io.github.udppeer.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.udppeer.internal.core.ChunkPool.NoMemoryException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A socket that the loop does not know, so that every look at its queue is the test's. */
@Timeout(60)
class StarvedSocketTests {

  private static final BindRequest REQUEST =
      new BindRequest(new InetSocketAddress("127.0.0.1", 0), List.of(), null, 1 << 20);

  @AutoClose private final DatagramLoop loop = DatagramLoop.start();
  private final PlannedSource source = new PlannedSource(REQUEST);

  @AutoClose private final CapturedSocket socket = new CapturedSocket(loop, source, REQUEST);

  StarvedSocketTests() throws IOException {}

  private void queueOne() throws Exception {
    assertThat(socket.send(ByteBuffer.allocate(1), socket.localAddress(), Deadline.now())).isTrue();
  }

  private void starveOnce() {
    source.planFailure(new NoMemoryException("planted", null));
  }

  private void assertStarves(ThrowingCallable call) {
    starveOnce();
    assertThatExceptionOfType(NoMemoryException.class).isThrownBy(call).withMessage("planted");
  }

  private boolean isTogether(int entry) {
    try (CaptureView view = socket.captured()) {
      return view.isTogether(entry);
    }
  }

  @Nested
  class WithoutMemory {

    @Test
    void noCallTakesTheQueueForEmpty() throws Exception {
      queueOne();
      assertStarves(socket::receivedCounts);
      assertStarves(socket::received);
      assertStarves(socket::clear);
      assertStarves(socket::capture);
      assertStarves(() -> socket.down(() -> {}));
      assertStarves(() -> socket.awaitIndex(0, Deadline.now()));
      assertStarves(() -> socket.readHead(true, Deadline.now(), (view, entry) -> entry));
      assertThat(socket.isDown()).isFalse();
      assertThat(socket.mayHaveOverflowed()).isTrue();

      assertThat(socket.receivedCounts().held()).isEqualTo(1);
      assertThat(socket.capture()).isTrue();
    }

    @Test
    void anEmptyQueueIsSeenToBeEmpty() throws Exception {
      starveOnce();
      assertThat(socket.receivedCounts().held()).isZero();
      starveOnce();
      assertThat(socket.awaitIndex(0, Deadline.now())).isFalse();
    }

    @Test
    void whatComesAfterwardsMayHaveWaited() throws Exception {
      queueOne();
      assertStarves(socket::receivedCounts);
      assertThat(socket.receivedCounts().held()).isEqualTo(1);
      assertThat(isTogether(0)).isTrue();

      queueOne();
      assertThat(socket.receivedCounts().held()).isEqualTo(2);
      assertThat(isTogether(1)).isFalse();
    }

    @Test
    void closingMakesRoomOfWhatIsHeld() throws Exception {
      source.planArrival("held");
      assertThat(socket.receivedCounts().held()).isEqualTo(1);
      queueOne();
      starveOnce();

      socket.close();

      assertThat(socket.capturedCounts().held()).isEqualTo(2);
    }

    @Test
    void closingReportsWhatItCannotCapture() throws Exception {
      queueOne();
      starveOnce();

      assertThatExceptionOfType(NoMemoryException.class).isThrownBy(socket::close);

      assertThat(socket.isClosed()).isTrue();
      assertThat(socket.channel().isOpen()).isFalse();
    }
  }

  @Nested
  class Together {

    @Test
    void isWhatAFullLookLeftBehind() throws Exception {
      source.planFull();
      source.planArrival("left behind");
      assertThat(socket.receivedCounts().held()).isEqualTo(1);
      assertThat(isTogether(0)).isTrue();
    }

    @Test
    void isWhatCameWhileItWasFrozen() throws Exception {
      socket.freeze();
      socket.thaw();
      source.planArrival("frozen");
      assertThat(socket.receivedCounts().held()).isEqualTo(1);
      source.planArrival("afterwards");
      assertThat(socket.receivedCounts().held()).isEqualTo(2);

      assertThat(isTogether(0)).isTrue();
      assertThat(isTogether(1)).isFalse();
      assertThat(socket.events())
          .extracting(SocketEvent::kind)
          .containsExactly(SocketEvent.Kind.BIND, SocketEvent.Kind.FREEZE, SocketEvent.Kind.THAW);
    }
  }

  @Nested
  class Held {

    @Test
    void byAnotherThreadItIsLeftToThatThread() throws Exception {
      source.planArrival("one");
      HeldSocket holder = HeldSocket.hold(socket);
      assertThat(socket.capture()).isFalse();

      holder.release();
      assertThat(socket.capture()).isTrue();
    }
  }

  @Nested
  class Failed {

    @Test
    void showsWhatItHadCaptured() throws Exception {
      source.planArrival("one");
      assertThat(socket.receivedCounts().held()).isEqualTo(1);
      try (CaptureView view = socket.receivedSoFar()) {
        assertThat(view.size()).isEqualTo(1);
      }

      socket.fail(new IllegalStateException("planted"));

      assertThatExceptionOfType(IOException.class)
          .isThrownBy(socket::received)
          .withMessageContaining("planted");
      assertThatExceptionOfType(IOException.class).isThrownBy(socket::capture);
      try (CaptureView view = socket.receivedSoFar()) {
        assertThat(view.size()).isEqualTo(1);
      }
    }
  }

  @Nested
  class Closed {

    @Test
    void whileItIsDownItCanBeSwitchedNoMore() throws Exception {
      socket.down(() -> {});
      socket.close();

      assertThatExceptionOfType(ClosedChannelException.class)
          .isThrownBy(() -> socket.down(() -> {}));
      assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(socket::up);
    }

    @Test
    void keepsItsFigures() throws Exception {
      assertThat(socket.grantedReceiveBuffer()).isEqualTo(source.grantedReceiveBuffer());
      source.planArrival("one");
      assertThat(socket.receivedCounts().held()).isEqualTo(1);
      socket.markHandled(0, Handling.NONE, Handling.TAKEN);
      try (CaptureView view = socket.captured()) {
        assertThat(view.handling(0)).isEqualTo(Handling.TAKEN);
      }
    }
  }

  @Test
  void aMemberOfGroupsIsOneAgainWhenItIsUpAgain() throws Exception {
    InetAddress group = InetAddress.getByName("239.255.77.10");
    NetworkInterface loopback =
        NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1"));
    BindRequest request =
        new BindRequest(new InetSocketAddress("0.0.0.0", 0), List.of(group), loopback, 1 << 20);
    List<BindRequest> opened = new ArrayList<>();
    try (DatagramLoop watching =
            DatagramLoop.start(
                each -> {
                  opened.add(each);
                  return NioDatagramSource.open(each);
                });
        CapturedSocket member = CapturedSocket.open(watching, request)) {
      member.down(() -> {});
      member.up();

      assertThat(opened).hasSize(2);
      assertThat(opened.get(1).groups()).containsExactly(group);
      assertThat(opened.get(1).networkInterface()).isEqualTo(loopback);
      assertThat(opened.get(1).local()).isEqualTo(member.localAddress());
      assertThat(member.events())
          .extracting(SocketEvent::kind)
          .containsExactly(SocketEvent.Kind.BIND, SocketEvent.Kind.DOWN, SocketEvent.Kind.UP);
    }
  }
}
