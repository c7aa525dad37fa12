package io.github.udppeer.internal.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangePageTests {

  private static String page(Exchange exchange) {
    return ExchangePage.of(exchange, "ping & pong.pcapng");
  }

  @Test
  void tellsOfEverything() {
    Golden.verifyExactly(
        "report-page",
        page(HandMade.ofEverything())
            .replaceAll("(?s)<style>.*?</style>", "<style></style>")
            .replaceAll("(?s)<svg.*?</svg>", "<svg></svg>"));
  }

  @Test
  void hasItsStyleAndItsDiagramInIt() {
    assertThat(page(HandMade.ofEverything()))
        .containsPattern("<style>\n[^<]*\\.sheet[^<]*</style>")
        .containsPattern("<div class=\"columns\".*\n[^$]*</div>\n<svg [^$]*</svg>\n</main>");
  }

  @Test
  void ofNobodyIsEmpty() {
    assertThat(page(HandMade.exchange()))
        .contains("<p class=\"verdict\">passed</p>", "· 0 datagrams ·", "repeat(1,400px)")
        .doesNotContain("left out", "#failed", "<li>", "<section");
  }

  @Test
  void leavesTheTimelineOutEvenIfThereIsNothingElse() {
    Exchange failed = HandMade.ofEverything();
    String timeline = "\n\nTimeline (t = 0 when the test started";
    Exchange other =
        new Exchange(
            failed.title(),
            Optional.of(new Exchange.Failure(HandMade.ZERO, "", timeline)),
            List.of(),
            failed.clock(),
            failed.zeroNanos(),
            List.of(),
            List.of());

    assertThat(page(other)).contains("<pre></pre>");
  }

  @ParameterizedTest
  @CsvSource({
    "250, 2048, ''",
    "250, 2049, 1 byte more",
    "251, 512, ''",
    "251, 513, 1 byte more",
  })
  void showsSoMuchOfAPayload(int datagrams, int bytes, String rest) {
    List<ExchangeDatagram> all = new ArrayList<>();
    for (int number = 1; number < datagrams; number++) {
      all.add(HandMade.sent(number, HandMade.AGENT, "x"));
    }
    all.add(HandMade.sent(0, HandMade.AGENT, "x".repeat(bytes)));
    String page =
        page(
            HandMade.exchange(
                HandMade.peer("client", HandMade.CLIENT, all.toArray(ExchangeDatagram[]::new))));

    String more = rest.isEmpty() ? "" : rest + "; the capture file has them all";
    assertThat(page).containsPattern("\\|x+\\|\n" + more + "</pre>");
    assertThat(page.contains("more; the capture file")).isNotEqualTo(rest.isEmpty());
  }
}
