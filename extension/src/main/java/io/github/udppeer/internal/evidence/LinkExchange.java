package io.github.udppeer.internal.evidence;

import io.github.udppeer.internal.evidence.ExchangeDatagram.Fate;
import io.github.udppeer.internal.evidence.ExchangeDatagram.Via;
import io.github.udppeer.internal.evidence.ExchangePeer.Figures;
import io.github.udppeer.internal.text.ShownPayload;
import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.timeline.LinkHistory;
import io.github.udppeer.internal.timeline.LinkHistory.Carried;
import io.github.udppeer.internal.timeline.LinkHistory.Step;
import io.github.udppeer.internal.timeline.Standing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Shows a link as one more participant of an exchange: what came to it, and what it sent on. */
public final class LinkExchange {

  private static final int LONGEST_VERDICT = 70;

  private final LinkHistory history;
  private final Optional<UnaryOperator<byte[]>> redactor;

  private LinkExchange(LinkHistory history, Optional<UnaryOperator<byte[]>> redactor) {
    this.history = history;
    this.redactor = redactor;
  }

  /**
   * Returns the link as a report shows it.
   *
   * @param redactor what is to be done to each payload before anybody sees it
   */
  public static ExchangePeer of(LinkHistory history, Optional<UnaryOperator<byte[]>> redactor) {
    return new LinkExchange(history, redactor).participant();
  }

  private ExchangePeer participant() {
    LinkHistory.Figures counts = history.figures();
    return new ExchangePeer(
        history.name(),
        history.ports().get(0),
        history.steps().stream().flatMap(step -> datagram(step).stream()).toList(),
        List.of(),
        new Figures(
            counts.entered(),
            counts.sent(),
            counts.held(),
            counts.kernelDrops(),
            0,
            0,
            counts.leftOut()),
        Optional.of(
            new ExchangePeer.Beyond(
                "link \"" + history.name() + "\"", Set.copyOf(history.ports()), notes())));
  }

  private Optional<ExchangeDatagram> datagram(Step step) {
    return step.datagram()
        .map(
            carried ->
                new ExchangeDatagram(
                    carried.entered(),
                    step.nanos(),
                    carried.entered() ? carried.from() : carried.to(),
                    shown(carried),
                    new Fate(Standing.CONSUMED, false, carried.wireLength(), false, false),
                    Optional.of(new Via(carried.port(), verdict(step)))));
  }

  /** What left at once needs no words. */
  private static String verdict(Step step) {
    boolean isTold = step.isNotable() || step.datagram().filter(Carried::entered).isPresent();
    return isTold ? Words.printable(step.verb() + step.beside(), LONGEST_VERDICT) : "";
  }

  private ShownPayload shown(Carried carried) {
    byte[] bytes = new byte[carried.bytes().remaining()];
    carried.bytes().get(carried.bytes().position(), bytes);
    return redactor
        .map(taking -> ShownPayload.beginning(bytes, carried.wireLength(), taking))
        .orElseGet(() -> ShownPayload.beginning(bytes, carried.wireLength()));
  }

  private List<ExchangePeer.Note> notes() {
    return history.steps().stream()
        .filter(step -> step.datagram().isEmpty())
        .map(
            step ->
                new ExchangePeer.Note(step.nanos(), (step.verb() + " " + step.beside()).strip()))
        .toList();
  }
}
