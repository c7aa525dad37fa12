package io.github.udppeer.internal.evidence;

import io.github.udppeer.internal.evidence.Diagram.Arrow;
import io.github.udppeer.internal.evidence.Diagram.Event;
import io.github.udppeer.internal.evidence.Diagram.Failed;
import io.github.udppeer.internal.evidence.Diagram.Gap;
import io.github.udppeer.internal.evidence.Diagram.Row;
import io.github.udppeer.internal.evidence.DiagramMeasures.Side;
import io.github.udppeer.internal.timeline.TimelineClock;
import java.util.Locale;

/** Draws a diagram. Each arrow is a link to the sheet that shows its bytes. */
final class DiagramSvg {

  private static final int TIME_WIDTH = DiagramMeasures.TIME_WIDTH;
  private static final int LOOP_WIDTH = 56;
  private static final int ARROW_HEIGHT = 54;
  private static final int LOW_HEIGHT = 34;

  private final Exchange exchange;
  private final Diagram diagram;
  private final DiagramMeasures measures;
  private final StringBuilder svg = new StringBuilder();
  private int y = 8;
  private int arrows;

  private DiagramSvg(Exchange exchange, Diagram diagram) {
    this.exchange = exchange;
    this.diagram = diagram;
    this.measures = DiagramMeasures.of(diagram);
  }

  static String of(Exchange exchange, Diagram diagram) {
    DiagramSvg drawing = new DiagramSvg(exchange, diagram);
    diagram.rows().forEach(drawing::draw);
    return drawing.framed();
  }

