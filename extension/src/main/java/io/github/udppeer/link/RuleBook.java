package io.github.udppeer.link;

import io.github.udppeer.internal.assertj.CallSite;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
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

    /** Returns whether a rule that never applied fails the test. */
    boolean isStrict();

    /** Runs a step under the lock when all that came so far is judged. */
    <T> T settled(Supplier<T> step);
  }

  /**
   * What a message says of the rules.
   *
   * @param rules those in force, and the latest of those that have ended, in their order
   * @param forgotten how many have ended and are not among these
   * @param forgottenUnused how many of those never applied
   * @param forgottenApplied to how many datagrams those have applied, each rule counted by itself
   */
  record Known(
      List<LinkFault> rules, long forgotten, long forgottenUnused, long forgottenApplied) {}

  private static final int MOST_ENDED = 256;
  private static final LinkFault[] NONE = {};

  private final Settling link;
  private final long seed;
  private final Set<LinkFault> known = new LinkedHashSet<>();
  private final Deque<LinkFault> ended = new ArrayDeque<>();
  private LinkFault[] active = NONE;
  private int withUserCode;
  private long declared;
  private long forgotten;
  private long forgottenUnused;
  private long forgottenApplied;

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
          active = more;
          withUserCode += rule.runsUserCode() ? 1 : 0;
          known.add(rule);
          return rule;
        });
  }

  void remove(LinkFault rule) {
    link.drained(
        () -> {
          int place = Arrays.asList(active).indexOf(rule);
          if (place >= 0) {
            active = without(place);
            withUserCode -= rule.runsUserCode() ? 1 : 0;
            ended.add(rule);
            forgetOldest();
          }
          return rule;
        });
  }

  private LinkFault[] without(int place) {
    LinkFault[] fewer = Arrays.copyOf(active, active.length - 1);
    System.arraycopy(active, place + 1, fewer, place, fewer.length - place);
    return fewer;
  }

  /** Messages name rules that have ended too, but not for ever; then their number is kept. */
  private void forgetOldest() {
    if (ended.size() > MOST_ENDED) {
      LinkFault oldest = ended.remove();
      long applied = oldest.appliedIn(oldest.directions());
      known.remove(oldest);
      oldest.forget();
      forgotten++;
      forgottenUnused += applied == 0 ? 1 : 0;
      forgottenApplied += applied;
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
    return withUserCode > 0;
  }

  /** A function has decided late, and applied a rule that was forgotten meanwhile. */
  void appliedLate(boolean forTheFirstTime) {
    forgottenApplied++;
    forgottenUnused -= forTheFirstTime ? 1 : 0;
  }

  Known known() {
    return new Known(List.copyOf(known), forgotten, forgottenUnused, forgottenApplied);
  }

  <T> T settled(Supplier<T> step) {
    return link.settled(step);
  }
}
