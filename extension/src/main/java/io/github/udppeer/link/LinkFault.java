package io.github.udppeer.link;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A rule in force on a link, from its declaration until it is closed: {@code try (LinkFault outage
 * = link.partition()) {…}} ends it with the block.
 *
 * <p>What was sent on this machine before it was declared is not subject to it, and what was sent
 * before it is closed is.
 *
 * @since 0.1.0
 */
public final class LinkFault implements AutoCloseable {

  /** Decides for the datagrams of one direction. */
  @FunctionalInterface
  interface Decision {
    Verdict on(Passage passage);
  }

  /** Makes the decision of one direction, which counts and has random numbers of its own. */
  @FunctionalInterface
  interface Start {
    Decision with(SplittableRandom random);
  }

  /**
   * What a rule is to be.
   *
   * @param effect what it does, in words; empty where each verdict says it
   * @param which to which datagrams, in words
   * @param runsUserCode whether a function of the test decides
   * @param start makes its decisions
   * @param place where it was declared, of a strict link, else empty
   */
  record Plan(String effect, String which, boolean runsUserCode, Start start, String place) {

    Plan(String effect, String which, boolean runsUserCode, Start start) {
      this(effect, which, runsUserCode, start, "");
    }

    Plan at(String where) {
      return new Plan(effect, which, runsUserCode, start, where);
    }
  }

  /** The rule in one direction; the link's lock guards its counts. */
  private static final class Branch {
    final Decision decision;
    long asked;
    long applied;

    Branch(Decision decision) {
      this.decision = decision;
    }
  }

  private final RuleBook book;
  private final Plan plan;
  private final Set<LinkDirection> directions;
  private final Map<LinkDirection, Branch> branches = new EnumMap<>(LinkDirection.class);

  /** Whether the book has forgotten it, and has its figure in its sums. */
  private boolean forgotten;

  LinkFault(RuleBook book, Plan plan, Set<LinkDirection> directions, long seed) {
    this.book = book;
    this.plan = plan;
    this.directions = EnumSet.copyOf(directions);
    SplittableRandom streams = new SplittableRandom(seed);
    for (LinkDirection direction : LinkDirection.values()) { // each has its stream, used or not
      branches.put(direction, new Branch(plan.start().with(streams.split())));
    }
  }

  /**
   * Returns what it does, as messages have it.
   *
   * @return such as {@code drop: first 2}, or the name of a rule that was given one
   */
  public String description() {
    return plan.effect().isEmpty() ? plan.which() : plan.effect() + ": " + plan.which();
  }

  /** Where the rule of a strict link was declared: {@code , declared at PingTests.java:24}. */
  String place() {
    return plan.place().isEmpty() ? "" : ", declared at " + plan.place();
  }

  /**
   * Returns to how many datagrams it has applied. What was sent on this machine before is counted.
   *
   * @return datagrams, of both directions where it is for both
   */
  public long applied() {
    return book.settled(() -> appliedIn(directions));
  }

  /** Ends it. Closing again does nothing. */
  @Override
  public void close() {
    book.remove(this);
  }

  String which() {
    return plan.which();
  }

  boolean runsUserCode() {
    return plan.runsUserCode();
  }

  Set<LinkDirection> directions() {
    return directions;
  }

  boolean isFor(LinkDirection direction) {
    return directions.contains(direction);
  }

  RuleBook book() {
    return book;
  }

  /** Decides; only whoever judges the link's datagrams calls it. */
  Verdict decide(Passage passage) {
    return branch(passage.direction()).decision.on(passage);
  }

  private Branch branch(LinkDirection direction) {
    return Objects.requireNonNull(branches.get(direction));
  }

  void countAsked(LinkDirection direction) {
    branch(direction).asked++;
  }

  void countApplied(LinkDirection direction) {
    branch(direction).applied++;
    if (forgotten) {
      book.appliedLate(appliedIn(directions) == 1);
    }
  }

  /** The book has its figure in its sums from now on. */
  void forget() {
    forgotten = true;
  }

  long askedIn(Set<LinkDirection> which) {
    return which.stream().mapToLong(direction -> branch(direction).asked).sum();
  }

  long appliedIn(Set<LinkDirection> which) {
    return which.stream().mapToLong(direction -> branch(direction).applied).sum();
  }

  @Override
  public String toString() {
    String way = directions.size() > 1 ? "both ways" : directions.iterator().next().toString();
    return way + "  " + description();
  }
}