  private String framed() {
    int height = y + 16;
    StringBuilder lifelines = new StringBuilder();
    for (int column = 0; column < diagram.columns().size(); column++) {
      lifelines.append(
          String.format(
              Locale.ROOT,
              "<line class=\"%s\" x1=\"%d\" y1=\"0\" x2=\"%d\" y2=\"%d\"/>\n",
              diagram.columns().get(column).isPeer() ? "life" : "life other",
              measures.x(column),
              measures.x(column),
              height));
    }
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" role=\"group\"",
            measures.width(),
            height)
        + " aria-label=\"sequence diagram\">\n"
        + lifelines
        + svg
        + "</svg>\n";
  }

  private void draw(Row row) {
    if (row instanceof Arrow arrow) {
      drawArrow(arrow);
    } else if (row instanceof Event event) {
      drawEvent(event);
    } else if (row instanceof Gap gap) {
      drawGap(gap);
    } else if (row instanceof Failed failed) {
      drawFailed(failed);
    }
  }

  private void drawArrow(Arrow arrow) {
    int number = ++arrows;
    int line = y + 28;
    svg.append(
        String.format(
            Locale.ROOT,
            "<a id=\"r%d\" href=\"#d%d\" class=\"%s\" aria-label=\"%s\">\n",
            number,
            number,
            ArrowWords.classes(arrow),
            Html.escaped(ArrowWords.spoken(diagram, arrow, number))));
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"hit\" x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n",
            y,
            measures.width(),
            ARROW_HEIGHT));
    text("time", 8, line + 4, (arrow.isTimeKnown() ? "" : "≤ ") + time(arrow.nanos()));
    if (arrow.from() == arrow.to()) {
      drawLoop(arrow, line);
    } else {
      drawStraight(arrow, line);
    }
    svg.append("</a>\n");
    y += ARROW_HEIGHT;
  }

  private void drawStraight(Arrow arrow, int line) {
    int middle = (measures.x(arrow.from()) + measures.x(arrow.to())) / 2;
    svg.append(straight(arrow, line));
    text("what", middle, line - 8, ArrowWords.beginning(measures, arrow));
    text(
        "fate",
        middle,
        line + 19,
        ArrowWords.shortened(ArrowWords.fate(arrow), measures.charactersRound(middle)));
  }

  private void drawLoop(Arrow arrow, int line) {
    String words = ArrowWords.beginning(measures, arrow);
    String fate = ArrowWords.fate(arrow);
    int distance = LOOP_WIDTH + 10;
    Side side = measures.side(arrow.to(), distance, Math.max(words.length(), fate.length()));
    svg.append(loop(arrow, line, side.sign()));
    int at = measures.x(arrow.to()) + side.sign() * distance;
    text("what" + side.anchor(), at, line - 8, words);
    text("fate" + side.anchor(), at, line + 19, ArrowWords.shortened(fate, side.characters()));
  }

  /** The arrow's head says the fate too: full when it was taken, hollow while it is pending. */
  private String straight(Arrow arrow, int line) {
    int from = measures.x(arrow.from());
    int to = measures.x(arrow.to());
    int sign = to > from ? 1 : -1;
    int end = arrow.way().isMissing() ? to - sign * 34 : to - sign * 12;
    return String.format(
            Locale.ROOT, "<path class=\"shaft\" d=\"M%d %dH%d\"/>\n", from + sign * 3, line, end)
        + head(end, line, sign)
        + end(arrow, to, end, line);
  }

  private static String head(int end, int line, int sign) {
    return String.format(
        Locale.ROOT, "<path class=\"head\" d=\"M%d %dl%d -5v10z\"/>\n", end, line, -sign * 9);
  }

  private static String end(Arrow arrow, int to, int end, int line) {
    if (arrow.way().isMissing()) {
      return String.format(
          Locale.ROOT,
          "<path class=\"lost\" d=\"M%d %dl10 10m0 -10l-10 10\"/>\n",
          (to + end) / 2 - 5,
          line - 5);
    }
    return arrow.datagram().received()
        ? String.format(
            Locale.ROOT, "<circle class=\"dot\" cx=\"%d\" cy=\"%d\" r=\"5\"/>\n", to, line)
        : "";
  }

  private String loop(Arrow arrow, int line, int sign) {
    int at = measures.x(arrow.to());
    int end = at + sign * 12;
    return String.format(
            Locale.ROOT,
            "<path class=\"shaft\" d=\"M%d %dh%dv14H%d\"/>\n",
            at + sign * 3,
            line - 7,
            sign * (LOOP_WIDTH - 8),
            end)
        + head(end, line + 7, -sign)
        + end(arrow, at, end, line + 7);
  }

  private void drawEvent(Event event) {
    int line = y + 18;
    int at = measures.x(event.column());
    text("time", 8, line + 4, time(event.nanos()));
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"event\" x=\"%d\" y=\"%d\" width=\"10\" height=\"10\" rx=\"2\"/>\n",
            at - 5,
            line - 5));
    Side side = measures.side(event.column(), 12, event.text().length());
    text(
        "fate" + side.anchor(),
        at + side.sign() * 12,
        line + 4,
        ArrowWords.shortened(event.text(), side.characters()));
    y += LOW_HEIGHT;
  }

  private void drawGap(Gap gap) {
    String length =
        String.format(Locale.ROOT, "%,.1f ms in which nothing was seen", gap.lengthNanos() / 1e6);
    svg.append(
        String.format(
            Locale.ROOT,
            "<path class=\"gap\" d=\"M%d %dH%d\"/>\n",
            TIME_WIDTH,
            y + 14,
            measures.width() - 8));
    text("gaptext start", TIME_WIDTH + 8, y + 10, length);
    y += LOW_HEIGHT - 8;
  }

  private void drawFailed(Failed failed) {
    int line = y + 22;
    svg.append("<g id=\"failed\">\n");
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"failline\" x=\"0\" y=\"%d\" width=\"%d\" height=\"24\"/>\n",
            line - 12,
            measures.width()));
    text("time failtime", 8, line + 4, time(failed.nanos()));
    String where = failed.text().isEmpty() ? "" : " at " + failed.text();
    int start = TIME_WIDTH + 8;
    String words =
        ArrowWords.shortened("the test failed here" + where, measures.charactersAfter(start));
    text("failtext start", start, line + 4, words);
    svg.append("</g>\n");
    y += 44;
  }

  private void text(String classes, int at, int baseline, String text) {
    svg.append(
            String.format(
                Locale.ROOT, "<text class=\"%s\" x=\"%d\" y=\"%d\">", classes, at, baseline))
        .append(Html.escaped(text))
        .append("</text>\n");
  }

  private String time(long nanos) {
    return new TimelineClock(exchange.zeroNanos(), "").time(nanos);
  }
}
