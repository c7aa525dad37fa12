package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DatagramTests {

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer probe = group.open(PeerOptions.builder().name("probe").build());
  private final DatagramPeer agent = group.open(PeerOptions.builder().name("agent").build());

  private Datagram received(String text) {
    probe.sendTo(agent, text);
    return agent.receive();
  }

  @Test
  void isEqualToWhatElseIsMadeOfTheSameExchange() {
    Datagram received = received("PING 0042\r\n");
    Datagram fromHistory = agent.received().get(0);

    assertThat((Object) received)
        .isEqualTo(received)
        .isEqualTo(fromHistory)
        .hasSameHashCodeAs(fromHistory)
        .isNotSameAs(fromHistory);
  }

  @Test
  void differsFromAnotherWithTheSameBytes() {
    Datagram first = received("PING 0042\r\n");
    Datagram second = received("PING 0042\r\n");

    assertThat((Object) first)
        .isNotEqualTo(second)
        .isNotEqualTo("PING 0042\r\n")
        .isNotEqualTo(null);
    assertThat((Object) first).isNotEqualTo(probe.sent().get(0));
  }

  @Test
  void differsFromTheSameOneReceivedWhole() {
    DatagramPeer small = group.open(PeerOptions.builder().name("small").receiveCapacity(4).build());
    probe.sendTo(small, "PING 0042\r\n");

    Datagram cut = small.peek().orElseThrow();
    Datagram whole = small.receiveWhole(1);

    assertThat((Object) cut).isNotEqualTo(whole);
    assertThat(List.of(cut.length(), whole.length())).containsExactly(4, 11);
    assertThat(List.of(cut.wireLength(), whole.wireLength())).containsExactly(11, 11);
  }

  @Test
  void ownsItsBytes() {
    Datagram datagram = received("PING 0042\r\n");
    datagram.payload()[0] = '?';

    assertThat(datagram.payload()).startsWith('P');
    assertThat(datagram).hasText("PING 0042\r\n");
  }

  @Test
  void readsItsTextAsUtf8WhateverTheBytes() {
    probe.sendTo(agent, new byte[] {'o', 'k', (byte) 0xff, (byte) 0xc3, (byte) 0xb6});

    assertThat(agent.receive().text()).isEqualTo("ok\uFFFDö");
  }

  @Test
  void describesItselfInOneLine() {
    assertThat(received("PING 0042\r\n"))
        .hasToString(
            "11 bytes from 127.0.0.1:%d to 127.0.0.1:%d: \"PING 0042\\r\\n\""
                .formatted(probe.port(), agent.port()));
    assertThat(received(""))
        .hasToString(
            "0 bytes from 127.0.0.1:%d to 127.0.0.1:%d: \"\""
                .formatted(probe.port(), agent.port()));
  }

  @Test
  void staysReadableWhenItsPeerIsClosedAndCleared() {
    Datagram datagram = received("PING 0042\r\n");
    agent.clear();
    agent.close();
    group.close();

    assertThat(datagram).hasText("PING 0042\r\n").isFrom(probe).isTo(agent);
  }
}
