package io.github.udppeer.internal.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.internal.core.BindRequest;
import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.core.DatagramLoop;
import io.github.udppeer.internal.core.Deadline;
import io.github.udppeer.internal.text.Words;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TimelineTests {

  private final long zero = System.nanoTime();
  @AutoClose private final DatagramLoop loop = DatagramLoop.start();
  private final CapturedSocket agent = open();
  private final CapturedSocket probe = open();
  private final List<Lifeline> both =
      List.of(new Lifeline("agent", agent), new Lifeline("syslog", probe));

  TimelineTests() throws IOException {}

  private CapturedSocket open() throws IOException {
    return open(1 << 20);
  }

  private CapturedSocket open(long captureLimit) throws IOException {
    InetSocketAddress any =
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
    return CapturedSocket.open(loop, new BindRequest(any, List.of(), null, captureLimit));
  }

  private void send(CapturedSocket from, CapturedSocket to, int bytes) throws Exception {
    from.send(ByteBuffer.allocate(bytes), to.localAddress(), Deadline.after(Duration.ofSeconds(9)));
    to.receivedCounts();
  }

  private List<String> render(long zeroNanos, List<Lifeline> lifelines) {
    return withoutTimes(Timeline.render(clock(zeroNanos), peers(lifelines)));
  }

  private List<String> render(long zeroNanos, Map<Asserted, String> marks) {
    return withoutTimes(Timeline.render(clock(zeroNanos), peers(both), System.nanoTime(), marks));
  }

  private static List<String> withoutTimes(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceAll("([+-]) *[\\d,]+\\.\\d ms", "$1 t ms"))
        .toList();
  }

  private static Participants peers(List<Lifeline> lifelines) {
    return new Participants(lifelines, List.of(), List.of());
  }

  private static TimelineClock clock(long zeroNanos) {
    return new TimelineClock(zeroNanos, "the test started");
  }

  private static String at(CapturedSocket socket) {
    return Words.address(socket.localAddress());
  }

  @Test
  void showsWhatHappenedToEachInItsOrder() throws Exception {
    send(probe, agent, 14);
    send(agent, probe, 65_000);
    send(probe, agent, 0);
    agent.clear();
    agent.close();

    assertThat(render(zero, both))
        .containsExactly(
            "Timeline (t = 0 when the test started; last 7 of 7):",
            "  + t ms  agent   bind  " + at(agent),
            "  + t ms  syslog  bind  " + at(probe),
            "  + t ms  syslog  send  14 B -> " + at(agent) + " (peer \"agent\")",
            "  + t ms  syslog  recv  65,000 B <- " + at(agent) + " (peer \"agent\")",
            "  + t ms  syslog  send  0 B -> " + at(agent) + " (peer \"agent\")",
            "  + t ms  agent   clear  2 datagrams forgotten",
            "  + t ms  agent   close");
  }

  @Test
  void marksWhatAnAssertionIsAbout() throws Exception {
    send(probe, agent, 1);
    send(probe, agent, 2);
    send(agent, probe, 3);
    send(agent, probe, 4);

    Map<Asserted, String> marks = Map.of(new Asserted(agent, true, 1), "asserted");

    assertThat(render(zero, marks).stream().filter(line -> line.contains("asserted")))
        .containsExactly(
            "  + t ms  agent   recv  2 B <- " + at(probe) + " (peer \"syslog\")   <-- asserted");
  }

  @Test
  void showsTheLatestLinesAndTheTotal() throws Exception {
    for (int i = 1; i <= 30; i++) {
      send(probe, agent, i);
    }

    List<String> lines = render(zero, both);

    assertThat(lines).hasSize(21);
    assertThat(lines.get(0)).isEqualTo("Timeline (t = 0 when the test started; last 20 of 62):");
    assertThat(lines.get(1)).endsWith("syslog  send  21 B -> " + at(agent) + " (peer \"agent\")");
    assertThat(lines.get(20)).endsWith("agent   recv  30 B <- " + at(probe) + " (peer \"syslog\")");
  }

  @Test
  void showsWhatIsAssertedOnHoweverLongAgoItWas() throws Exception {
    for (int i = 1; i <= 30; i++) {
      send(probe, agent, i);
    }
    Map<Asserted, String> marks =
        Map.of(
            new Asserted(agent, true, 1), "asserted (1 of 3)",
            new Asserted(probe, false, 4), "asserted (2 of 3)",
            new Asserted(agent, true, 29), "asserted (3 of 3)");

    List<String> lines = Timeline.render(clock(zero), peers(both), System.nanoTime(), marks);

    assertThat(lines.get(0)).endsWith("; last 20 of 62, and 2 earlier):");
    assertThat(lines.get(1)).contains("agent   recv  2 B").endsWith("   <-- asserted (1 of 3)");
    assertThat(lines.get(2)).contains("syslog  send  5 B").endsWith("   <-- asserted (2 of 3)");
    assertThat(lines.get(3)).isEqualTo("  ...");
    assertThat(lines.get(23)).contains("agent   recv  30 B").endsWith("   <-- asserted (3 of 3)");
    assertThat(lines.subList(4, 23)).noneSatisfy(line -> assertThat(line).contains("<--"));
  }

  @Test
  void endsWithItsMoment() throws Exception {
    send(probe, agent, 1);
    long then = System.nanoTime();
    send(probe, agent, 2);

    List<String> lines = Timeline.render(clock(zero), peers(both), then, Map.of());

    assertThat(lines.get(0)).endsWith("; last 4 of 4):");
    assertThat(lines.get(4)).contains("recv  1 B");
  }

  @Test
  void endsWithWhatHappenedAtItsMoment() throws Exception {
    long opened = agent.events().get(0).nanos();
    agent.close();

    List<Lifeline> one = List.of(new Lifeline("agent", agent));

    assertThat(withoutTimes(Timeline.render(clock(zero), peers(one), opened, Map.of())))
        .containsExactly(
            "Timeline (t = 0 when the test started; last 1 of 1):",
            "  + t ms  agent  bind  " + at(agent));
  }

  @Test
  void keepsTheOrderOfThePeersWhereTimesAreTheSame() throws Exception {
    send(agent, probe, 1);

    List<Lifeline> twice = List.of(new Lifeline("one", agent), new Lifeline("two", agent));

    assertThat(render(zero, twice))
        .containsExactly(
            "Timeline (t = 0 when the test started; last 4 of 4):",
            "  + t ms  one  bind  " + at(agent),
            "  + t ms  two  bind  " + at(agent),
            "  + t ms  one  send  1 B -> " + at(probe),
            "  + t ms  two  send  1 B -> " + at(probe));
  }

  @Test
  void saysWhatWasSentAndNotKept() throws Exception {
    CapturedSocket small = open(1);
    send(small, agent, 9);

    assertThat(render(zero, List.of(new Lifeline("small", small))))
        .containsExactly(
            "Timeline (t = 0 when the test started; last 2 of 2):",
            "  + t ms  small  bind  " + at(small),
            "  + t ms  small  send  1 datagram more, which the capture log had no room for");
  }

  @Test
  void countsWhatIsAssertedOnFromTheFirstDatagramOn() throws Exception {
    for (int i = 1; i <= 5; i++) {
      send(probe, agent, 1);
    }
    agent.clear();
    for (int i = 0; i < 35; i++) {
      send(probe, agent, 100 + i);
    }

    assertThat(earlier(new Asserted(agent, true, 5)))
        .containsExactly("  + t ms  agent   recv  100 B <- " + named(probe) + "   <-- it");
    assertThat(earlier(new Asserted(agent, true, 7)))
        .containsExactly("  + t ms  agent   recv  102 B <- " + named(probe) + "   <-- it");
    assertThat(earlier(new Asserted(agent, true, 20)))
        .containsExactly("  + t ms  agent   recv  115 B <- " + named(probe) + "   <-- it");
    assertThat(earlier(new Asserted(agent, true, 4))).isEmpty();
  }

  private List<String> earlier(Asserted asserted) {
    List<String> lines = render(zero, Map.of(asserted, "it"));
    int gap = lines.indexOf("  ...");
    return gap < 0 ? List.of() : lines.subList(1, gap);
  }

  private static String named(CapturedSocket syslog) {
    return at(syslog) + " (peer \"syslog\")";
  }

  @Test
  void marksWhatWasFoundQueuedTogether() throws Exception {
    send(probe, agent, 1);
    agent.freeze();
    probe.send(ByteBuffer.allocate(2), agent.localAddress(), Deadline.now());
    agent.thaw();
    agent.freeze();
    probe.send(ByteBuffer.allocate(3), agent.localAddress(), Deadline.now());
    probe.send(ByteBuffer.allocate(4), agent.localAddress(), Deadline.now());
    agent.thaw();
    agent.receivedCounts();

    List<String> lines = Timeline.render(clock(zero), peers(both), System.nanoTime(), Map.of());

    assertThat(lines.stream().filter(line -> line.contains(" recv ")))
        .satisfiesExactly(
            exact -> assertThat(exact).contains(" ms  agent ").contains("recv  1 B"),
            queued -> assertThat(queued).contains(" ms~ agent ").contains("recv  2 B"),
            together -> assertThat(together).contains(" ms~ agent ").contains("recv  3 B"),
            together -> assertThat(together).contains(" ms~ agent ").contains("recv  4 B"));
    assertThat(lines.get(lines.size() - 1)).startsWith("  ~ found queued");
  }

  @Test
  void showsTimesBeforeTheTestWithAMinus() {
    assertThat(render(System.nanoTime(), both).subList(1, 3))
        .allSatisfy(line -> assertThat(line).startsWith("  - t ms  "));
  }

  @Test
  void alignsTimesOfWhateverLength() throws Exception {
    long hourAgo = zero - Duration.ofHours(1).toNanos();
    send(probe, agent, 1);

    List<String> lines = Timeline.render(clock(hourAgo), peers(both));

    assertThat(lines.subList(1, lines.size()))
        .allSatisfy(line -> assertThat(line).matches("  \\+3,60\\d,\\d{3}\\.\\d ms  .*"));
    assertThat(Timeline.render(clock(zero), peers(both)).subList(1, 5))
        .allSatisfy(line -> assertThat(line.indexOf(" ms  ")).isGreaterThanOrEqualTo(8));
  }

  @Test
  void ofNobodyIsEmpty() {
    assertThat(render(zero, List.of()))
        .containsExactly("Timeline (t = 0 when the test started; last 0 of 0):");
  }
}
