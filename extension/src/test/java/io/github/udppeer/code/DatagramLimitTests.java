package io.github.udppeer.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import io.github.udppeer.watch.DatagramLimit;
import io.github.udppeer.watch.DatagramLimit.Above;
import io.github.udppeer.watch.DatagramLimit.Observed;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** The longest datagram that a receiver takes, found from outside. */
class DatagramLimitTests {

  /** Receives into so many bytes, and drops or splits what it does not like. */
  private static final class Server implements AutoCloseable {
    private final DatagramSocket socket;
    private final int dropsFrom;
    private final int splitsFrom;
    private volatile Observed observed = new Observed(0, 0);

    Server(int capacity, int dropsFrom, int splitsFrom) throws IOException {
      this.socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
      this.dropsFrom = dropsFrom;
      this.splitsFrom = splitsFrom;
      new Thread(() -> run(capacity)).start();
    }

    private void run(int capacity) {
      DatagramPacket packet = new DatagramPacket(new byte[capacity], capacity);
      while (true) {
        try {
          packet.setLength(capacity);
          socket.receive(packet);
        } catch (IOException closed) {
          return;
        }
        int length = packet.getLength();
        if (length < dropsFrom) {
          int messages = length >= splitsFrom ? 2 : 1;
          observed = new Observed(observed.count() + messages, length / messages);
        }
      }
    }

    InetSocketAddress address() {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  private static final int NEVER = Integer.MAX_VALUE;

  @Test
  void ofABufferIsItsSize(@UdpPeer DatagramPeer peer) throws IOException {
    try (Server server = new Server(2_048, NEVER, NEVER)) {
      DatagramLimit limit =
          DatagramLimit.of(peer).to(server.address()).observedBy(() -> server.observed);

      assertThat(limit).isAtLeast(2_048).above(Above.CUT);
      assertThat(limit.largestWhole()).isEqualTo(2_048);
      assertThat(limit.smallestNot()).isEqualTo(2_049);
      assertThat(limit.observedAbove()).isEqualTo(2_048);
      assertThat(limit.exactFitDiffers()).isFalse();
      assertThat(limit.sent()).isLessThan(40);
      assertThatThrownBy(() -> assertThat(limit).isAtLeast(8_192))
          .hasMessage(
              "Expecting the receiver to take datagrams of 8,192 bytes whole\n"
                  + "but it takes 2,048 bytes whole, and cuts 2,049 to 2,048");
      assertThatThrownBy(() -> assertThat(limit).above(Above.DROPPED))
          .hasMessageContaining("DROPPED");
    }
  }

  @Test
  void mayBeNone(@UdpPeer DatagramPeer peer) throws IOException {
    try (Server server = new Server(65_507, NEVER, NEVER)) {
      DatagramLimit limit =
          DatagramLimit.of(peer).to(server.address()).observedBy(() -> server.observed);

      assertThat(limit).isAtLeast(65_507).above(Above.NO_LIMIT);
      assertThat(limit).hasToString("takes 65,507 bytes whole, the longest that was sent");
    }
  }

  @Test
  void mayDropOrSplitWhatIsAbove(@UdpPeer DatagramPeer peer) throws IOException {
    try (Server dropping = new Server(65_507, 1_000, NEVER);
        Server splitting = new Server(65_507, NEVER, 513)) {
      DatagramLimit dropped =
          DatagramLimit.of(peer).to(dropping.address()).observedBy(() -> dropping.observed);
      DatagramLimit split =
          DatagramLimit.of(peer).to(splitting.address()).observedBy(() -> splitting.observed);

      assertThat(dropped).isAtLeast(999).above(Above.DROPPED);
      assertThat(dropped.largestWhole()).isEqualTo(999);
      assertThat(dropped).hasToString("takes 999 bytes whole, and nothing came of 1,000");
      assertThat(split).above(Above.SPLIT);
      assertThat(split.largestWhole()).isEqualTo(512);
    }
  }

  @Test
  void mayDifferWhereABufferIsFilledExactly(@UdpPeer DatagramPeer peer) throws IOException {
    try (Server server = new Server(1_024, 1_024, NEVER)) { // drops what fills the buffer
      DatagramLimit same =
          DatagramLimit.of(peer).to(server.address()).observedBy(() -> server.observed);

      assertThat(same.largestWhole()).isEqualTo(1_023);
      assertThat(same.exactFitDiffers()).isFalse(); // what is longer fills it too
    }
  }

  @Test
  void needsAReceiverThatCounts(@UdpPeer DatagramPeer peer) throws IOException {
    try (Server server = new Server(10, NEVER, NEVER)) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  DatagramLimit.of(peer).to(server.address()).observedBy(() -> new Observed(0, 0)))
          .withMessageContaining("is the receiver running, and does it count?");
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  DatagramLimit.of(peer)
                      .to(server.address())
                      .observedBy(
                          () -> {
                            throw new IOException("no counter");
                          }))
          .withMessageContaining("the observation of a limit threw java.io.IOException");
    }
  }
}
