package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.core.CaptureView;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.text.PayloadKinship;
import io.github.udppeer.internal.text.Words;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What the payload of a datagram has to do with those before and behind it, and with the request
 * that it may be the reply to. What a redactor has changed is compared with nothing.
 */
final class NeighbourFacts {

  /** Fewer bytes are often the same. */
  private static final int LEAST_REPEATED = 2;

  private static final int MOST_EXPECTED = 10;
  private static final int MOST_SENT = 1000;

  private final Peer peer;
  private final CapturedDatagram actual;
  private final Optional<CapturedDatagram> previous;

  NeighbourFacts(CapturedDatagram actual) {
    this.peer = actual.peer();
    this.actual = actual;
    this.previous = received(actual.index() - 1);
  }

  /** Says whether it is the one before it once more: sent twice, or doubled on its way. */
  Optional<String> twice() {
    return previous
        .filter(before -> isComparable() && isRepeated(before))
        .map(before -> Causes.repeated(name(actual), name(before), between(before)));
  }

  private boolean isRepeated(CapturedDatagram before) {
    byte[] payload = actual.whole();
    return payload.length >= LEAST_REPEATED
        && before.source().equals(actual.source())
        && Arrays.equals(payload, before.whole());
  }

  private String between(CapturedDatagram before) {
    Duration time = actual.sinceOpened().minus(before.sinceOpened());
    return Words.duration(time);
  }

  /**
   * Says what it is instead of what was expected.
   *
   * @param wanted what was expected, and what may have come with it
   */
  List<String> insteadOf(List<byte[]> wanted) {
    if (wanted.isEmpty() || !isComparable()) {
      return List.of();
    }
    byte[] expected = wanted.get(0);
    return Stream.of(
            request(expected), staleTail(expected), together(expected), holdsTwo(wanted), twice())
        .flatMap(Optional::stream)
        .toList();
  }

  /** The same where no more than its beginning was expected. */
  List<String> insteadOfStart(byte[] start) {
    if (!isComparable()) {
      return List.of();
    }
    return Stream.concat(request(start).stream(), twice().stream()).toList();
  }

  private Optional<String> request(byte[] expected) {
    return lastSent()
        .flatMap(
            sent -> {
              String request = name(sent) + " sent";
              byte[] payload = actual.whole();
              int same = PayloadKinship.requestsStart(expected, payload, sent.whole());
              if (same == 0) {
                return Optional.empty();
              }
              return Optional.of(
                  Arrays.equals(payload, sent.whole())
                      ? Causes.isRequest(name(actual), request)
                      : Causes.requestsStart(name(actual), same, request));
            });
  }

  private Optional<String> staleTail(byte[] expected) {
    return previous
        .flatMap(before -> staleTail(expected, before, name(before)))
        .or(
            () ->
                lastSent()
                    .flatMap(
                        sent ->
                            staleTail(expected, sent, "the request, " + name(sent) + " sent,")));
  }

  private Optional<String> staleTail(byte[] expected, CapturedDatagram before, String name) {
    OptionalInt offset = PayloadKinship.staleTail(expected, actual.whole(), before.whole());
    return offset.isEmpty()
        ? Optional.empty()
        : Optional.of(Causes.staleTail(name(actual), offset.getAsInt(), name));
  }

  private Optional<String> together(byte[] expected) {
    return together(expected, previous, Optional.of(actual))
        .or(() -> together(expected, Optional.of(actual), received(actual.index() + 1)));
  }

  private static Optional<String> together(
      byte[] expected, Optional<CapturedDatagram> first, Optional<CapturedDatagram> second) {
    return first.isPresent()
            && second.isPresent()
            && PayloadKinship.isTogether(expected, first.get().whole(), second.get().whole())
        ? Optional.of(Causes.together(name(first.get()), name(second.get())))
        : Optional.empty();
  }

  private Optional<String> holdsTwo(List<byte[]> wanted) {
    byte[] payload = actual.whole();
    byte[] expected = wanted.get(0);
    return wanted.stream()
        .skip(1)
        .limit(MOST_EXPECTED)
        .filter(other -> PayloadKinship.isTogether(payload, expected, other))
        .findFirst()
        .map(other -> "another one that is expected")
        .or(() -> holding(payload, expected))
        .map(other -> Causes.holdsTwo(name(actual), other));
  }

  private Optional<String> holding(byte[] payload, byte[] expected) {
    if (PayloadKinship.isTogether(payload, expected, expected)) {
      return Optional.of("the same once more");
    }
    return Stream.of(previous, received(actual.index() + 1))
        .flatMap(Optional::stream)
        .filter(other -> PayloadKinship.isTogether(payload, expected, other.whole()))
        .findFirst()
        .map(other -> "the payload of " + name(other));
  }

  private boolean isComparable() {
    return actual.isReceived() && actual.isShownWhole();
  }

  private static String name(CapturedDatagram datagram) {
    return "number " + Words.number(datagram.index() + 1);
  }

  /** One that the peer received, if it still holds it and people may see it. */
  private Optional<CapturedDatagram> received(long index) {
    try (CaptureView view = peer.socket().captured()) {
      long entry = index - view.index(0);
      return entry < 0 || entry >= view.size()
          ? Optional.empty()
          : Optional.of(CapturedDatagram.received(peer, view, (int) entry))
              .filter(CapturedDatagram::isShownWhole);
    }
  }

  /** The last that the peer had sent to where the datagram came from, or to many at once. */
  private Optional<CapturedDatagram> lastSent() {
    long came = actual.nanos();
    try (CaptureView view = peer.socket().sent()) {
      for (int entry = view.size() - 1; entry >= Math.max(0, view.size() - MOST_SENT); entry--) {
        if (view.nanos(entry) - came < 0
            && (view.address(entry).equals(actual.source())
                || view.address(entry).getAddress().isMulticastAddress())) {
          return Optional.of(CapturedDatagram.sent(peer, view, entry))
              .filter(CapturedDatagram::isShownWhole);
        }
      }
      return Optional.empty();
    }
  }
}
