package io.github.udppeer.internal.script;

import io.github.udppeer.internal.assertj.CallSite;
import io.github.udppeer.internal.failure.Expectation;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A rule as a test says it, word by word; its first reply, or its end, puts it in force. */
public final class RuleDraft {

  private final PeerScript script;
  private final Expectation wanted;
  private final String place;
  private final NextReply next = new NextReply();
  private Rule.Terms terms;
  private Rule.@Nullable Kind kind;
  private @Nullable Rule inForce;

  RuleDraft(PeerScript script, Expectation wanted, boolean isDefault) {
    this.script = script;
    this.wanted = wanted;
    this.terms = Rule.Terms.none(isDefault);
    this.place = script.peer().settings().strict() ? CallSite.outside() : "";
  }

  public synchronized void ignoringFirst(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("ignoringFirst needs 0 or more, but was " + count);
    }
    refuseInForce("ignoringFirst");
    terms = new Rule.Terms(terms.isDefault(), terms.isOverriding(), count, terms.most());
  }

  public synchronized void atMost(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "atMost needs 1 or more, but was " + count + "; for none, say ignore() or never()");
    }
    refuseInForce("atMost");
    terms = new Rule.Terms(terms.isDefault(), terms.isOverriding(), terms.ignoring(), count);
  }

  public synchronized void overriding() {
    refuseInForce("overriding");
    terms = new Rule.Terms(terms.isDefault(), true, terms.ignoring(), terms.most());
  }

  /** Says how the next reply is sent. */
  public synchronized void next(Consumer<NextReply> change) {
    change.accept(next);
  }

  public synchronized void reply(PlannedReply reply) {
    refuseAfter(Rule.Kind.IGNORE, Rule.Kind.NEVER);
    kind = Rule.Kind.REPLY;
    Rule rule = inForce;
    if (rule == null) {
      Rule first = enforced(Rule.Kind.REPLY);
      first.add(next.apply(reply));
      script.enforce(first);
    } else {
      rule.add(next.apply(reply));
    }
  }

  public synchronized void ignore() {
    complete(Rule.Kind.IGNORE);
  }

  public synchronized void never() {
    complete(Rule.Kind.NEVER);
  }

  private void complete(Rule.Kind completed) {
    refuseAfter(Rule.Kind.values());
    if (terms.isCounting() || !next.isDirect()) {
      throw new IllegalStateException(
          "a rule that replies nothing has no use for ignoringFirst, atMost, or how to reply: on "
              + wanted);
    }
    kind = completed;
    script.enforce(enforced(completed));
  }

  private Rule enforced(Rule.Kind of) {
    Rule rule = new Rule(wanted, terms, of, place, script.nextIndex());
    inForce = rule;
    return rule;
  }

  private void refuseInForce(String what) {
    if (kind != null) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "say %s before the first reply: the rule %s is in force already",
              what,
              this));
    }
  }

  private void refuseAfter(Rule.Kind... kinds) {
    if (kind != null && List.of(kinds).contains(kind)) {
      throw new IllegalStateException(
          "the rule \"" + this + "\" is complete; begin another one with on(...)");
    }
  }

  /** Whether it does not say yet what to do, or how to send a reply that does not follow. */
  synchronized boolean isIncomplete() {
    return kind == null || !next.isDirect();
  }

  public String place() {
    return place.isEmpty() ? "" : ", declared at " + place;
  }

  @Override
  public synchronized String toString() {
    String words =
        inForce == null ? Rule.subject(wanted, terms) + ": nothing yet" : inForce.toString();
    return next.isDirect() ? words : words + " (" + next + ", but no reply follows)";
  }
}
