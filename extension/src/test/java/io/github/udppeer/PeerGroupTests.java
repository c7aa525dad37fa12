package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.udppeer.exceptions.PeerClosedException;
import io.github.udppeer.internal.core.SocketEvent;
import io.github.udppeer.internal.kernel.LiteralAddress;
import io.github.udppeer.internal.kernel.SocketTable;
import io.github.udppeer.ports.PortReservation;
import io.github.udppeer.ports.UdpPorts;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PeerGroupTests {

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);

  private static PeerOptions named(String name) {
    return PeerOptions.builder().name(name).build();
  }

  private static List<DatagramPeer> peers(PeerGroup group) {
    return group.group().peers().stream().map(DatagramPeer::new).toList();
  }

  private static List<String> names(PeerGroup group) {
    return peers(group).stream().map(DatagramPeer::name).toList();
  }

  @Test
  void remembersTheLatestOfThePeersThatWereClosed() {
    DatagramPeer open = group.open(named("open"));
    DatagramPeer strict = group.open(PeerOptions.builder().name("strict").strict(true).build());
    strict.close();
    for (int opened = 0; opened < 300; opened++) {
      DatagramPeer closed = group.open(named("closed"));
      closed.close();
      closed.close();
    }

    assertThat(peers(group)).hasSize(258).startsWith(open, strict);
    assertThat(names(group)).endsWith("closed#299", "closed#300").doesNotContain("closed#44");
  }

  @Test
  void forgetsClosedPeersThatHoldMuch() {
    PeerOptions large = PeerOptions.builder().name("large").build();
    byte[] payload = new byte[60_000];
    for (int opened = 1; opened <= 3; opened++) {
      DatagramPeer peer = group.open(large);
      for (int sent = 1; sent <= 500; sent++) {
        peer.sendTo(peer, payload);
        assertThat(peer).hasReceived(sent);
      }
      peer.close();
    }

    // each holds 60 MB: received 30, sent 30
    assertThat(names(group)).containsExactly("large#3");
  }

  @Nested
  class Names {

    @Test
    void areNumberedWhereTheyRepeat() {
      group.open(named("agent"));
      group.open(named("agent"));
      group.open(named("probe"));
      group.open(named("agent"));
      group.open(PeerOptions.defaults());
      group.open(PeerOptions.defaults());

      assertThat(names(group))
          .containsExactly("agent", "agent#2", "probe", "agent#3", "peer", "peer#2");
    }

    @Test
    void doNotMeetOneThatWasGivenWithItsNumber() {
      group.open(named("agent#2"));
      group.open(named("agent"));
      group.open(named("agent"));

      assertThat(names(group)).containsExactly("agent#2", "agent", "agent#3");
    }

    @Test
    void goOnWhereTheGroupAboveHasCountedTo() {
      for (int opened = 0; opened < 1000; opened++) {
        group.open(named("agent")).close();
      }

      assertThat(group.openGroup().open(named("agent")).name()).isEqualTo("agent#1001");
    }

    @Test
    void ofTheGroupsAboveAreTakenToo() {
      group.open(named("agent"));
      PeerGroup below = group.openGroup();
      PeerGroup bottom = below.openGroup();

      assertThat(below.open(named("agent")).name()).isEqualTo("agent#2");
      assertThat(bottom.open(named("agent")).name()).isEqualTo("agent#3");
      assertThat(names(bottom)).containsExactly("agent", "agent#2", "agent#3");
    }

    @Test
    void ofGroupsBesideAreNotTaken() {
      PeerGroup one = group.openGroup();
      PeerGroup other = group.openGroup();

      assertThat(one.open(named("agent")).name()).isEqualTo("agent");
      assertThat(other.open(named("agent")).name()).isEqualTo("agent");
    }

    @Test
    void ofCompanionsAreThoseThatTheyAreGiven() {
      DatagramPeer server = group.open(named("tftp"));

      assertThat(server.open("data").name()).isEqualTo("data");
      assertThat(server.open("data").name()).isEqualTo("data#2");
    }
  }

  @Nested
  class Peers {

    @Test
    void areThoseOfTheGroupsAboveAndOfThisOne() {
      DatagramPeer top = group.open(named("top"));
      PeerGroup below = group.openGroup();
      DatagramPeer bottom = below.open(named("bottom"));
      group.openGroup().open(named("beside"));

      assertThat(peers(below)).containsExactly(top, bottom);
      assertThat(peers(group)).containsExactly(top);
    }

    @Test
    void stayListedWhenTheyAreClosed() {
      DatagramPeer peer = group.open(named("agent"));
      peer.close();

      assertThat(peers(group)).containsExactly(peer);
    }

    @Test
    void ofTheGroupsAboveAreInTheTimeline() {
      group.open(named("collector"));
      PeerGroup test = group.openGroup();
      DatagramPeer agent = test.open(named("agent"));
      DatagramPeer beside = group.openGroup().open(named("beside"));

      assertThatThrownBy(() -> assertThat(agent).hasPending(1))
          .hasMessageMatching("(?s).*\\n  -[ \\d.]+ ms  collector  bind  127.*")
          .hasMessageMatching("(?s).*\\n  \\+[ \\d.]+ ms  agent +bind  127.*")
          .hasMessageNotContaining(beside.name());
    }

    @Test
    void ofTheGroupsBelowAreInTheTimelineOfOneThatOutlivesThem() {
      DatagramPeer collector = group.open(named("collector"));
      PeerGroup test = group.openGroup();
      DatagramPeer agent = test.open(named("agent"));
      test.openGroup().open(named("companion"));
      agent.sendTo(collector, "up 1");

      assertThatThrownBy(() -> assertThat(collector).hasNothingPending())
          .hasMessageContaining("agent      bind  127.0.0.1:" + agent.port())
          .hasMessageContaining("companion  bind  127.")
          .hasMessageContaining("agent      send  4 B -> 127.0.0.1:" + collector.port());
      test.close();
      assertThatThrownBy(() -> assertThat(collector).hasNothingPending())
          .hasMessageNotContaining("agent  ");
    }

    @Test
    void ofOneCompanionShareTheOptionsButThePort() {
      try (PortReservation reserved = UdpPorts.reserve()) {
        DatagramPeer server =
            group.open(
                PeerOptions.builder()
                    .name("tftp")
                    .port(reserved.port())
                    .receiveCapacity(512)
                    .receiveTimeout(Duration.ofMillis(10))
                    .build());

        DatagramPeer data = server.open("data");

        assertThat(data.port()).isPositive().isNotEqualTo(server.port());
        server.sendTo(data, "x".repeat(513));
        assertThat(data).receives().isTruncatedTo(512).isFrom(server);
        assertThatThrownBy(data::receive).hasMessageContaining("within 10 ms");
      }
    }

    @Test
    void areAThousandAtOnceIfNeedBe() {
      List<DatagramPeer> peers =
          IntStream.range(0, 1000).mapToObj(i -> group.open(named("peer " + i))).toList();
      for (int i = 0; i < 1000; i++) {
        peers.get(i).sendTo(peers.get((i + 1) % 1000), "line " + i);
      }

      assertThat(peers).extracting(DatagramPeer::port).doesNotHaveDuplicates();
      for (int i = 0; i < 1000; i++) {
        assertThat(peers.get((i + 1) % 1000)).receives().isFrom(peers.get(i)).hasText("line " + i);
      }
    }
  }

  @Nested
  class Closing {

    @Test
    void closesEverything() {
      DatagramPeer peer = group.open(named("agent"));
      DatagramSocket socket = group.openSocket(PeerOptions.defaults());
      DatagramChannel channel = group.openChannel(PeerOptions.defaults());
      DatagramPeer below = group.openGroup().open(named("below"));

      group.close();

      assertThatExceptionOfType(PeerClosedException.class).isThrownBy(peer::poll);
      assertThatExceptionOfType(PeerClosedException.class).isThrownBy(below::poll);
      assertThat(socket.isClosed()).isTrue();
      assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void goesInReverseOrder() {
      List<DatagramPeer> peers =
          IntStream.range(0, 20).mapToObj(i -> group.open(named("peer " + i))).toList();
      DatagramPeer below = group.openGroup().open(named("below"));
      DatagramPeer last = group.open(named("last"));

      group.close();

      assertThat(List.of(closedAt(last), closedAt(below), closedAt(peers.get(19)))).isSorted();
      assertThat(peers)
          .extracting(PeerGroupTests::closedAt)
          .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void ofAGroupBelowLeavesThoseAbove() {
      DatagramPeer above = group.open(named("above"));
      PeerGroup test = group.openGroup();
      DatagramPeer peer = test.open(named("agent"));

      test.close();

      assertThatExceptionOfType(PeerClosedException.class).isThrownBy(peer::poll);
      assertThat(above.poll()).isEmpty();
    }

    @Test
    void again() {
      group.open(named("agent"));
      group.close();

      assertThatCode(group::close).doesNotThrowAnyException();
    }

    @Test
    void locksNobodyOut() throws Exception {
      PeerGroup below = group.openGroup();
      DatagramPeer peer = below.open(named("agent"));
      peer.close();
      assertThat(inAnotherThread(() -> peers(below))).containsExactly(peer);
      below.close();
      assertThat(inAnotherThread(() -> peers(below))).containsExactly(peer);
      group.close();
      assertThat(inAnotherThread(() -> peers(group))).isEmpty();
    }

    private <T> T inAnotherThread(Callable<T> call) throws Exception {
      FutureTask<T> task = new FutureTask<>(call);
      Thread thread = new Thread(task, "another");
      thread.setDaemon(true);
      thread.start();
      return task.get(30, TimeUnit.SECONDS);
    }

    @Test
    void ofAGroupThatHadNoPeer() {
      assertThatCode(() -> PeerGroup.open(WaitLimits.DEFAULT).close()).doesNotThrowAnyException();
    }

    @Test
    void goesOnWhenSomethingCannotBeClosed() {
      DatagramPeer first = group.open(named("first"));
      group.group().openLink("one", (name, loop) -> failing(name));
      DatagramPeer second = group.open(named("second"));
      group.group().openLink("two", (name, loop) -> failing(name));

      Throwable failure = catchThrowable(group::close);

      assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessage("two");
      assertThat(failure.getSuppressed()).hasSize(1);
      assertThat(failure.getSuppressed()[0]).hasMessage("one");
      assertThatExceptionOfType(PeerClosedException.class).isThrownBy(first::poll);
      assertThatExceptionOfType(PeerClosedException.class).isThrownBy(second::poll);
    }

    private AutoCloseable failing(String what) {
      return () -> {
        throw new IllegalStateException(what);
      };
    }

    @Test
    void leavesTheGroupUseless() {
      group.close();

      String message = "this group of peers is closed, so nothing can be opened";
      assertThatExceptionOfType(PeerClosedException.class)
          .isThrownBy(() -> group.open(named("agent")))
          .withMessage(message);
      assertThatExceptionOfType(PeerClosedException.class)
          .isThrownBy(() -> group.openSocket(PeerOptions.defaults()))
          .withMessage(message);
      assertThatExceptionOfType(PeerClosedException.class)
          .isThrownBy(() -> group.openChannel(PeerOptions.defaults()))
          .withMessage(message);
      assertThatExceptionOfType(PeerClosedException.class)
          .isThrownBy(group::openGroup)
          .withMessage(message);
    }
  }

  private static long closedAt(DatagramPeer peer) {
    return peer.peer().socket().events().stream()
        .filter(event -> event.kind() == SocketEvent.Kind.CLOSE)
        .mapToLong(SocketEvent::nanos)
        .findFirst()
        .orElseThrow();
  }

  @Nested
  class PlainSockets {

    @ParameterizedTest
    @MethodSource("io.github.udppeer.LoopbackHosts#all")
    void areBoundToTheirHost(String host) throws Exception {
      PeerOptions options = LoopbackHosts.options("code under test", host).build();
      DatagramSocket socket = group.openSocket(options);
      DatagramChannel channel = group.openChannel(options);
      DatagramPeer probe = group.open(options);

      assertThat(socket.isBound()).isTrue();
      assertThat(channel.isBlocking()).isTrue();
      probe.sendTo(reachable(socket.getLocalSocketAddress(), probe), "PING");
      probe.sendTo(reachable(channel.getLocalAddress(), probe), "PING");
      DatagramPacket packet = new DatagramPacket(new byte[10], 10);
      socket.setSoTimeout(10_000);
      socket.receive(packet);
      assertThat(packet.getPort()).isEqualTo(probe.port());
      SocketAddress source = channel.receive(ByteBuffer.allocate(10));
      assertThat(((InetSocketAddress) source).getPort()).isEqualTo(probe.port());
    }

    private SocketAddress reachable(SocketAddress bound, DatagramPeer from) {
      return LiteralAddress.reachable((InetSocketAddress) bound, from.address().getAddress());
    }
  }

  @Nested
  class ABindFailure {

    @Test
    void saysThatThePortIsInUseAndByWhom() {
      DatagramPeer holder = group.open(named("holder"));
      PeerOptions same = PeerOptions.builder().name("agent").port(holder.port()).build();

      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> group.open(same))
          .withMessage(inUse("peer \"agent\"", holder))
          .withCauseInstanceOf(BindException.class);
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> group.openSocket(same))
          .withMessage(inUse("a DatagramSocket", holder));
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> group.openChannel(same))
          .withMessage(inUse("a DatagramChannel", holder));
      assertThat(peers(group)).containsExactly(holder);
    }

    @Test
    void namesTheProcessWhereNoPeerHoldsThePort() {
      DatagramSocket holder = group.openSocket(PeerOptions.defaults());
      int port = holder.getLocalPort();
      String by =
          SocketTable.read().isPresent()
              ? "in use by process %d (".formatted(ProcessHandle.current().pid())
              : "in use;";

      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> group.open(PeerOptions.builder().port(port).build()))
          .withMessageContaining(by);
    }

    private String inUse(String what, DatagramPeer holder) {
      String by = " by peer \"holder\" (127.0.0.1:%d)".formatted(holder.port());
      return "cannot bind %s to 127.0.0.1:%d: the port is in use%s; use port = 0, and the kernel picks a free one"
          .formatted(what, holder.port(), by);
    }

    @Test
    void saysThatTheWildcardIsHeldByASingleAddress() {
      DatagramPeer holder = group.open(named("holder"));
      PeerOptions wildcard = PeerOptions.builder().host("0.0.0.0").port(holder.port()).build();

      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> group.open(wildcard))
          .withMessageStartingWith(
              "cannot bind peer \"peer\" to 0.0.0.0:%d: the port is in use", holder.port());
    }

    @Test
    void saysThatTheAddressIsNotThisMachines() {
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> group.open(PeerOptions.builder().host("192.0.2.1").build()))
          .withMessage(
              "cannot bind peer \"peer\" to 192.0.2.1:0: no interface of this machine has the"
                  + " address 192.0.2.1");
    }

    @Test
    void leavesTheGroupUsable() {
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> group.open(PeerOptions.builder().host("192.0.2.1").build()));
      DatagramPeer peer = group.open(PeerOptions.defaults());
      peer.sendTo(peer, "PING");

      assertThat(peer).receives().hasText("PING");
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> DatagramPeer.open(PeerOptions.builder().host("192.0.2.1").build()));
    }
  }

  @Test
  void needsLimitsAndOptions() {
    assertThatNullPointerException()
        .isThrownBy(() -> PeerGroup.open((WaitLimits) null))
        .withMessage("limits");
    assertThatNullPointerException()
        .isThrownBy(() -> group.open((PeerOptions) null))
        .withMessage("options");
  }

  @Test
  void tellsItsLimits() {
    WaitLimits limits = new WaitLimits(Duration.ofMillis(5), 7);
    try (PeerGroup own = PeerGroup.open(limits)) {
      assertThat(own.limits()).isSameAs(limits);
      assertThat(own.openGroup().limits()).isSameAs(limits);
    }
  }
}
