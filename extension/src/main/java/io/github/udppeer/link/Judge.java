package io.github.udppeer.link;

import io.github.udppeer.internal.text.Words;
import java.util.Locale;

/** Asks the rules, in their order, what is to become of a datagram. */
final class Judge {

  private final String link;
  private final LinkFailures failures;

  Judge(String link, LinkFailures failures) {
    this.link = link;
    this.failures = failures;
  }

  /** Something else threw than a rule. */
  void broke(Throwable thrown) {
    failures.threw(
        String.format(Locale.ROOT, "link \"%s\" could not deal with a datagram: ", link), thrown);
  }

  /** Asks those rules that were in force when the datagram entered. */
  void judge(Flight flight) {
    for (LinkFault rule : flight.rules()) {
      flight.consulted();
      if (rule.isFor(flight.direction())) {
        judge(flight, rule);
      }
      if (flight.isDropped()) {
        return;
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // there is one that passes
  private void judge(Flight flight, LinkFault rule) {
    try {
      Verdict verdict = rule.decide(flight);
      if (verdict != Verdict.pass()) {
        verdict.on(flight);
        flight.applied(rule, verdict);
      }
    } catch (Throwable thrown) { // whatever a user's function throws is the test's to know
      failures.threw(
          String.format(
              Locale.ROOT,
              "the rule \"%s\" of link \"%s\" threw on datagram %s %s (%s): ",
              rule.description(),
              link,
              Words.number(flight.index() + 1),
              flight.direction(),
              Words.bytes(flight.length())),
          thrown);
    }
  }
}
