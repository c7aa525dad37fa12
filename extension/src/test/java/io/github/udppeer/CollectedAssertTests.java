package io.github.udppeer;

import static io.github.udppeer.DatagramSplitter.lines;
import static io.github.udppeer.DatagramSplitter.linesOfEach;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CollectedAssertTests {

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer agent = open("agent", Duration.ofMillis(20));
  private final DatagramPeer patient = open("patient", Duration.ofMinutes(5));
  private final DatagramPeer client = open("client", Duration.ofMillis(20));

  private DatagramPeer open(String name, Duration receiveTimeout) {
    return group.open(PeerOptions.builder().name(name).receiveTimeout(receiveTimeout).build());
  }

  private void send(String... texts) {
    for (String text : texts) {
      client.sendTo(agent, text);
      agent.pending();
    }
  }

  @Test
  void readsAllDatagramsAsOneStream() {
    send("a:1|c\nb:", "2|c\nc:3|c", "\nd:4|c");

    assertThat(agent)
        .collects(lines())
        .untilContains("b:2|c", "d:4|c")
        .containsExactly("a:1|c", "b:2|c", "c:3|c", "d:4|c");
    assertThat(agent).hasNothingPending();
  }

  @Test
  void readsACharacterThatWasSplit() {
    byte[] umlaut = "ü\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    client.sendTo(agent, new byte[] {umlaut[0]});
    client.sendTo(agent, new byte[] {umlaut[1], umlaut[2]});

    assertThat(agent).collects(lines()).untilContains("ü");
  }

  @Test
  void endsALineWithItsDatagram() {
    send("a:1|c\nb:2|c", "c:3|c");

    assertThat(agent)
        .collects(linesOfEach())
        .untilContains("c:3|c")
        .containsExactly("a:1|c", "b:2|c", "c:3|c");
  }

  @Test
  void waitsForTheRest() throws Exception {
    WaitingCall<ListAssert<String>> waiting =
        WaitingCall.start(() -> assertThat(patient).collects(lines()).untilContains("two"));

    client.sendTo(patient, "one\nt");
    client.sendTo(patient, "wo\n");

    waiting.result().containsExactly("one", "two");
  }

  @Test
  void wantsAPieceAsOftenAsItIsGiven() {
    send("a\n");

    assertThatThrownBy(() -> assertThat(agent).collects(lines()).untilContains("a", "a"))
        .hasMessageContaining("missing:\n  \"a\"\n");
    send("a\n");
    assertThat(agent).collects(lines()).untilContains("a", "a");
  }

  @Test
  void tellsWhatIsMissing() {
    send("a:1|c\nb:2|c\n", "c:3|c\n");

    Golden.verifyFailure(
        "collects",
        () -> assertThat(agent).as("counters").collects(lines()).untilContains("a:1|c", "d:4|c"));
    assertThat(agent).hasPending(2);
  }

  @Test
  void tellsThatNothingCame() {
    Golden.verifyFailure(
        "collects-nothing", () -> assertThat(agent).collects(lines()).untilContains("a:1|c"));
  }

  @Test
  void takesASplitterOfTheTests() {
    client.sendTo(agent, new byte[] {1, 2});
    client.sendTo(agent, new byte[] {3});
    DatagramSplitter<Integer> bytes =
        datagrams -> datagrams.stream().flatMap(each -> each.text().chars().boxed()).toList();

    assertThat(agent).collects(bytes).untilContains(3, 1).containsExactly(1, 2, 3);
  }

  @Test
  void aSplitterThatThrowsFailsWithTheLatestDatagram() {
    send("a");

    Golden.verifyFailure(
        "collects-splitter-threw",
        () -> assertThat(agent).collects(CollectedAssertTests::broken).untilContains("a"));
  }

  private static List<String> broken(List<Datagram> datagrams) throws java.io.IOException {
    throw new java.io.IOException("no frame in " + datagrams.size());
  }

  @Test
  void keepsToTheLimitThatItIsGiven() {
    assertThatThrownBy(
            () ->
                assertThat(patient)
                    .within(Duration.ofMillis(5))
                    .collects(lines())
                    .untilContains("a"))
        .hasMessageContaining("but nothing came within 5 ms");
  }

  @Test
  void needsPieces() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertThat(agent).collects(lines()).untilContains())
        .withMessage("untilContains needs a piece or more");
    assertThatNullPointerException()
        .isThrownBy(() -> assertThat(agent).collects(lines()).untilContains((String) null))
        .withMessage("untilContains was given null; give it the pieces that must come");
    assertThatNullPointerException()
        .isThrownBy(() -> assertThat(agent).collects(null).isNotNull())
        .withMessageStartingWith("collects was given null; give it a splitter");
  }
}
