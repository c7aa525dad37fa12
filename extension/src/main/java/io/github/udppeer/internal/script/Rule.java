package io.github.udppeer.internal.script;

import io.github.udppeer.internal.failure.Expectation;
import io.github.udppeer.internal.peer.CapturedDatagram;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A rule in force: which datagrams it takes, and what the peer does with them. */
public final class Rule {

  /** What it does. */
  enum Kind {
    REPLY,
    IGNORE,
    NEVER
  }

  /**
   * What a rule is bound to.
   *
   * @param isDefault whether it takes what no other rule takes
   * @param isOverriding whether it is asked before those that were declared earlier
   * @param ignoring how many datagrams it takes first without a reply
   * @param most how many it answers
   */
  record Terms(boolean isDefault, boolean isOverriding, long ignoring, long most) {

    static final long UNLIMITED = Long.MAX_VALUE;

    static Terms none(boolean isDefault) {
      return new Terms(isDefault, false, 0, UNLIMITED);
    }

    boolean isCounting() {
      return ignoring > 0 || most != UNLIMITED;
    }

    @Override
    public String toString() {
      return (ignoring > 0 ? ", ignoring the first " + ignoring : "")
          + (most < UNLIMITED ? ", at most " + most + " times" : "");
    }
  }

  private final Expectation wanted;
  private final Terms terms;
  private final Kind kind;
  private final String place;
  private final long since;
  private final AtomicLong ignored = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private volatile List<PlannedReply> replies = List.of();
  private volatile boolean excused;

  /** Of the datagrams from this index on. */
  Rule(Expectation wanted, Terms terms, Kind kind, String place, long since) {
    this.wanted = wanted;
    this.terms = terms;
    this.kind = kind;
    this.place = place;
    this.since = since;
  }

  Expectation wanted() {
    return wanted;
  }

  Terms terms() {
    return terms;
  }

  boolean isForbidding() {
    return kind == Kind.NEVER;
  }

  /** Adds a reply; the test's thread does, and whoever takes the replies meanwhile misses it. */
  void add(PlannedReply reply) {
    List<PlannedReply> more = new ArrayList<>(replies);
    more.add(reply);
    replies = List.copyOf(more);
  }

  /** Whether it can take another datagram, and this one came since it is in force. */
  boolean isOpenTo(CapturedDatagram datagram) {
    return answered.get() < terms.most() && datagram.index() >= since;
  }

  /** Counts a datagram, and returns what is to be sent for it. */
  List<PlannedReply> take() {
    if (kind != Kind.REPLY || ignored.get() < terms.ignoring()) {
      ignored.incrementAndGet();
      return List.of();
    }
    answered.incrementAndGet();
    return replies;
  }

  /** An overriding rule took what this one would have taken. */
  void excuse() {
    excused = true;
  }

  boolean isUnused() {
    return kind == Kind.REPLY && answered.get() == 0 && !excused && !terms.isDefault();
  }

  /** Why a rule that took something may still be unused. */
  String ignoredSoFar() {
    long count = ignored.get();
    return count == 0 ? "" : " (it took " + count + ", which it was to ignore)";
  }

  String place() {
    return place.isEmpty() ? "" : ", declared at " + place;
  }

  @Override
  public String toString() {
    return subject(wanted, terms) + ": " + action();
  }

  /** Which datagrams a rule takes, as messages have it. */
  static String subject(Expectation wanted, Terms terms) {
    return (terms.isDefault() ? "otherwise" : "on " + wanted) + terms;
  }

  private String action() {
    return switch (kind) {
      case IGNORE -> "ignore";
      case NEVER -> "never";
      case REPLY -> String.join("; ", replies.stream().map(PlannedReply::toString).toList());
    };
  }
}
