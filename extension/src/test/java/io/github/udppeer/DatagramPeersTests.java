package io.github.udppeer;

import static io.github.udppeer.DatagramMatcher.startsWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.udppeer.exceptions.PeerClosedException;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DatagramPeersTests {

  private static final Duration SHORT = Duration.ofMillis(20);

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer east = open("east", SHORT);
  private final DatagramPeer west = open("west", SHORT);
  private final DatagramPeer north = open("north", Duration.ZERO);
  private final DatagramPeer client = open("client", SHORT);
  private final DatagramPeers replicas = DatagramPeers.of(east, west, north);

  private DatagramPeer open(String name, Duration receiveTimeout) {
    return group.open(PeerOptions.builder().name(name).receiveTimeout(receiveTimeout).build());
  }

  private void send(DatagramPeer to, String... texts) {
    for (String text : texts) {
      client.sendTo(to, text);
      to.pending();
    }
  }

  @Nested
  class EachReceives {

    @Test
    void takesOneOnEach() {
      replicas.all().forEach(peer -> send(peer, "noise", "sync"));

      assertThat(replicas).eachReceives("sync").eachReceives().haveNothingPending();
    }

    @Test
    void waitsForTheLast() throws Exception {
      DatagramPeer patient = open("patient", Duration.ofMinutes(5));
      DatagramPeers both = DatagramPeers.of(east, patient);
      send(east, "sync");
      WaitingCall<DatagramPeersAssert> waiting =
          WaitingCall.start(() -> assertThat(both).eachReceives(startsWith("s")));

      client.sendTo(patient, "sync");

      waiting.result().haveNothingPending();
    }

    @Test
    void tellsWhichDidNot() {
      send(east, "sync 1");
      send(west, "noise", "more noise");

      Golden.verifyFailure(
          "each-receives",
          () -> assertThat(replicas).as("replication").eachReceives(startsWith("sync")));
      assertThat(east).hasPending(1); // all are consumed, or none
    }

    @Test
    void tellsThatNoneDid() {
      Golden.verifyFailure(
          "each-receives-nothing", () -> assertThat(replicas).eachReceives("sync"));
    }
  }

  @Nested
  class AllReceiveTheSame {

    @Test
    void takesThem() {
      replicas.all().forEach(peer -> send(peer, "sync"));

      assertThat(replicas).allReceiveTheSame().haveNothingPending();
    }

    @Test
    void marksTheDifference() {
      send(east, "sync 1");
      send(west, "sync 1");
      send(north, "sync 2");

      Golden.verifyFailure("all-receive-the-same", () -> assertThat(replicas).allReceiveTheSame());
      assertThat(north).hasPending(1);
    }
  }

  @Nested
  class ExactlyOneReceives {

    @Test
    void takesItWhereverItIs() {
      send(west, "noise", "task");

      assertThat(replicas).exactlyOneReceives("task").isTo(west).isFrom(client);
      assertThat(west).hasPending(1);
    }

    @Test
    void waitsForIt() throws Exception {
      DatagramPeer patient = open("patient", Duration.ofMinutes(5));
      DatagramPeers both = DatagramPeers.of(patient, east);
      WaitingCall<DatagramAssert> waiting =
          WaitingCall.start(() -> assertThat(both).exactlyOneReceives("task"));

      client.sendTo(patient, "noise");
      client.sendTo(east, "task");

      waiting.result().isTo(east);
    }

    @Test
    void tellsThatTwoDid() {
      send(east, "task");
      send(north, "task");

      Golden.verifyFailure(
          "exactly-one-receives", () -> assertThat(replicas).exactlyOneReceives("task"));
      assertThat(east).hasPending(1);
    }

    @Test
    void tellsThatNoneDid() {
      send(east, "noise");

      assertThatThrownBy(() -> assertThat(replicas).exactlyOneReceives("task"))
          .hasMessageContaining("to receive text \"task\"\nbut none did within 20 ms\n");
    }

    @Test
    void failsWhenAPeerCloses() throws Exception {
      DatagramPeer patient = open("patient", Duration.ofMinutes(5));
      WaitingCall<DatagramAssert> waiting =
          WaitingCall.start(() -> assertThat(DatagramPeers.of(patient)).exactlyOneReceives("task"));

      patient.close();

      assertThatThrownBy(waiting::result).rootCause().isInstanceOf(PeerClosedException.class);
    }
  }

  @Test
  void tellsWhatIsPending() {
    send(east, "one", "two");
    send(west, "three");

    Golden.verifyFailure("have-nothing-pending", () -> assertThat(replicas).haveNothingPending());
  }

  @Test
  void awaitsConditions() {
    send(east, "one");
    replicas.await().untilAsserted(() -> assertThat(east).hasReceived(1));

    assertThatThrownBy(
            () ->
                replicas
                    .await()
                    .atMost(Duration.ofMillis(50))
                    .untilAsserted(() -> assertThat(west).hasReceived(1)))
        .isInstanceOf(ConditionTimeoutException.class)
        .hasMessageContaining("Expecting peer \"west\"")
        .hasMessageContaining("Timeline")
        .hasMessageContaining(" east    recv  3 B");
  }

  @Test
  void needsPeersEachAnother() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatagramPeers.of(List.of()))
        .withMessage("DatagramPeers needs a peer or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatagramPeers.of(east, east))
        .withMessageStartingWith("DatagramPeers has the same peer twice: ");
  }

  @Test
  void tellsOfItself() {
    assertThat(DatagramPeers.of(east, west)).isNotNull();
    assertThat(DatagramPeers.of(east, west).toString()).isEqualTo(east + ", " + west);
  }
}
