package io.github.udppeer.samples.docs;

import static io.github.udppeer.DatagramMatcher.matching;
import static io.github.udppeer.ReceiveFlag.DONTWAIT;
import static io.github.udppeer.ReceiveFlag.PEEK;
import static io.github.udppeer.ReceiveFlag.TRUNC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.Reception;
import io.github.udppeer.exceptions.WouldBlockException;
import io.github.udppeer.jupiter.UdpPeer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The examples of docs/assertions.md. */
class AssertionsTests {

  @UdpPeer private DatagramPeer client;
  @UdpPeer private DatagramPeer server;

  @Test
  void theVerbTellsWhetherItConsumes() {
    // region verbs
    client.sendTo(server, "one");
    client.sendTo(server, "two");

    assertThat(server).hasPending(2); // looks
    assertThat(server).peeks().hasText("one"); // looks
    assertThat(server).receives().hasText("one"); // takes
    assertThat(server).receives().hasText("two"); // takes
    assertThat(server).hasNothingPending(); // looks
    assertThat(server).hasReceived(2); // looks: the history keeps what was taken
    // endregion
  }

  @Test
  void oneIsPickedAndTheOthersStay() {
    // region picking
    client.sendTo(server, "hello");
    client.sendTo(server, "ALARM: no water");

    assertThat(server)
        .receivesMatching(matching("an alarm", datagram -> datagram.text().startsWith("ALARM")))
        .isFrom(client);
    assertThat(server).receivesFrom(client).hasText("hello");
    // endregion
  }

  @Test
  void severalAreCheckedAtOnce() {
    // region sequences
    client.sendTo(server, "one");
    client.sendTo(server, "two");
    client.sendTo(server, "three");
    client.sendTo(server, "four");
    client.sendTo(server, "five");

    assertThat(server)
        .receivesInOrder("one", "two")
        .receivesInAnyOrder("four", "three")
        .receivesExactly(1)
        .hasNothingPending();
    // endregion
  }

  @Test
  void nothingIsExactWithoutAWait() {
    // region nothing
    assertThat(server).hasNothingPending(); // at once, and exact for whatever was sent before
    assertThat(server).wouldBlock(); // the same, in the socket's words
    assertThat(server).receivesNothingFor(Duration.ofMillis(50)); // waits the time out
    // endregion
  }

  @Test
  void theHistoryIsAList() {
    // region history
    client.sendTo(server, "http.requests:1|c");
    client.sendTo(server, "queue.depth:42|g");

    assertThat(server)
        .received()
        .extracting(Datagram::text)
        .containsExactly("http.requests:1|c", "queue.depth:42|g");
    assertThat(server.pending()).hasSize(2);
    assertThat(client.sent()).allSatisfy(datagram -> assertThat(datagram).isTo(server));
    // endregion
  }

  @Test
  void aDatagramIsCheckedFromAllSides() {
    // region datagram
    client.sendTo(server, "temp=21");

    assertThat(server)
        .receives()
        .isFrom(client)
        .isTo(server)
        .startsWith("temp=")
        .contains("21")
        .hasLength(7)
        .isNotTruncated()
        .arrivedWithin(Duration.ofSeconds(10))
        .returnToPeer()
        .hasNothingPending();
    // endregion
  }

  @Test
  void sameAgain() {
    // region twice
    client.sendTo(server, "order 1");
    client.sendTo(server, "order 2");

    assertThat(server).receivedNothingTwice();
    // endregion
  }

  @Test
  void assertJGoesOn() {
    // region decoding
    client.sendTo(server, "temp=21");
    client.sendTo(server, "temp=22");

    assertThat(server).receives().text().matches("temp=\\d+");
    assertThat(server).peeks().decodedBy(AssertionsTests::temperature, INTEGER).isBetween(20, 25);
    assertThat(server).receives().payload().endsWith('2', '2');
    // endregion
  }

  @Test
  void severalFailuresAreToldAtOnce() {
    client.sendTo(server, "one");
    // region soft
    assertSoftly(
        softly -> {
          softly.check(() -> assertThat(server).hasPending(1));
          softly.check(() -> assertThat(server).receives().hasText("one").isFrom(client));
          softly.check(() -> assertThat(client).hasNothingPending());
        });
    // endregion
  }

  @Test
  void conditionsSpanSeveralPeers() {
    // region await
    client.sendTo(server, "one");
    client.sendTo(client, "two");

    server
        .await()
        .untilAsserted(
            () ->
                assertThat(server.received().size() + client.received().size())
                    .as("datagrams on both")
                    .isEqualTo(2));
    // endregion
  }

  @Test
  void theSystemCallIsThere() {
    // region recvfrom
    client.sendTo(server, "a datagram of 22 bytes");

    Reception look = server.recvFrom(ByteBuffer.allocate(0), PEEK, TRUNC);
    assertThat(look.returned()).isEqualTo(22);

    ByteBuffer small = ByteBuffer.allocate(10);
    Reception cut = server.recvFrom(small);
    assertThat(cut.isTruncated()).isTrue();
    assertThat(small.array()).asString().isEqualTo("a datagram");

    assertThatThrownBy(() -> server.recvFrom(small.clear(), DONTWAIT))
        .isInstanceOf(WouldBlockException.class);
    // endregion
  }

  @Test
  void aBufferGrowsUntilTheDatagramFits() {
    // region receive-whole
    client.sendTo(server, "x".repeat(3000));

    assertThat(server.receiveWhole(512)).hasLength(3000).isNotTruncated();
    // endregion
  }

  @Test
  void lossesAreCounted() {
    // region losses
    for (int number = 0; number < 100; number++) {
      client.sendTo(server, "measurement " + number);
    }

    assertThat(server).hasPending(100).lostNothing();
    // endregion
  }

  @Test
  void aPeerForgets() {
    // region clear
    client.sendTo(server, "hello");
    server.clear();

    assertThat(server).hasNothingPending().hasReceived(0);
    // endregion
  }

  // region decoder
  private static int temperature(byte[] payload) {
    String text = new String(payload, StandardCharsets.UTF_8);
    return Integer.parseInt(text.substring("temp=".length()));
  }
  // endregion
}
