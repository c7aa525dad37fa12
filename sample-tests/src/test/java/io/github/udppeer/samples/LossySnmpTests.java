package io.github.udppeer.samples;

import static io.github.udppeer.link.LinkSelector.first;
import static io.github.udppeer.samples.SnmpTests.SYSTEM_NAME;
import static io.github.udppeer.samples.SnmpTests.getOf;
import static io.github.udppeer.samples.SnmpTests.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpLink;
import io.github.udppeer.jupiter.UdpPeer;
import io.github.udppeer.link.DatagramLink;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;

/** SNMP4J on a bad network. */
class LossySnmpTests {

  @UdpPeer("agent")
  private DatagramPeer agent;

  @UdpLink(to = "agent")
  private DatagramLink link;

  private Snmp snmp;

  @BeforeEach
  void answerEachRequest() throws IOException {
    agent.on(getOf(SYSTEM_NAME)).replyWith(SnmpTests::response);
    snmp = SnmpTests.listening();
  }

  @AfterEach
  void closeSnmp() throws IOException {
    snmp.close();
  }

  private ResponseEvent<UdpAddress> ask(int retries) throws IOException {
    PDU get = new PDU(PDU.GET, List.of(new VariableBinding(SYSTEM_NAME)));
    return snmp.send(get, target(link.address(), retries));
  }

  @Test
  void asksAgainUntilARequestGetsThrough() throws IOException {
    link.toServer().on(first(2)).drop();

    assertThat(ask(50).getResponse().getVariable(SYSTEM_NAME)).hasToString("core-switch");

    assertThat(link).toServer().dropped(2);
    assertThat(agent.receive().sinceOpened()).isGreaterThan(Duration.ofMillis(390)); // twice 200
  }

  @Test
  void givesUpAfterItsRetries() throws IOException {
    link.partition();

    assertThat(ask(3).getResponse()).isNull();

    assertThat(link).toServer().entered(4).dropped(4);
    assertThat(agent).hasNothingPending();
  }

  @Test
  void takesAnAnswerThatComesTwice() throws IOException {
    link.toClient().onAll().duplicate(1);

    assertThat(ask(50).getResponse().getVariable(SYSTEM_NAME)).hasToString("core-switch");
    assertThat(ask(50).getResponse().getVariable(SYSTEM_NAME)).hasToString("core-switch");
  }
}
