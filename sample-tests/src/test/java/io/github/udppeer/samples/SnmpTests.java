package io.github.udppeer.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.snmp4j.mp.SnmpConstants.snmpTrapOID;
import static org.snmp4j.mp.SnmpConstants.sysUpTime;
import static org.snmp4j.mp.SnmpConstants.version2c;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramMatcher;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** SNMP4J as a manager that asks, as an agent that tells, and as a manager that listens. */
class SnmpTests {

  private static final Duration LONG = Duration.ofSeconds(10);
  static final OID SYSTEM_NAME = SnmpConstants.sysName;
  private static final OID COLD_START = SnmpConstants.coldStart;

  @UdpPeer private DatagramPeer agent;

  private Snmp snmp;
  private InetSocketAddress snmpAddress;

  @BeforeEach
  void openSnmp() throws IOException {
    snmp = listening();
    UdpAddress bound =
        (UdpAddress)
            snmp.getMessageDispatcher().getTransportMappings().iterator().next().getListenAddress();
    snmpAddress = new InetSocketAddress(bound.getInetAddress(), bound.getPort());
  }

  @AfterEach
  void closeSnmp() throws IOException {
    snmp.close();
  }

  @Test
  void aGetIsRepeatedUntilItIsAnswered() throws IOException {
    agent.on(getOf(SYSTEM_NAME)).ignoringFirst(2).replyWith(SnmpTests::response);
    PDU get = new PDU(PDU.GET, List.of(new VariableBinding(SYSTEM_NAME)));

    ResponseEvent<UdpAddress> event = snmp.send(get, target(agent));

    assertThat(event.getResponse().getVariable(SYSTEM_NAME)).hasToString("core-switch");
    assertThat(agent).receivesAtLeast(3);
    assertThat(agent.received())
        .extracting(request -> SnmpMessage.decode(request.payload()).requestId())
        .containsOnly(get.getRequestID().getValue());
  }

  @Test
  void anAnswerToAnotherRequestIsNotTaken() throws IOException {
    agent
        .on(getOf(SYSTEM_NAME))
        .replyWith(SnmpTests::responseToAnother)
        .replyWith(SnmpTests::response);
    PDU get = new PDU(PDU.GET, List.of(new VariableBinding(SYSTEM_NAME)));

    ResponseEvent<UdpAddress> event = snmp.send(get, target(agent));

    assertThat(event.getResponse().getVariable(SYSTEM_NAME)).hasToString("core-switch");
  }

  @Test
  void aTrapIsSent() throws IOException {
    snmp.send(trap(), target(agent));

    assertThat(agent)
        .receivesFrom(snmpAddress)
        .isNotTruncated()
        .decodedBy(SnmpMessage::decode, ObjectAssert::new)
        .returns(version2c, SnmpMessage::version)
        .returns(new OctetString("public"), SnmpMessage::community)
        .returns(PDU.TRAP, message -> message.pdu().getType())
        .returns(COLD_START, message -> message.pdu().getVariable(snmpTrapOID));
    assertThat(agent).hasNothingPending();
  }

  @Test
  void aTrapIsTakenIn() throws IOException {
    TrapTaker taker = new TrapTaker();
    snmp.addCommandResponder(taker);

    agent.sendTo(snmpAddress, SnmpMessage.ofVersion2c("public", trap()).encode());

    assertThat(taker.taken)
        .succeedsWithin(LONG)
        .returns(COLD_START, pdu -> pdu.getVariable(snmpTrapOID))
        .returns(new TimeTicks(42), pdu -> pdu.getVariable(sysUpTime));
    assertThat(agent).hasNothingPending();
  }

  static DatagramMatcher getOf(OID oid) {
    return DatagramMatcher.decoded(
        SnmpMessage::decode,
        "a GET of " + oid,
        message -> message.pdu().getType() == PDU.GET && message.pdu().getVariable(oid) != null);
  }

  static byte[] response(Datagram request) throws IOException {
    return response(request, 0, "core-switch");
  }

  private static byte[] responseToAnother(Datagram request) throws IOException {
    return response(request, 1, "somebody else");
  }

  private static byte[] response(Datagram request, int idOffset, String name) throws IOException {
    SnmpMessage asked = SnmpMessage.decode(request.payload());
    PDU response =
        new PDU(PDU.RESPONSE, List.of(new VariableBinding(SYSTEM_NAME, new OctetString(name))));
    response.setRequestID(new Integer32(asked.requestId() + idOffset));
    return new SnmpMessage(asked.version(), asked.community(), response).encode();
  }

  private static PDU trap() {
    return new PDU(
        PDU.TRAP,
        List.of(
            new VariableBinding(sysUpTime, new TimeTicks(42)),
            new VariableBinding(snmpTrapOID, COLD_START)));
  }

  private static CommunityTarget<UdpAddress> target(DatagramPeer agent) {
    return target(agent.address(), 50);
  }

  static CommunityTarget<UdpAddress> target(InetSocketAddress agent, int retries) {
    UdpAddress address = new UdpAddress(agent.getAddress(), agent.getPort());
    CommunityTarget<UdpAddress> target = new CommunityTarget<>(address, new OctetString("public"));
    target.setVersion(version2c);
    target.setTimeout(200);
    target.setRetries(retries);
    return target;
  }

  static Snmp listening() throws IOException {
    Snmp snmp =
        new Snmp(
            new MessageDispatcherImpl(),
            new DefaultUdpTransportMapping(new UdpAddress("127.0.0.1/0")));
    snmp.getMessageDispatcher().addMessageProcessingModel(new MPv2c());
    snmp.listen();
    return snmp;
  }

  private static final class TrapTaker implements CommandResponder {

    private final CompletableFuture<PDU> taken = new CompletableFuture<>();

    @Override
    public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
      taken.complete(event.getPDU());
    }
  }
}
