package io.github.udppeer.link;

import io.github.udppeer.internal.core.DatagramLoop;
import io.github.udppeer.internal.text.Words;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Takes each datagram of a link through its rules and on, and counts what becomes of it. The link's
 * lock guards it.
 */
final class Traffic implements JudgingQueue.Steps {

  /** A line of a timeline has room for two addresses beside it. */
  private static final int LONGEST_VERB = 32;

  /** Rules that are named where several have applied to one datagram. */
  private static final int MOST_RULES = 8;

  private final ReentrantLock lock;
  private final RuleBook rules;
  private final LinkLog log;
  private final Judge judge;
  private final Sending sending;
  private final JudgingQueue turns;
  private final DelayedDatagrams waiting;
  private final DelayedDatagrams.Room room = new DelayedDatagrams.Room();
  private final Map<LinkDirection, FlowCounts> counts = new EnumMap<>(LinkDirection.class);
  private final Passing reused = new Passing();
  private boolean closed;

  Traffic(
      ReentrantLock lock,
      DatagramLoop loop,
      RuleBook rules,
      LinkLog log,
      Judge judge,
      Sending sending) {
    this.lock = lock;
    this.rules = rules;
    this.log = log;
    this.judge = judge;
    this.sending = sending;
    this.turns = new JudgingQueue(lock, loop.workers(), this);
    this.waiting = new DelayedDatagrams(lock, loop.timer(), this::due);
    for (LinkDirection direction : LinkDirection.values()) {
      counts.put(direction, new FlowCounts());
    }
  }

  FlowCounts counts(LinkDirection direction) {
    return Objects.requireNonNull(counts.get(direction));
  }

  /** Takes a datagram that has come; the payload is of no use afterwards. */
  void arrived(Route route, ByteBuffer payload) {
    FlowCounts flow = counts(route.direction());
    Passing passing = reused.route(route);
    passing.begin(flow.enter(), rules.active(), payload);
    try {
      take(passing, flow);
    } catch (Throwable thrown) {
      broke(passing, thrown);
    }
  }

  private void take(Passing passing, FlowCounts flow) {
    if (!rules.runsUserCode() && !turns.isBusy()) {
      judge.judge(passing);
      decided(passing);
    } else if (room.isFullFor(passing.length())) {
      dropFor(passing, "too much waits in the link");
    } else {
      Passing kept = passing.kept();
      flow.hold();
      room.take(kept.length());
      turns.add(kept);
    }
  }

  @Override
  public void judge(Passing passing) {
    judge.judge(passing);
  }

  /** Nobody has it any more, and the others go on. */
  @Override
  public void broke(Passing passing, Throwable thrown) {
    lock.lock();
    try {
      counts(passing.direction()).dropMissing();
    } finally {
      lock.unlock();
    }
    judge.broke(thrown);
  }

  /** The functions of the test have had their say. */
  @Override
  public void judged(Passing passing) {
    if (!closed) {
      counts(passing.direction()).release();
      room.giveBack(passing.arrived().limit());
      decided(passing);
    }
  }

  private void decided(Passing passing) {
    countRules(passing);
    if (passing.isDropped()) {
      drop(passing);
    } else if (passing.delayNanos() > 0 || passing.others() > 0) {
      keepBack(passing);
    } else {
      pass(passing);
    }
  }

  private static void countRules(Passing passing) {
    for (int rule = 0; rule < passing.rulesConsulted(); rule++) {
      if (passing.rules()[rule].isFor(passing.direction())) {
        passing.rules()[rule].countAsked(passing.direction());
      }
    }
    passing.rulesApplied().forEach(rule -> rule.countApplied(passing.direction()));
  }

  private void drop(Passing passing) {
    counts(passing.direction()).drop();
    entered(passing);
    for (byte[] reply : passing.replies()) {
      ByteBuffer payload = ByteBuffer.wrap(reply);
      long nanos = System.nanoTime();
      String refused = sending.reply(passing, payload);
      if (refused.isEmpty()) {
        counts(passing.direction()).reply();
        log.replied(passing, payload, nanos);
      } else {
        notSent("reply", payload.limit(), refused);
      }
    }
  }

