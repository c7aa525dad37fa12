package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConcurrentTestsTests {

  @Test
  void seeTheirOwnDatagramsOnly() {
    Fixtures.requirePassed(300, Fixtures.runConcurrently(BusyTestCase.class));
  }

  static class BusyTestCase {
    @RegisterExtension static final UdpPeers OF_CLASS = UdpPeers.create();
    @RegisterExtension final UdpPeers ofTest = UdpPeers.create();

    @UdpPeer("hub")
    static DatagramPeer hub;

    @UdpPeer("agent")
    DatagramPeer field;

    @RepeatedTest(200)
    void test(
        @UdpPeer("agent") DatagramPeer agent,
        @UdpPeer(strict = true) DatagramPeer other,
        RepetitionInfo repetition) {
      assertThat((Object) field).isSameAs(agent);
      exchange(agent, other, "test " + repetition.getCurrentRepetition());
      exchange(ofTest.open(), agent, "opened " + repetition.getCurrentRepetition());
      hub.sendTo(agent, "from the hub");
      assertThat(agent).receivesFrom(hub).hasText("from the hub");
      assertThat(agent).hasReceived(41);
    }

    @Nested
    class Inner {
      @UdpPeer("agent")
      DatagramPeer same;

      @RepeatedTest(100)
      void test(RepetitionInfo repetition) {
        assertThat((Object) same).isSameAs(field);
        exchange(OF_CLASS.open(), same, "nested " + repetition.getCurrentRepetition());
      }
    }

    private static void exchange(DatagramPeer one, DatagramPeer other, String text) {
      for (int i = 0; i < 20; i++) {
        one.sendTo(other, text);
        assertThat(other).receives().hasText(text).isFrom(one);
        other.sendTo(one, text);
        assertThat(one).receives().hasText(text).isFrom(other);
      }
    }
  }
}
