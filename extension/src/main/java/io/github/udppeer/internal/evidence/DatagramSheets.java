package io.github.udppeer.internal.evidence;

import io.github.udppeer.internal.evidence.Diagram.Arrow;
import io.github.udppeer.internal.text.PayloadText;
import io.github.udppeer.internal.text.Words;
import java.util.List;
import java.util.Locale;

/** The sheets of a page, one for each arrow: what is known of the datagram, and its bytes. */
final class DatagramSheets {

  private static final int MANY = 250;
  private static final int BYTES_OF_FEW = 2048;
  private static final int BYTES_OF_MANY = 512;

  private final Exchange exchange;
  private final Diagram diagram;
  private final List<Arrow> arrows;
  private final int mostBytes;

  DatagramSheets(Exchange exchange, Diagram diagram) {
    this.exchange = exchange;
    this.diagram = diagram;
    this.arrows = diagram.arrows();
    this.mostBytes = arrows.size() <= MANY ? BYTES_OF_FEW : BYTES_OF_MANY;
  }

  void appendTo(StringBuilder html) {
    for (int number = 1; number <= arrows.size(); number++) {
      append(html, number, arrows.get(number - 1));
    }
  }

  private void append(StringBuilder html, int number, Arrow arrow) {
    html.append(
        String.format(
            Locale.ROOT,
            "<section class=\"sheet\" id=\"d%d\" aria-label=\"%s\">\n",
            number,
            Html.escaped(ArrowWords.spoken(diagram, arrow, number))));
    html.append("<nav>");
    html.append(
        String.format(
            Locale.ROOT,
            "<strong>Datagram %s of %s</strong>",
            Words.number(number),
            Words.number(arrows.size())));
    link(html, number > 1 ? "#d" + (number - 1) : "", "previous");
    link(html, number < arrows.size() ? "#d" + (number + 1) : "", "next");
    link(html, "#r" + number, "close");
    html.append("</nav>\n<p>").append(Html.escaped(facts(arrow))).append("</p>\n");
    html.append("<pre>").append(Html.escaped(bytes(arrow.datagram()))).append("</pre>\n");
    html.append("</section>\n");
  }

  private static void link(StringBuilder html, String target, String words) {
    if (!target.isEmpty()) {
      html.append(String.format(Locale.ROOT, "<a href=\"%s\">%s</a>", target, words));
    }
  }

  private String facts(Arrow arrow) {
    ExchangeDatagram datagram = arrow.datagram();
    String marks = arrow.way().isMissing() ? "not captured there" : DatagramMarks.of(datagram);
    return String.format(
        Locale.ROOT,
        "%s → %s\n%s, %s%s%s",
        diagram.columns().get(arrow.from()).name(),
        diagram.columns().get(arrow.to()).name(),
        Words.bytes(datagram.payload().wireLength()),
        (arrow.isTimeKnown() ? "" : "no later than ") + exchange.clock().at(arrow.nanos()),
        captured(arrow),
        marks.isEmpty() ? "" : "\n" + marks);
  }

  private static String captured(Arrow arrow) {
    if (arrow.way().capturedNanos().isEmpty()) {
      return "";
    }
    double millis = (arrow.way().capturedNanos().getAsLong() - arrow.nanos()) / 1e6;
    String found = arrow.datagram().fate().together() ? "found queued" : "captured";
    return String.format(Locale.ROOT, ", %s %,.2f ms after it was sent", found, millis);
  }

  private String bytes(ExchangeDatagram datagram) {
    byte[] bytes = datagram.payload().bytes();
    if (bytes.length == 0) {
      return "no bytes";
    }
    String rows = PayloadText.rows(bytes, mostBytes);
    return bytes.length <= mostBytes
        ? rows
        : rows + Words.bytes(bytes.length - mostBytes) + " more; the capture file has them all";
  }
}
