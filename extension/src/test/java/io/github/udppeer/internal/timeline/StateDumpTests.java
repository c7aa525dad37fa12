package io.github.udppeer.internal.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.udppeer.WaitingCall;
import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.core.Deadline;
import io.github.udppeer.internal.kernel.OpenSockets;
import io.github.udppeer.internal.text.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateDumpTests {

  private static final Duration LONG = Duration.ofSeconds(30);

  @AutoClose private final OpenSockets sockets = new OpenSockets();

  StateDumpTests() throws IOException {}

  private static List<String> dump(String title, List<Lifeline> peers) {
    TimelineClock clock = new TimelineClock(System.nanoTime(), "the test started");
    return StateDump.of(title, clock, new Participants(peers, List.of(), List.of()))
        .lines()
        .toList();
  }

  private static String at(CapturedSocket socket) {
    return Words.address(socket.localAddress());
  }

  private static WaitingCall<String> waitingOn(CapturedSocket socket) {
    return WaitingCall.start(() -> read(socket, Deadline.after(LONG)));
  }

  private static String read(CapturedSocket socket, Deadline deadline) throws Exception {
    return socket.readHead(true, deadline, (view, entry) -> "taken");
  }

  @Test
  void ofNobodyIsATitle() {
    assertThat(dump("answers(\"a\nb\u0007\")", List.of()))
        .containsExactly("Peers of answers(\"a\\nb\\u0007\"):");
  }

  @Test
  void tellsWhatEachPeerHoldsAndWhatHappened() throws Exception {
    CapturedSocket client = sockets.open();
    CapturedSocket server = sockets.open();
    OpenSockets.send(client, server, 1);
    OpenSockets.send(client, server, 2);
    read(server, Deadline.now());
    client.close();

    List<String> lines =
        dump("answers()", List.of(new Lifeline("client", client), new Lifeline("s\u0007", server)));

    assertThat(lines.subList(0, 5))
        .containsExactly(
            "Peers of answers():",
            "  peer \"client\" (" + at(client) + "), closed: 0 received, 0 pending, 2 sent",
            "  peer \"s\\u0007\" (" + at(server) + "): 2 received, 1 pending, 0 sent",
            "",
            "Timeline (t = 0 when the test started; last 7 of 7):");
    assertThat(lines).hasSize(12);
  }

  @Test
  void tellsWhoWaits() throws Exception {
    CapturedSocket server = sockets.open();
    WaitingCall<Throwable> waiting =
        WaitingCall.start(() -> catchThrowable(() -> read(server, Deadline.after(LONG))));

    List<String> lines = dump("answers()", List.of(new Lifeline("server", server)));

    assertThat(lines.get(2))
        .matches(
            "    thread \"waiting call\" has waited [\\d.]{1,7} (ms|s) for a datagram"
                + ", at .*org\\.assertj\\.core\\.api\\.ThrowableAssert\\..*");
    OpenSockets.send(server, server, 1);
    assertThat(waiting.result()).isNull();
  }

  @Test
  void saysNotWhoCallsIfThatIsTheLibrary() throws Exception {
    CapturedSocket server = sockets.open();
    WaitingCall<String> waiting = waitingOn(server);

    assertThat(dump("answers()", List.of(new Lifeline("server", server))).get(2))
        .endsWith(" for a datagram");
    OpenSockets.send(server, server, 1);
    assertThat(waiting.result()).isEqualTo("taken");
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 66})
  void tellsOfSixtyFourPeersThoseFirstOnWhichSomebodyWaits(int peers) throws Exception {
    List<Lifeline> all = new ArrayList<>();
    for (int number = 1; number < peers; number++) {
      all.add(new Lifeline("idle", sockets.open()));
    }
    CapturedSocket server = sockets.open();
    all.add(new Lifeline("server", server));
    WaitingCall<String> waiting = waitingOn(server);

    List<String> lines = dump("answers()", all);

    assertThat(lines.subList(0, lines.indexOf("")))
        .filteredOn(line -> line.startsWith("  peer "))
        .hasSize(64);
    assertThat(lines.get(peers == 64 ? 64 : 1)).startsWith("  peer \"server\"");
    assertThat(lines.contains("  and 2 more peers")).isEqualTo(peers == 66);
    assertThat(lines.stream().filter(line -> line.contains(" more peers")))
        .hasSize(peers == 66 ? 1 : 0);
    OpenSockets.send(server, server, 1);
    assertThat(waiting.result()).isEqualTo("taken");
  }
}
