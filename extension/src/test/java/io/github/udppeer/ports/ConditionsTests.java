package io.github.udppeer.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.udppeer.ChildJvm;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import io.github.udppeer.link.DatagramLink;
import io.github.udppeer.link.LinkOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the library says in JVMs that lack something. */
@Isolated("a starting process inherits all open sockets: for some ms closed ones stay bound")
class ConditionsTests {

  private static final String NO_IPV6 =
      "this JVM runs without IPv6 (-Djava.net.preferIPv4Stack=true); use an IPv4 address such as"
          + " 127.0.0.1";

  @Test
  void withoutIpv6ItsAddressesAreRefusedInWords() throws IOException {
    List<String> options = List.of("-Djava.net.preferIPv4Stack=true");
    try (ChildJvm child = ChildJvm.start(options, Ipv6Child.class)) {
      assertThat(linesOf(child))
          .containsExactly(
              "peer: cannot bind peer \"a\" to [::1]:0: " + NO_IPV6,
              "wildcard: cannot bind peer \"a\" to [::]:0: " + NO_IPV6,
              "group: cannot bind peer \"a\" to [::]:0: " + NO_IPV6,
              "socket: cannot bind a DatagramSocket to [::1]:0: " + NO_IPV6,
              "channel: cannot bind a DatagramChannel to [::1]:0: " + NO_IPV6,
              "link: cannot open link \"link\" to [::1]:9 on ::1: " + NO_IPV6,
              "server: cannot open link \"link\" to [::1]:9 on 127.0.0.1: " + NO_IPV6,
              "zone: host = \"fe80::1%lo\" is an IPv6 address, but this JVM runs without IPv6"
                  + " (-Djava.net.preferIPv4Stack=true); use an address such as 127.0.0.1, ::1,"
                  + " 0.0.0.0 or ::",
              "wait: cannot find out whether something is bound to [::1]:9: this system shows no"
                  + " table of its sockets, and a trial bind ended with: "
                  + NO_IPV6,
              "IPv4: passed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "system"})
  void withIpv6PreferredBothFamiliesServe(String preferred) throws IOException {
    List<String> options = List.of("-Djava.net.preferIPv6Addresses=" + preferred);
    try (ChildJvm child = ChildJvm.start(options, Ipv6Child.class)) {
      assertThat(linesOf(child))
          .filteredOn(line -> !line.startsWith("zone: ") && !line.startsWith("wait: "))
          .hasSize(8)
          .allMatch(line -> line.endsWith(": passed"));
    }
  }

  /** A hosts file takes the place of the resolver, and would answer. */
  @Test
  void noResolverIsAskedAboutAnAddress(@TempDir Path folder) throws IOException {
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 256.1.1.1 .::1 name 1\n");
    List<String> options = List.of("-Djdk.net.hosts.file=" + hosts);
    try (ChildJvm child = ChildJvm.start(options, ResolvingChild.class)) {
      List<String> lines = linesOf(child);

      assertThat(lines.get(0)).isEqualTo("resolver: passed");
      assertThat(lines.subList(1, lines.size())).hasSize(11).noneMatch(it -> it.endsWith("passed"));
    }
  }

  /** The port of the service discard, which nobody but root may bind on most systems. */
  @Test
  void aPortThatMayNotBeBoundIsNotTakenForABoundOne() throws IOException {
    try (ChildJvm child = ChildJvm.startUnprivileged(ForbiddenPortChild.class)) {
      List<String> lines = linesOf(child);
      assumeTrue(!lines.contains("bind: passed"), "this user may bind port 9");

      assertThat(lines)
          .containsExactly(
              "bind: cannot bind peer \"peer\" to 127.0.0.1:9: Permission denied; ports below 1024"
                  + " need a privilege on this system",
              "wait: cannot find out whether something is bound to 127.0.0.1:9: this system shows"
                  + " no table of its sockets, and a trial bind ended with: Permission denied;"
                  + " ports below 1024 need a privilege on this system");
    }
  }

  private static List<String> linesOf(ChildJvm child) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = child.readLine(); !line.equals("all"); line = child.readLine()) {
      lines.add(line);
    }
    return lines;
  }

  private static void tell(String what, ThrowingCallable step) {
    Throwable thrown = Assertions.catchThrowable(step);
    System.out.println(what + ": " + (thrown == null ? "passed" : thrown.getMessage()));
  }

  private static PeerOptions.Builder at(String host) {
    return PeerOptions.builder().name("a").host(host);
  }

  private static void openLink(String server, String host) {
    DatagramLink.open(LinkOptions.to(server).host(host).build()).close();
  }

  private static void await(String host, int port) {
    InetSocketAddress address = new InetSocketAddress(host, port);
    new BindWait(address, Duration.ofMillis(1), Optional::empty).await();
  }

  /** Does with IPv6 what can be done with it. */
  static final class Ipv6Child {

    private Ipv6Child() {}

    public static void main(String[] arguments) {
      PeerGroup run = PeerGroup.open(WaitLimits.DEFAULT);
      tell("peer", () -> DatagramPeer.open(at("::1").build()).close());
      tell("wildcard", () -> DatagramPeer.open(at("::").build()).close());
      tell("group", () -> DatagramPeer.open(at("::").join("ff15::1").build()).close());
      tell("socket", () -> run.openSocket(at("::1").build()));
      tell("channel", () -> run.openChannel(at("::1").build()));
      tell("link", () -> openLink("[::1]:9", ""));
      tell("server", () -> openLink("[::1]:9", "127.0.0.1"));
      tell("zone", () -> at("fe80::1%lo").build());
      tell("wait", () -> await("::1", 9));
      tell("IPv4", () -> DatagramPeer.open(at("127.0.0.1").build()).close());
      run.close();
      System.out.println("all");
    }
  }

  /** Gives names, and what looks like an address, wherever an address is wanted. */
  static final class ResolvingChild {

    private ResolvingChild() {}

    public static void main(String[] arguments) {
      tell("resolver", () -> assertThat(InetAddress.getByName("256.1.1.1")).isNotNull());
      for (String host : List.of("256.1.1.1", ".::1", "name", "1")) {
        tell("peer", () -> at(host).build());
        tell("link", () -> LinkOptions.to("127.0.0.1:9").host(host).build());
      }
      tell("server", () -> LinkOptions.to("256.1.1.1:9"));
      tell("server", () -> LinkOptions.to("[.::1]:9"));
      tell("group", () -> at("0.0.0.0").join("256.1.1.1").build());
      System.out.println("all");
    }
  }

  /** Tries to bind a port for which a privilege is needed, and waits for it to be bound. */
  static final class ForbiddenPortChild {

    private ForbiddenPortChild() {}

    public static void main(String[] arguments) {
      PeerOptions options = PeerOptions.builder().port(9).build();
      tell("bind", () -> DatagramPeer.open(options).close());
      tell("wait", () -> await("127.0.0.1", 9));
      System.out.println("all");
    }
  }
}
