package io.github.udppeer.link;

import io.github.udppeer.report.CallSite;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The rules of a link, in the order of their declaration; a change makes a new list. */
final class RuleBook {

  /** What a link does so that a change counts from now on, and a figure for all before. */
  interface Settling {

    /** Runs a step under the lock when all that came so far is under way by the present rules. */
    <T> T drained(Supplier<T> step);

    /** Fails where the link is closed. */
    void requireOpen();

    /** Tells whether a rule that never applied fails the test. */
    boolean isStrict();

    /** Runs a step under the lock when all that came so far is judged. */
    <T> T settled(Supplier<T> step);
  }

  private static final int MOST_ENDED = 256;
  private static final LinkFault[] NONE = {};

  private final Settling link;
  private final long seed;
  private final List<LinkFault> known = new ArrayList<>();
  private LinkFault[] active = NONE;
  private boolean runsUserCode;
  private long declared;

  RuleBook(Settling link, long seed) {
    this.link = link;
    this.seed = seed;
  }

  LinkFault add(LinkFault.Plan planned, Set<LinkDirection> directions) {
    LinkFault.Plan plan = link.isStrict() ? planned.at(CallSite.outside()) : planned;
    return link.drained(
        () -> {
          link.requireOpen();
          // the same rule of the same link has the same stream in each run
          LinkFault rule =
              new LinkFault(this, plan, directions, seed + declared++ * 0x9e3779b97f4a7c15L);
          LinkFault[] more = Arrays.copyOf(active, active.length + 1);
          more[active.length] = rule;
          known.add(rule);
          change(more);
          return rule;
        });
  }

  void remove(LinkFault rule) {
    link.drained(
        () -> {
          change(Arrays.stream(active).filter(each -> each != rule).toArray(LinkFault[]::new));
          forgetOldest();
          return rule;
        });
  }

  private void change(LinkFault[] rules) {
    active = rules;
    runsUserCode = Arrays.stream(rules).anyMatch(LinkFault::runsUserCode);
  }

  /** Rules that have ended are told of too, but not for ever. */
  private void forgetOldest() {
    if (known.size() > active.length + MOST_ENDED) {
      known.stream()
          .filter(rule -> !isActive(rule))
          .filter(rule -> rule.appliedIn(rule.directions()) > 0)
          .findFirst()
          .ifPresent(known::remove);
    }
  }

  // The link's lock guards what follows.

  LinkFault[] active() {
    return active;
  }

  boolean isActive(LinkFault rule) {
    return Arrays.asList(active).contains(rule);
  }

  /** Whether a function of the test decides on what enters now. */
  boolean runsUserCode() {
    return runsUserCode;
  }

  /** Those in force, and those that were. */
  List<LinkFault> known() {
    return List.copyOf(known);
  }

  <T> T settled(Supplier<T> step) {
    return link.settled(step);
  }
}
