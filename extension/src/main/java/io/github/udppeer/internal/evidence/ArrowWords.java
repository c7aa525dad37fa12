package io.github.udppeer.internal.evidence;

import io.github.udppeer.internal.evidence.Diagram.Arrow;
import io.github.udppeer.internal.text.PayloadText;
import io.github.udppeer.internal.text.ShownPayload;
import io.github.udppeer.internal.text.Words;
import java.util.Locale;

/** What is written of an arrow, beside it and in its class. */
final class ArrowWords {

  private static final int MOST_CHARACTERS = 64;
  private static final int LOOP_CHARACTERS = 24;

  private ArrowWords() {}

  static String classes(Arrow arrow) {
    ExchangeDatagram datagram = arrow.datagram();
    return "row"
        + (datagram.isPending() ? " pending" : "")
        + (datagram.fate().asserted() ? " asserted" : "")
        + (arrow.way().isMissing() ? " missing" : "")
        + (datagram.isTruncated() ? " truncated" : "");
  }

  /** Returns the beginning of the payload, and the length. */
  static String beginning(DiagramMeasures measures, Arrow arrow) {
    ShownPayload payload = arrow.datagram().payload();
    String size = Words.number(payload.wireLength()) + " B";
    int characters = measures.charactersBetween(arrow.from(), arrow.to());
    int most = arrow.from() == arrow.to() ? LOOP_CHARACTERS : MOST_CHARACTERS;
    int room = Math.min(most, characters - size.length() - 3);
    return PayloadText.beginning(payload.bytes(), room) + " · " + size;
  }

  /** Returns what became of it. */
  static String fate(Arrow arrow) {
    return arrow.way().isMissing() ? "not captured there" : DatagramMarks.shortly(arrow.datagram());
  }

  /** Words of any length, as a rule's name: the sheets have the whole of what an arrow says. */
  static String shortened(String words, int most) {
    return words.length() <= most ? words : words.substring(0, most - 1) + "…";
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
}
