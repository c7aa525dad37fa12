package io.github.udppeer.internal.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.internal.evidence.HandMade;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineOfLinksTests {

  private static final TimelineClock CLOCK = new TimelineClock(HandMade.ZERO, "the test started");

  private static List<String> render(double untilMillis, LinkTrace... links) {
    return Timeline.render(
        CLOCK,
        new Participants(List.of(), List.of(links), List.of()),
        HandMade.after(untilMillis),
        Map.of());
  }

  private static String line(String name, String beside) {
    List<String> lines = render(9, CarriedSteps.of(name, CarriedSteps.datagram(1, "drop", beside)));
    assertThat(lines).hasSize(2);
    return lines.get(1);
  }

  @Test
  void showsWhatIsToBeNotedInItsOrder() {
    CarriedSteps wire =
        CarriedSteps.of(
            "wire",
            CarriedSteps.step(-0.5, "open", ""),
            CarriedSteps.step(0, "bind", "anew"),
            CarriedSteps.datagram(2, "drop", ", as told"),
            CarriedSteps.unnoted(CarriedSteps.datagram(3, "pass", "")),
            CarriedSteps.datagram(4, "hold", ""),
            CarriedSteps.datagram(4, "pass", ""),
            CarriedSteps.datagram(4.1, "late", ""));
    CarriedSteps other = CarriedSteps.of("w2", CarriedSteps.step(4, "close", ""));

    assertThat(render(4, wire, other))
        .containsExactly(
            "Timeline (t = 0 when the test started; last 6 of 6):",
            "  -  0.5 ms  wire  open  ",
            "  +  0.0 ms  wire  bind  anew",
            "  +  2.0 ms  wire  drop  1,234 B 127.0.0.1:4001 -> 127.0.0.1:4002, as told",
            "  +  4.0 ms  wire  hold  1,234 B 127.0.0.1:4001 -> 127.0.0.1:4002",
            "  +  4.0 ms  wire  pass  1,234 B 127.0.0.1:4001 -> 127.0.0.1:4002",
            "  +  4.0 ms  w2    close  ");
  }

  @Nested
  class ALine {

    @Test
    void isNoWiderThanThePage() {
      int width = line("wire", "").length();
      String fits = "x".repeat(100 - width);

      assertThat(line("wire", fits)).hasSize(100).endsWith(fits);
      assertThat(line("wire", fits + "x")).hasSize(width).endsWith("127.0.0.1:4002");
    }

    @Test
    void hasAShortName() {
      assertThat(line("x".repeat(24), "")).contains(" " + "x".repeat(24) + "  drop");
      assertThat(line("x".repeat(25), "")).contains(" " + "x".repeat(21) + "...  drop");
    }
  }

  @ParameterizedTest
  @CsvSource({"0, +0.0 ms", "-1, -1.0 ms", "1, +1.0 ms", "1234.56, '+1,234.6 ms'"})
  void aTimeHasASign(double millis, String words) {
    assertThat(CLOCK.time(HandMade.after(millis))).isEqualTo(words);
  }

  @Test
  void isToldByHowItBegins() {
    assertThat(Timeline.isIn("so:\n" + render(9).get(0))).isTrue();
    assertThat(Timeline.isIn("a timeline")).isFalse();
  }
}
