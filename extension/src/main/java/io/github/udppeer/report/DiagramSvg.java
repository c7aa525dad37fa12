package io.github.udppeer.report;

import io.github.udppeer.report.Diagram.Arrow;
import io.github.udppeer.report.Diagram.Event;
import io.github.udppeer.report.Diagram.Failed;
import io.github.udppeer.report.Diagram.Gap;
import io.github.udppeer.report.Diagram.Row;
import java.util.Locale;

/** Draws a diagram. Each arrow is a link to the sheet that shows its bytes. */
final class DiagramSvg {

  private static final int TIME_WIDTH = 112;
  private static final int LOOP_WIDTH = 56;
  private static final int ARROW_HEIGHT = 54;
  private static final int LOW_HEIGHT = 34;
  private static final double CHARACTER_WIDTH = 7.3;
  private static final int MOST_CHARACTERS = 64;
  private static final int LOOP_CHARACTERS = 24;

  private final Exchange exchange;
  private final Diagram diagram;
  private final StringBuilder svg = new StringBuilder();
  private int y = 8;
  private int arrows;

  private DiagramSvg(Exchange exchange, Diagram diagram) {
    this.exchange = exchange;
    this.diagram = diagram;
  }

  static String of(Exchange exchange, Diagram diagram) {
    DiagramSvg drawing = new DiagramSvg(exchange, diagram);
    diagram.rows().forEach(drawing::draw);
    return drawing.framed();
  }

  /** How wide a column is, the fewer the wider. */
  static int columnWidth(Diagram diagram) {
    return switch (diagram.columns().size()) {
      case 0, 1 -> 720;
      case 2 -> 400;
      case 3 -> 300;
      case 4 -> 240;
      default -> 200;
    };
  }

  static int timeWidth() {
    return TIME_WIDTH;
  }

  static int width(Diagram diagram) {
    return TIME_WIDTH + columnWidth(diagram) * diagram.columns().size();
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
              x(column),
              x(column),
              height));
    }
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" role=\"group\"",
            width(diagram),
            height)
        + " aria-label=\"sequence diagram\">\n"
        + lifelines
        + svg
        + "</svg>\n";
  }

  private int x(int column) {
    return TIME_WIDTH + columnWidth(diagram) * column + columnWidth(diagram) / 2;
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
    ExchangeDatagram datagram = arrow.datagram();
    int line = y + 28;
    svg.append(
        String.format(
            Locale.ROOT,
            "<a id=\"r%d\" href=\"#d%d\" class=\"%s\" aria-label=\"%s\">\n",
            number,
            number,
            classes(arrow),
            Html.escaped(spoken(diagram, arrow, number))));
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"hit\" x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n",
            y,
            width(diagram),
            ARROW_HEIGHT));
    text("time", 8, line + 4, (arrow.isTimeKnown() ? "" : "≤ ") + time(arrow.nanos()));
    boolean loop = arrow.from() == arrow.to();
    svg.append(loop ? loop(arrow, line) : straight(arrow, line));
    int middle = loop ? x(arrow.to()) + LOOP_WIDTH + 10 : (x(arrow.from()) + x(arrow.to())) / 2;
    text(loop ? "what start" : "what", middle, line - 8, words(arrow));
    text(loop ? "fate start" : "fate", middle, line + 19, fate(arrow, datagram));
    svg.append("</a>\n");
    y += ARROW_HEIGHT;
  }

  private static String classes(Arrow arrow) {
    ExchangeDatagram datagram = arrow.datagram();
    return "row"
        + (datagram.isPending() ? " pending" : "")
        + (datagram.fate().asserted() ? " asserted" : "")
        + (arrow.way().isMissing() ? " missing" : "")
        + (datagram.isTruncated() ? " truncated" : "");
  }

  /** The arrow's head says the fate too: full when it was taken, hollow while it is pending. */
  private String straight(Arrow arrow, int line) {
    int from = x(arrow.from());
    int to = x(arrow.to());
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

  private String loop(Arrow arrow, int line) {
    int at = x(arrow.to());
    return String.format(
            Locale.ROOT,
            "<path class=\"shaft\" d=\"M%d %dh%dv14H%d\"/>\n",
            at + 3,
            line - 7,
            LOOP_WIDTH - 8,
            at + 12)
        + head(at + 12, line + 7, -1)
        + end(arrow, at, at + 12, line + 7);
  }

  private String words(Arrow arrow) {
    ShownPayload payload = arrow.datagram().payload();
    String size = Words.number(payload.wireLength()) + " B";
    int span = Math.max(1, Math.abs(arrow.to() - arrow.from()));
    int characters = (int) ((span * columnWidth(diagram) - 40) / CHARACTER_WIDTH);
    int most = arrow.from() == arrow.to() ? LOOP_CHARACTERS : MOST_CHARACTERS;
    int room = Math.min(most, characters - size.length() - 3);
    return PayloadText.beginning(payload.bytes(), room) + " · " + size;
  }

  private static String fate(Arrow arrow, ExchangeDatagram datagram) {
    return arrow.way().isMissing() ? "not captured there" : DatagramMarks.shortly(datagram);
  }

  /** What a screen reader says of an arrow. */
  static String spoken(Diagram diagram, Arrow arrow, int number) {
    return String.format(
        Locale.ROOT,
        "datagram %s, %s, from %s to %s",
        Words.number(number),
        Words.bytes(arrow.datagram().payload().wireLength()),
        diagram.columns().get(arrow.from()).name(),
        diagram.columns().get(arrow.to()).name());
  }

  private void drawEvent(Event event) {
    int line = y + 18;
    int at = x(event.column());
    text("time", 8, line + 4, time(event.nanos()));
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"event\" x=\"%d\" y=\"%d\" width=\"10\" height=\"10\" rx=\"2\"/>\n",
            at - 5,
            line - 5));
    text("fate start", at + 12, line + 4, event.text());
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
            width(diagram) - 8));
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
            width(diagram)));
    text("time failtime", 8, line + 4, time(failed.nanos()));
    String where = failed.text().isEmpty() ? "" : " at " + failed.text();
    text("failtext start", TIME_WIDTH + 8, line + 4, "the test failed here" + where);
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
    return new Timeline.Clock(exchange.zeroNanos(), "").time(nanos);
  }
}
