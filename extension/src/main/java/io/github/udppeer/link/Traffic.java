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
final class Traffic implements Turns.Steps {

  /** A line of a timeline has room for two addresses beside it. */
  private static final int LONGEST_VERB = 32;

  /** Rules that are named where several have applied to one datagram. */
  private static final int MOST_RULES = 8;

  private final ReentrantLock lock;
  private final RuleBook rules;
  private final LinkLog log;
  private final Judge judge;
  private final Sending sending;
  private final Turns turns;
  private final Waiting waiting;
  private final HeldRoom room = new HeldRoom();
  private final Map<LinkDirection, FlowCounts> counts = new EnumMap<>(LinkDirection.class);
  private final Flight reused = new Flight();
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
    this.turns = new Turns(lock, loop.workers(), this);
    this.waiting = new Waiting(lock, loop.timer(), this::due);
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
    Flight flight = reused.route(route);
    flight.begin(flow.enter(), rules.active(), payload);
    try {
      take(flight, flow);
    } catch (Throwable thrown) {
      broke(flight, thrown);
    }
  }

  private void take(Flight flight, FlowCounts flow) {
    if (!rules.runsUserCode() && !turns.isBusy()) {
      judge.judge(flight);
      decided(flight);
    } else if (room.isFullFor(flight.length())) {
      dropFor(flight, "too much waits in the link");
    } else {
      Flight kept = flight.kept();
      flow.hold();
      room.take(kept.length());
      turns.add(kept);
    }
  }

  @Override
  public void judge(Flight flight) {
    judge.judge(flight);
  }

  /** Nobody has it any more, and the others go on. */
  @Override
  public void broke(Flight flight, Throwable thrown) {
    lock.lock();
    try {
      counts(flight.direction()).dropMissing();
    } finally {
      lock.unlock();
    }
    judge.broke(thrown);
  }

  /** The functions of the test have had their say. */
  @Override
  public void judged(Flight flight) {
    if (!closed) {
      counts(flight.direction()).release();
      room.giveBack(flight.arrived().limit());
      decided(flight);
    }
  }

  private void decided(Flight flight) {
    countRules(flight);
    if (flight.isDropped()) {
      drop(flight);
    } else if (flight.delayNanos() > 0 || flight.others() > 0) {
      keepBack(flight);
    } else {
      pass(flight);
    }
  }

  private static void countRules(Flight flight) {
    for (int rule = 0; rule < flight.rulesConsulted(); rule++) {
      if (flight.rules()[rule].isFor(flight.direction())) {
        flight.rules()[rule].countAsked(flight.direction());
      }
    }
    flight.rulesApplied().forEach(rule -> rule.countApplied(flight.direction()));
  }

  private void drop(Flight flight) {
    counts(flight.direction()).drop();
    entered(flight);
    for (byte[] reply : flight.replies()) {
      ByteBuffer payload = ByteBuffer.wrap(reply);
      long nanos = System.nanoTime();
      String refused = sending.reply(flight, payload);
      if (refused.isEmpty()) {
        counts(flight.direction()).reply();
        log.replied(flight, payload, nanos);
      } else {
        notSent("reply", payload.limit(), refused);
      }
    }
  }

  private void dropFor(Flight flight, String why) {
    counts(flight.direction()).drop();
    log.entered(flight, "drop", " (" + why + ")", true);
  }

  private void keepBack(Flight flight) {
    FlowCounts flow = counts(flight.direction());
    Flight kept = flight.keptToSend(flow.passed());
    if (room.isFullFor(kept.length())) {
      dropFor(flight, "too much waits in the link");
    } else {
      flow.hold();
      room.take(kept.length());
      entered(flight);
      if (flight.delayNanos() == 0) {
        waiting.hold(kept);
      } else {
        waiting.delay(kept, flight.nanos() + flight.delayNanos()); // it began when it came
      }
    }
  }

  /** The time of one has come. */
  private void due(Flight flight) {
    try {
      deliver(flight);
    } catch (Throwable thrown) {
      broke(flight, thrown);
    }
  }

  private void deliver(Flight flight) {
    if (flight.others() > counts(flight.direction()).passed()) {
      waiting.hold(flight);
    } else {
      goLate(flight);
      releaseHeld(flight.direction());
    }
  }

  private void goLate(Flight flight) {
    counts(flight.direction()).release();
    room.giveBack(flight.length());
    long nanos = System.nanoTime();
    String refused = send(flight);
    if (refused.isEmpty()) {
      log.left(flight, "deliver", true, nanos);
    } else {
      log.entered(flight, "drop", notSent(refused), true);
    }
  }

  private void pass(Flight flight) {
    long nanos = flight.isChanged() ? System.nanoTime() : 0; // nobody tells of a plain one
    String refused = send(flight);
    if (!refused.isEmpty()) {
      log.entered(flight, "drop", notSent(refused), true);
      return;
    }
    entered(flight);
    if (flight.isChanged()) {
      log.left(flight, "send", false, nanos);
    } else {
      log.sent(1 + flight.copies());
    }
    releaseHeld(flight.direction());
  }

  /** Sends it and its copies, and counts; returns why the system did not take it, else nothing. */
  private String send(Flight flight) {
    FlowCounts flow = counts(flight.direction());
    String refused = sending.send(flight);
    if (!refused.isEmpty()) {
      flow.drop();
      return refused;
    }
    flow.pass();
    for (int copy = 0; copy < flight.copies(); copy++) {
      String copyRefused = sending.send(flight);
      if (copyRefused.isEmpty()) {
        flow.duplicate();
      } else {
        notSent("copy", flight.length(), copyRefused);
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
    Flight next = waiting.takeHeld(direction, counts(direction).passed());
    while (next != null) {
      goLate(next);
      next = waiting.takeHeld(direction, counts(direction).passed());
    }
  }

  private void entered(Flight flight) {
    if (flight.rulesApplied().isEmpty()) {
      log.entered(flight, "pass", "", false);
      return;
    }
    String verb =
        flight.verdicts().stream()
            .limit(MOST_RULES)
            .map(Verdict::toString)
            .collect(Collectors.joining(", "));
    String which =
        flight.rulesApplied().stream()
            .limit(MOST_RULES)
            .map(LinkFault::which)
            .collect(Collectors.joining("; "));
    String rules = flight.rulesApplied().size() == 1 ? "rule" : "rules";
    log.entered(
        flight,
        Words.printable(verb, LONGEST_VERB),
        String.format(Locale.ROOT, " (%s: %s%s)", rules, which, more(flight)),
        true);
  }

  private static String more(Flight flight) {
    int more = flight.rulesApplied().size() - MOST_RULES;
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
