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
  void judge(Passing passing) {
    for (LinkFault rule : passing.rules()) {
      passing.consulted();
      if (rule.isFor(passing.direction())) {
        judge(passing, rule);
      }
      if (passing.isDropped()) {
        return;
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // there is one that passes
  private void judge(Passing passing, LinkFault rule) {
    try {
      Verdict verdict = rule.decide(passing);
      if (verdict != Verdict.pass()) {
        verdict.on(passing);
        passing.applied(rule, verdict);
      }
    } catch (Throwable thrown) { // whatever a user's function throws is the test's to know
      failures.threw(
          String.format(
              Locale.ROOT,
              "the rule \"%s\" of link \"%s\" threw on datagram %s %s (%s): ",
              rule.description(),
              link,
              Words.number(passing.index() + 1),
              passing.direction(),
              Words.bytes(passing.length())),
          thrown);
    }
  }
}
