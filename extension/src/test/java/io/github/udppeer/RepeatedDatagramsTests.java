package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.udppeer.internal.check.RepeatedDatagrams;
import io.github.udppeer.internal.core.CaptureView;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** A datagram came again when both payload and source are the same. */
class RepeatedDatagramsTests {

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer client = open("client");
  private final DatagramPeer other = open("other");
  private final DatagramPeer server = open("server");

  private DatagramPeer open(String name) {
    return group.open(PeerOptions.builder().name(name).build());
  }

  private void send(DatagramPeer from, String... texts) {
    for (String text : texts) {
      from.sendTo(server, text);
      server.pending();
    }
  }

  @Test
  void differentPayloadsAreNone() {
    send(client, "one", "two", "", "onetwo", "ONE");

    assertThat(server).receivedNothingTwice().hasPending(5);
  }

  @Test
  void payloadsWithTheSameHashAreNone() {
    send(client, "Aa", "BB", "AaBB", "BBAa", "AaAa");

    assertThat(server).receivedNothingTwice();
  }

  @Test
  void theSamePayloadOfAnotherSourceIsNone() {
    send(client, "one");
    send(other, "one");

    assertThat(server).receivedNothingTwice();
  }

  @Test
  void theSamePayloadOfTheSameSourceIs() {
    send(client, "one");
    send(other, "two");
    send(client, "two", "one");

    Throwable failure =
        Golden.verifyFailure(
            "received-twice", () -> assertThat(server).as("retries").receivedNothingTwice());
    AssertionFailedError error = (AssertionFailedError) failure;
    assertThat(error.getExpected().getValue()).isEqualTo(0);
    assertThat(error.getActual().getValue()).isEqualTo(1);
  }

  @Test
  void emptyOnesAreToo() {
    send(client, "", "");

    assertThatThrownBy(() -> assertThat(server).receivedNothingTwice())
        .hasMessageContaining("\n  number 1 received, at ");
  }

  @Test
  void theEarliestRepetitionIsNamedAndAllAreCounted() {
    send(client, "a", "b", "c", "b", "a", "b");

    Golden.verifyFailure("received-again", () -> assertThat(server).receivedNothingTwice());
  }

  @Test
  void whatWasConsumedCountsAndWhatWasClearedDoesNot() {
    send(client, "a");
    assertThat(server).receives().hasText("a");
    send(client, "a");
    assertThatThrownBy(() -> assertThat(server).receivedNothingTwice())
        .isInstanceOf(AssertionError.class);

    server.clear();
    send(client, "a");
    assertThat(server).receivedNothingTwice().hasPending(1);
  }

  @Test
  void truncatedOnesAreComparedAsTheyWereSent() {
    DatagramPeer small = group.open(PeerOptions.builder().name("small").receiveCapacity(2).build());
    client.sendTo(small, "abc");
    client.sendTo(small, "abd");
    assertThat(small).receivedNothingTwice();

    client.sendTo(small, "abc");
    assertThatThrownBy(() -> assertThat(small).receivedNothingTwice())
        .hasMessageContaining("2 bytes of 3 (truncated)");
  }

  @Test
  void ofSeveralPeersEachIsLookedAtByItself() {
    DatagramPeer backup = open("backup");
    send(client, "a");
    client.sendTo(backup, "a");
    assertThat(DatagramPeers.of(server, backup)).receivedNothingTwice();

    client.sendTo(backup, "a");
    assertThatThrownBy(() -> assertThat(DatagramPeers.of(server, backup)).receivedNothingTwice())
        .hasMessageStartingWith("Expecting peer \"backup\"");
  }

  @Test
  void amongManyAreAllFound() {
    int sent = 20_000;
    byte[] payload = new byte[2];
    for (int number = 0; number < sent; number++) {
      ThreadLocalRandom.current().nextBytes(payload);
      client.sendTo(server, payload);
    }

    long received = server.received().size();
    long distinct =
        server.received().stream()
            .map(datagram -> (datagram.payload()[0] << 8) | (datagram.payload()[1] & 0xff))
            .distinct()
            .count();
    try (CaptureView view = server.peer().history().view()) {
      assertThat(RepeatedDatagrams.in(view).count()).isEqualTo((int) (received - distinct));
    }
  }

  @Test
  void aClosedPeerIsLookedAtToo() {
    send(client, "a", "a");
    server.close();

    assertThat(catchThrowable(() -> assertThat(server).receivedNothingTwice()))
        .isInstanceOf(AssertionError.class);
  }
}
