package io.github.udppeer.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Section I of docs/semantics.md: broadcast and multicast, on the loopback interface. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "others have no broadcast on loopback")
class MulticastTests {

  private static final String BROADCAST = "127.255.255.255";
  private static final String GROUP = "239.211.8.1";

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);

  private DatagramPeer open(String host, String... groups) {
    return group.open(PeerOptions.builder().host(host).join(groups).build());
  }

  private static InetSocketAddress at(String host, DatagramPeer peer) {
    return new InetSocketAddress(host, peer.port());
  }

  @Row({95, 96})
  @Test
  void aBroadcastReachesTheWildcardWithoutBeingAskedFor() {
    DatagramPeer everywhere = open("0.0.0.0");

    open("127.0.0.1").sendTo(at(BROADCAST, everywhere), "DISCOVER");

    assertThat(everywhere).receives().hasText("DISCOVER");
  }

  @Row(96)
  @Test
  void aBroadcastDoesNotReachAnAddress() {
    DatagramPeer loopback = open("127.0.0.1");

    open("0.0.0.0").sendTo(at(BROADCAST, loopback), "DISCOVER");

    assertThat(loopback).hasNothingPending();
  }

  @Row(97)
  @Test
  void aGroupThatIsJoinedTwiceIsReceivedOnce() {
    DatagramPeer member = open("0.0.0.0", GROUP, GROUP);

    member.sendTo(at(GROUP, member), "DISCOVER");

    assertThat(member).receivesExactly(1);
  }

  @Row(97)
  @Test
  void whatCannotBeJoinedIsRefusedBeforeItIsTried() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open("0.0.0.0", "127.0.0.1"))
        .withMessageContaining("is not a multicast address");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PeerOptions.builder().networkInterface("none").build())
        .withMessageContaining("does not exist");
  }

  @Row(98)
  @Test
  void whoHasJoinedNothingReceivesNoGroup() {
    DatagramPeer member = open("0.0.0.0", GROUP);
    DatagramPeer bystander = open("0.0.0.0");

    member.sendTo(at(GROUP, bystander), "DISCOVER");

    assertThat(bystander).hasNothingPending();
  }

  @Row(99)
  @Test
  void aMemberHearsItself() {
    DatagramPeer member = open("0.0.0.0", GROUP);

    member.sendTo(at(GROUP, member), "DISCOVER");

    assertThat(member).receives().hasText("DISCOVER").isFrom(member);
  }

  @Row(101)
  @Test
  void anIpv6GroupHasNoRouteOnTheLoopbackInterface() {
    assumeTrue(Hosts.loopback().contains(Hosts.IPV6), "no IPv6 on this machine");
    DatagramPeer member = open("::", "ff15::d3:8");

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> member.sendTo(at("ff15::d3:8", member), "DISCOVER"))
        .withMessageContaining("unreachable");
  }

  @Row(102)
  @Test
  void aPeerThatIsBoundToItsGroupHearsNothingElse() {
    DatagramPeer member = open(GROUP, GROUP);

    member.sendTo(at("127.0.0.1", member), "to the port alone");
    member.sendTo(at(GROUP, member), "DISCOVER");

    assertThat(member).receivesExactly(1);
    assertThat(member.received().get(0)).hasText("DISCOVER");
  }

  @Row(102)
  @Test
  void aGroupIsNotJoinedWhereItWouldNotBeHeard() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open("127.0.0.1", GROUP))
        .withMessageContaining("a socket bound to a unicast address receives no multicast");
  }
}
