package io.github.udppeer.internal.evidence;

import io.github.udppeer.internal.text.ShownPayload;
import io.github.udppeer.internal.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is to be said of a datagram beside its bytes. */
final class DatagramMarks {

  private DatagramMarks() {}

  /** Returns the marks in one line; empty when there is nothing to say. */
  static String of(ExchangeDatagram datagram) {
    List<String> marks = list(datagram, redacted(datagram.payload()));
    if (datagram.fate().together()) {
      marks.add("found queued, so it came no later than this");
    }
    return String.join(", ", marks);
  }

  /** Returns the marks as they fit under an arrow. */
  static String shortly(ExchangeDatagram datagram) {
    return String.join(" · ", list(datagram, "redacted"));
  }

  private static List<String> list(ExchangeDatagram datagram, String redacted) {
    List<String> marks = new ArrayList<>();
    datagram.via().map(ExchangeDatagram.Via::verdict).ifPresent(marks::add);
    if (datagram.received() && datagram.via().isEmpty()) {
      marks.add(datagram.fate().standing().words());
    }
    if (datagram.fate().peeked()) {
      marks.add("peeked");
    }
    if (datagram.isTruncated()) {
      marks.add("truncated to " + Words.number(datagram.fate().keptBytes()));
    }
    if (datagram.payload().isRedacted()) {
      marks.add(redacted);
    }
    if (datagram.fate().asserted()) {
      marks.add("asserted");
    }
    marks.removeIf(String::isEmpty);
    return marks;
  }

  /** Says how long it was, for what is shown may be shorter or longer. */
  private static String redacted(ShownPayload payload) {
    return String.format(
        Locale.ROOT, "redacted (%s on the wire)", Words.bytes(payload.wireLength()));
  }
}
