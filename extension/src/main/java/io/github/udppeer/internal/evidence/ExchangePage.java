package io.github.udppeer.internal.evidence;

import io.github.udppeer.internal.evidence.Diagram.Column;
import io.github.udppeer.internal.evidence.ExchangePeer.Figures;
import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.timeline.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes an exchange as one page that needs nothing else: no network, no script, no font.
 *
 * <p>The page itself forbids the browser to load or run anything, so that no payload can.
 */
public final class ExchangePage {

  private static final String TIMELINE = "\n\n" + Timeline.HEADING;

  private static volatile @Nullable String style;

  private final Exchange exchange;
  private final Diagram diagram;
  private final String captureFile;
  private final StringBuilder html = new StringBuilder();

  private ExchangePage(Exchange exchange, String captureFile) {
    this.exchange = exchange;
    this.diagram = DiagramLayout.of(exchange);
    this.captureFile = captureFile;
  }

  /**
   * Returns the page.
   *
   * @param captureFile the name of the capture file beside it
   */
  public static String of(Exchange exchange, String captureFile) {
    return new ExchangePage(exchange, captureFile).page();
  }

  private String page() {
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.append("<meta http-equiv=\"Content-Security-Policy\"")
        .append(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    element("title", "", exchange.title());
    html.append("<style>\n").append(style()).append("</style>\n</head>\n<body>\n");
    addHeader();
    addPeers();
    addDiagram();
    exchange.notes().forEach(note -> addText("note", note.heading(), note.text(), true));
    new DatagramSheets(exchange, diagram).appendTo(html);
    return html.append("</body>\n</html>\n").toString();
  }

  private void addHeader() {
    html.append("<header class=\"top\">\n");
    boolean failed = exchange.failure().isPresent();
    element("p", failed ? "verdict failed" : "verdict", failed ? "failed" : "passed");
    element("h1", "", exchange.title());
    html.append("<p class=\"facts\">");
    html.append(Html.escaped(String.join(" · ", facts())));
    html.append(
        String.format(
            Locale.ROOT, " · <a href=\"%s\">capture file</a>", Html.escaped(captureFile)));
    if (failed) {
      html.append(" · <a href=\"#failed\">where it failed</a>");
    }
    html.append("</p>\n");
    exchange
        .failure()
        .ifPresent(failure -> addText("failure", "Failure", withoutTimeline(failure.text()), true));
    html.append("</header>\n");
  }

  /** A message ends with the timeline, which is drawn here. */
  private static String withoutTimeline(String text) {
    int timeline = text.lastIndexOf(TIMELINE);
    return timeline < 0 ? text : text.substring(0, timeline);
  }

  private List<String> facts() {
    List<String> facts = new ArrayList<>();
    facts.add(
        "started " + exchange.clock().at(exchange.zeroNanos()).truncatedTo(ChronoUnit.MILLIS));
    facts.add(Words.datagrams(diagram.arrows().size()));
    if (exchange.leftOut() > 0) {
      facts.add(Words.number(exchange.leftOut()) + " earlier ones left out");
    }
    return facts;
  }

  private void addText(String classes, String heading, String text, boolean open) {
    html.append(
        String.format(Locale.ROOT, "<details class=\"%s\"%s>\n", classes, open ? " open" : ""));
    element("summary", "", heading);
    element("pre", "", text);
    html.append("</details>\n");
  }

  private void addPeers() {
    html.append("<ul class=\"peers\">\n");
    for (ExchangePeer peer : exchange.peers()) {
      html.append("<li>\n");
      element("strong", "", peer.name());
      element("code", "", Words.address(peer.address()));
      element("span", "", counts(peer));
      losses(peer.figures()).forEach(loss -> element("span", "loss", loss));
      html.append("</li>\n");
    }
    html.append("</ul>\n");
  }

  private static String counts(ExchangePeer peer) {
    Figures figures = peer.figures();
    String counts =
        peer.beyond().isPresent()
            ? "%s received, %s sent, %s held"
            : "%s received, %s sent, %s pending";
    return String.format(
        Locale.ROOT,
        counts,
        Words.number(figures.received()),
        Words.number(figures.sent()),
        Words.number(figures.pending()));
  }

  private static List<String> losses(Figures figures) {
    List<String> losses = new ArrayList<>();
    if (figures.kernelDrops().orElse(0) > 0) {
      losses.add("kernel dropped " + Words.datagrams(figures.kernelDrops().getAsLong()));
    }
    if (figures.logDrops() > 0) {
      losses.add("capture log had no room, dropped " + Words.datagrams(figures.logDrops()));
    }
    if (figures.sentUnkept() > 0) {
      losses.add("capture log had no room for " + Words.datagrams(figures.sentUnkept()) + " sent");
    }
    if (figures.leftOut() > 0) {
      losses.add(Words.datagrams(figures.leftOut()) + ", earlier ones, left out here");
    }
    return losses;
  }

  private void addDiagram() {
    DiagramMeasures measures = DiagramMeasures.of(diagram);
    html.append(String.format(Locale.ROOT, "<main style=\"width:%dpx\">\n", measures.width()));
    html.append(
            String.format(
                Locale.ROOT,
                "<div class=\"columns\" style=\"grid-template-columns:%dpx repeat(%d,%dpx)\">",
                DiagramMeasures.TIME_WIDTH,
                Math.max(1, diagram.columns().size()),
                measures.columnWidth()))
        .append("\n<span></span>\n");
    for (Column column : diagram.columns()) {
      html.append(
          String.format(
              Locale.ROOT, "<div class=\"%s\">", column.isPeer() ? "column" : "column other"));
      element("strong", "", column.name());
      element(
          "code", "", column.address().isEmpty() ? "not a peer of this test" : column.address());
      html.append("</div>\n");
    }
    html.append("</div>\n").append(DiagramSvg.of(exchange, diagram)).append("</main>\n");
  }

  private void element(String name, String classes, String text) {
    html.append('<').append(name);
    if (!classes.isEmpty()) {
      html.append(" class=\"").append(classes).append('"');
    }
    html.append('>').append(Html.escaped(text)).append("</").append(name).append(">\n");
  }

  /** Read once; not when the class is loaded, since the memory for it may be wanting then. */
  private static String style() {
    String known = style;
    if (known == null) {
      known = readStyle();
      style = known;
    }
    return known;
  }

  private static String readStyle() {
    try (InputStream css = ExchangePage.class.getResourceAsStream("exchange.css")) {
      return new String(
          Objects.requireNonNull(css, "exchange.css").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
