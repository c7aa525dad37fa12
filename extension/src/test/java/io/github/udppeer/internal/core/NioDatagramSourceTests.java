package io.github.udppeer.internal.core;

import static io.github.udppeer.Promptly.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The one source of datagrams, on the kernel's own sockets. */
@Timeout(60)
class NioDatagramSourceTests {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final InetSocketAddress ANY = new InetSocketAddress("127.0.0.1", 0);

  @AutoClose("close")
  private final NioDatagramSource source = open(ANY);

  private final CaptureLog log = new CaptureLog(new ChunkPool(), 1 << 20);

  NioDatagramSourceTests() throws IOException {}

  private static NioDatagramSource open(InetSocketAddress address) throws IOException {
    return NioDatagramSource.open(new BindRequest(address, List.of(), null, 1 << 20));
  }

  private DatagramChannel channel() {
    return (DatagramChannel) source.channel();
  }

  private void sendToItself(int length) throws IOException {
    assertThat(source.send(ByteBuffer.allocate(length), source.localAddress())).isTrue();
  }

  @Test
  void isBoundAndNeverBlocks() throws IOException {
    assertThat(source.localAddress()).isEqualTo(channel().getLocalAddress());
    assertThat(source.localAddress().getPort()).isPositive();
    assertThat(channel().isBlocking()).isFalse();
    assertThat(source.receive(ByteBuffer.allocate(1))).isNull();
  }

  @Test
  void isKnownAsOursUntilItIsClosed() throws IOException {
    NioDatagramSource other = open(ANY);
    InetSocketAddress address = other.localAddress();

    assertThat(NioDatagramSource.isOwn(address)).isTrue();
    other.close();
    assertThat(NioDatagramSource.isOwn(address)).isFalse();
    assertThat(NioDatagramSource.isOwn(source.localAddress())).isTrue();
  }

  /** Else its socket would stay open until the JVM ends. */
  @Test
  void isHeldByNobodyWhenItWasForgotten() throws IOException {
    WeakReference<NioDatagramSource> forgotten = new WeakReference<>(open(ANY));

    await()
        .atMost(LIMIT)
        .until(
            () -> {
              System.gc();
              return forgotten.refersTo(null);
            });
  }

  @Test
  void mayBroadcastAndAsksForARoomyBuffer() throws IOException {
    assertThat(channel().getOption(StandardSocketOptions.SO_BROADCAST)).isTrue();
    assertThat(channel().getOption(StandardSocketOptions.SO_REUSEADDR)).isFalse();
    try (DatagramChannel asking = DatagramChannel.open();
        DatagramChannel usual = DatagramChannel.open()) {
      asking.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
      int granted = asking.getOption(StandardSocketOptions.SO_RCVBUF);

      assertThat(source.grantedReceiveBuffer())
          .isEqualTo(granted)
          .isGreaterThanOrEqualTo(usual.getOption(StandardSocketOptions.SO_RCVBUF));
    }
  }

  @Test
  void isReadableWhileSomethingIsQueued() throws IOException {
    assertThat(source.isReadable()).isFalse();
    sendToItself(0);
    assertThat(source.isReadable()).isTrue();

    ByteBuffer room = ByteBuffer.allocate(9);
    assertThat(source.receive(room)).isEqualTo(source.localAddress());
    assertThat(room.position()).isZero();
    assertThat(source.isReadable()).isFalse();
  }

  @Test
  void drainsNoMoreThanItIsAskedTo() throws IOException {
    for (int length = 0; length < 5; length++) {
      sendToItself(length);
    }

    assertThat(source.drainInto(log, 2)).isEqualTo(2);
    assertThat(source.drainInto(log, 2)).isEqualTo(2);
    assertThat(source.drainInto(log, 2)).isEqualTo(1);
    assertThat(source.drainInto(log, 2)).isZero();

    try (CaptureView view = log.view()) {
      assertThat(view.size()).isEqualTo(5);
      for (int entry = 0; entry < 5; entry++) {
        assertThat(view.length(entry)).isEqualTo(entry);
        assertThat(view.address(entry)).isEqualTo(source.localAddress());
        assertThat(view.nanos(entry) - System.nanoTime()).isNegative();
      }
    }
  }

  @Test
  void joinsItsGroupsOnItsInterface() throws IOException {
    InetAddress group = InetAddress.getByName("239.255.77.9");
    NetworkInterface loopback = NetworkInterface.getByInetAddress(ANY.getAddress());
    BindRequest request =
        new BindRequest(new InetSocketAddress("0.0.0.0", 0), List.of(group), loopback, 1 << 20);
    NioDatagramSource member = NioDatagramSource.open(request);
    try {
      DatagramChannel joined = (DatagramChannel) member.channel();
      assertThat(joined.getOption(StandardSocketOptions.IP_MULTICAST_IF)).isEqualTo(loopback);
      try (DatagramChannel sender = DatagramChannel.open()) {
        sender.setOption(StandardSocketOptions.IP_MULTICAST_IF, loopback);
        int port = member.localAddress().getPort();
        sender.send(ByteBuffer.allocate(1), new InetSocketAddress(group, port));
      }
      await().atMost(LIMIT).until(member::isReadable);
    } finally {
      member.close();
    }
  }

  @Test
  void anAddressInUseIsRefusedAsTheSystemRefusesIt() {
    BindRequest taken = new BindRequest(source.localAddress(), List.of(), null, 1 << 20);

    assertThatExceptionOfType(BindException.class).isThrownBy(() -> NioDatagramSource.open(taken));
  }

  @Test
  void isClosedForGood() throws IOException {
    source.close();

    assertThat(channel().isOpen()).isFalse();
    NioDatagramSource next = open(source.localAddress());
    try {
      assertThat(next.localAddress()).isEqualTo(source.localAddress());
    } finally {
      next.close();
    }
  }
}
