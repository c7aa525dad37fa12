package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.ChildJvm;
import io.github.udppeer.DatagramPeer;
import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Counts what runs leave behind, in a JVM where nothing else runs. */
final class RunFootprint {

  private RunFootprint() {}

  public static void main(String[] arguments) throws IOException {
    Fixtures.pass(1, ThousandPeersTestCase.class);
    Fixtures.pass(20, WarmUpTestCase.class); // so that all classes are loaded
    int descriptors = descriptors();
    long threads = threads().count();
    Fixtures.pass(2000, TwoThousandTestsTestCase.class);
    System.out.printf(
        "2000 tests: %d descriptors and %d threads more%n",
        Math.max(0, descriptors() - descriptors), // the JVM closes some of its own at leisure
        Math.max(0, threads().count() - threads));
    System.out.printf("after the runs: %d loop threads%n", loopThreads());
    ChildJvm.holdUntilReleased();
  }

  /** Returns how many files and sockets are open; where the system does not tell, none. */
  private static int descriptors() {
    String[] open = new File("/proc/self/fd").list();
    return open == null ? 0 : open.length;
  }

  private static Stream<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream();
  }

  private static long loopThreads() {
    return threads().filter(it -> it.getName().equals("udp-peer-loop")).count();
  }

  static class ThousandPeersTestCase {
    @RegisterExtension final UdpPeers peers = UdpPeers.create();

    @Test
    void test() {
      List<DatagramPeer> all = Stream.generate(peers::open).limit(1000).toList();
      all.forEach(peer -> all.get(0).sendTo(peer, peer.name()));
      all.forEach(peer -> assertThat(peer).receives().hasText(peer.name()));
      System.out.printf("%d peers open: %d loop threads%n", all.size(), loopThreads());
    }
  }

  static class Work {
    @UdpPeer DatagramPeer field;

    void exchange(DatagramPeer parameter) {
      field.sendTo(parameter, "PING");
      assertThat(parameter).receives().hasText("PING");
    }
  }

  static class WarmUpTestCase extends Work {
    @RepeatedTest(20)
    void test(
        @UdpPeer DatagramPeer agent,
        @UdpPeer DatagramSocket socket,
        @UdpPeer DatagramChannel channel,
        @ReservedPort int port) {
      exchange(agent);
    }
  }

  static class TwoThousandTestsTestCase extends Work {
    @RepeatedTest(2000)
    void test(
        @UdpPeer DatagramPeer agent,
        @UdpPeer DatagramSocket socket,
        @UdpPeer DatagramChannel channel,
        @ReservedPort int port) {
      exchange(agent);
    }
  }
}