  private void dropFor(Passing passing, String why) {
    counts(passing.direction()).drop();
    log.entered(passing, "drop", " (" + why + ")", true);
  }

  private void keepBack(Passing passing) {
    FlowCounts flow = counts(passing.direction());
    Passing kept = passing.keptToSend(flow.passed());
    if (room.isFullFor(kept.length())) {
      dropFor(passing, "too much waits in the link");
    } else {
      flow.hold();
      room.take(kept.length());
      entered(passing);
      if (passing.delayNanos() == 0) {
        waiting.hold(kept);
      } else {
        waiting.delay(kept, passing.nanos() + passing.delayNanos()); // it began when it came
      }
    }
  }

  /** The time of one has come. */
  private void due(Passing passing) {
    try {
      deliver(passing);
    } catch (Throwable thrown) {
      broke(passing, thrown);
    }
  }

  private void deliver(Passing passing) {
    if (passing.others() > counts(passing.direction()).passed()) {
      waiting.hold(passing);
    } else {
      goLate(passing);
      releaseHeld(passing.direction());
    }
  }

  private void goLate(Passing passing) {
    counts(passing.direction()).release();
    room.giveBack(passing.length());
    long nanos = System.nanoTime();
    String refused = send(passing);
    if (refused.isEmpty()) {
      log.left(passing, "deliver", true, nanos);
    } else {
      log.entered(passing, "drop", notSent(refused), true);
    }
  }

  private void pass(Passing passing) {
    long nanos = passing.isChanged() ? System.nanoTime() : 0; // nobody shows a plain one
    String refused = send(passing);
    if (!refused.isEmpty()) {
      log.entered(passing, "drop", notSent(refused), true);
      return;
    }
    entered(passing);
    if (passing.isChanged()) {
      log.left(passing, "send", false, nanos);
    } else {
      log.sent(1 + passing.copies());
    }
    releaseHeld(passing.direction());
  }

  /** Sends it and its copies, and counts; returns why the system did not take it, else nothing. */
  private String send(Passing passing) {
    FlowCounts flow = counts(passing.direction());
    String refused = sending.send(passing);
    if (!refused.isEmpty()) {
      flow.drop();
      return refused;
    }
    flow.pass();
    for (int copy = 0; copy < passing.copies(); copy++) {
      String copyRefused = sending.send(passing);
      if (copyRefused.isEmpty()) {
        flow.duplicate();
      } else {
        notSent("copy", passing.length(), copyRefused);
      }
    }
    return refused;
  }

  private void notSent(String what, int length, String why) {
    log.event(
        "refused",
        String.format(Locale.ROOT, "%s of %s B not sent: %s", what, Words.number(length), why));
  }

  private void releaseHeld(LinkDirection direction) {
    Passing next = waiting.takeHeld(direction, counts(direction).passed());
    while (next != null) {
      goLate(next);
      next = waiting.takeHeld(direction, counts(direction).passed());
    }
  }

  private void entered(Passing passing) {
    if (passing.rulesApplied().isEmpty()) {
      log.entered(passing, "pass", "", false);
      return;
    }
    String verb =
        passing.verdicts().stream()
            .limit(MOST_RULES)
            .map(Verdict::toString)
            .collect(Collectors.joining(", "));
    String which =
        passing.rulesApplied().stream()
            .limit(MOST_RULES)
            .map(LinkFault::which)
            .collect(Collectors.joining("; "));
    String rules = passing.rulesApplied().size() == 1 ? "rule" : "rules";
    log.entered(
        passing,
        Words.printable(verb, LONGEST_VERB),
        String.format(Locale.ROOT, " (%s: %s%s)", rules, which, more(passing)),
        true);
  }

  private static String more(Passing passing) {
    int more = passing.rulesApplied().size() - MOST_RULES;
    return more > 0 ? "; and " + Words.number(more) + " more" : "";
  }

  private static String notSent(String why) {
    return " (not sent: " + why + ")";
  }

  /** Waits so long at most for functions of the test that still decide. */
  void awaitJudged(long nanos) {
    turns.awaitIdle(nanos);
  }

  /** Nothing goes from now on. */
  void close() {
    closed = true;
    turns.close();
    waiting.clear();
  }
}
