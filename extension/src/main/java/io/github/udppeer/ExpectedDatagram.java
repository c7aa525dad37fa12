package io.github.udppeer;

import io.github.udppeer.report.Words;
import java.util.List;
import java.util.Optional;

/**
 * One of several datagrams that an assertion waits for.
 *
 * @param words which it is, for messages
 * @param matcher which it is
 * @param payload its whole payload, where that is what is expected
 */
record ExpectedDatagram(String words, DatagramMatcher matcher, Optional<byte[]> payload) {

  static ExpectedDatagram text(String text) {
    return new ExpectedDatagram(
        Words.quoted(text), DatagramMatcher.text(text), Optional.of(Payloads.utf8(text)));
  }

  static ExpectedDatagram matching(DatagramMatcher matcher) {
    return new ExpectedDatagram(matcher.toString(), matcher, Optional.empty());
  }

  static List<ExpectedDatagram> texts(List<String> texts) {
    return texts.stream().map(ExpectedDatagram::text).toList();
  }

  /** What is looked for elsewhere when it has not come. */
  Expected expected() {
    return payload.map(Expected::payload).orElseGet(() -> Expected.matching(matcher));
  }
}
