package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.ChildJvm;
import io.github.udppeer.DatagramPeer;
import java.io.IOException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Captures far more in all than its JVM has memory for, but little at a time. */
final class RunMemory {

  private static final int TESTS = 10_000;
  private static final int CLEARS = 1000;
  private static final int DATAGRAMS = 20;
  private static final byte[] PAYLOAD = new byte[52_500]; // twenty of them make a megabyte

  private RunMemory() {}

  public static void main(String[] arguments) throws IOException {
    Fixtures.pass(TESTS, TestsTestCase.class);
    System.out.printf("%,d tests lost nothing%n", TESTS);
    Fixtures.pass(1, ClearsTestCase.class);
    System.out.printf("%,d times cleared, nothing lost%n", CLEARS);
    ChildJvm.holdUntilReleased();
  }

  private static void capture(DatagramPeer peer) {
    for (int i = 0; i < DATAGRAMS; i++) {
      peer.sendTo(peer, PAYLOAD);
    }
    assertThat(peer).hasReceived(DATAGRAMS).lostNothing();
  }

  static class TestsTestCase {
    @RepeatedTest(TESTS)
    void test(@UdpPeer DatagramPeer peer) {
      capture(peer);
    }
  }

  static class ClearsTestCase {
    @Test
    void test(@UdpPeer DatagramPeer peer) {
      for (int i = 0; i < CLEARS; i++) {
        capture(peer);
        peer.clear();
      }
    }
  }
}
