package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.text.Payloads;
import io.github.udppeer.internal.text.Words;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Says of a datagram that it came truncated, before its bytes are shown. */
public final class TruncationWords {

  private TruncationWords() {}

  /** Says that a datagram came truncated, and if so whether the whole is as expected. */
  static Optional<String> truncation(CapturedDatagram datagram, byte[] expected) {
    return truncation(datagram)
        .map(
            words ->
                Arrays.equals(expected, datagram.whole())
                    ? words + "; whole, it is as expected"
                    : words);
  }

  /** Says that a datagram came truncated; empty where it did not. */
  static Optional<String> truncation(CapturedDatagram datagram) {
    return datagram.isTruncated()
        ? Optional.of(
            String.format(
                Locale.ROOT, "truncated (receiveCapacity = %s)", capacity(datagram.peer())))
        : Optional.empty();
  }

  static String capacity(Peer peer) {
    return Words.number(peer.settings().receiveCapacity());
  }

  public static String butWas(CapturedDatagram actual, byte[] expected) {
    return truncation(actual, expected)
        .map(words -> "but it came " + words + ":")
        .orElse("but was:");
  }

  public static String butWas(CapturedDatagram actual) {
    return truncation(actual).map(words -> "but it came " + words + ":").orElse("but was:");
  }

  public static String butWasWithout(CapturedDatagram actual, byte[] part) {
    String words = butWas(actual);
    return Payloads.contains(actual.whole(), part)
        ? words.substring(0, words.length() - 1) + "; whole, it contains that:"
        : words;
  }

  /** For what expects truncation: that it was not cut is the news then. */
  public static String butWasWhole(CapturedDatagram actual) {
    return actual.isTruncated() || !actual.isReceived()
        ? butWas(actual)
        : String.format(
            Locale.ROOT, "but it came whole (receiveCapacity = %s):", capacity(actual.peer()));
  }
}
