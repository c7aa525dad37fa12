package io.github.udppeer.internal.script;

import io.github.udppeer.internal.assertj.CallSite;
import io.github.udppeer.internal.core.Deadline;
import io.github.udppeer.internal.core.Handling;
import io.github.udppeer.internal.failure.Expectation;
import io.github.udppeer.internal.failure.UnmetExpectation;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.text.Words;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A conversation in force: steps that must come in their order, and how far it has come. */
public final class Talk {

  /** Lines that a message has before the place to which it came, and after. */
  private static final int STEPS_AROUND = 20;

  private enum State {
    GOING_ON,
    COMPLETE,
    FAILED
  }

  private static final int LONGEST_NAME = 300;

  private final PeerScript script;
  private final String name;
  private final List<List<ConversationTurn>> stages;
  private final CapturedValues captures;
  private final boolean ignoringRepeats;
  private final String declaredAt;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<InetSocketAddress, Set<ByteBuffer>> taken = new HashMap<>();
  private final List<ConversationTurn> left = new ArrayList<>();
  private State state = State.GOING_ON;
  private volatile long since;
  private int stage;

  private Talk(PeerScript script, String name, TalkDraft steps) {
    this.script = script;
    this.name = Words.printable(name, LONGEST_NAME);
    this.stages = steps.completed();
    this.captures = steps.captures();
    this.ignoringRepeats = steps.isIgnoringRepeats();
    this.declaredAt = script.peer().settings().strict() ? CallSite.outside() : "";
    left.addAll(stages.get(0));
  }

  public static Talk begin(PeerScript script, String name, TalkDraft steps) {
    Talk conversation = new Talk(script, name, steps);
    script.enact(conversation);
    return conversation;
  }

  public CapturedValues captures() {
    return captures;
  }

  /** Returns its name and its peer. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "conversation \"%s\" of %s", name, peer());
  }

  public Peer peer() {
    return script.peer();
  }

  /** Where the conversation of a strict peer was declared: {@code , declared at …,}. */
  String declared() {
    return declaredAt.isEmpty() ? "" : ", declared at " + declaredAt + ",";
  }

  boolean isGoingOn() {
    return is(State.GOING_ON);
  }

  public boolean isComplete() {
    return is(State.COMPLETE);
  }

  private boolean is(State asked) {
    lock.lock();
    try {
      return state == asked;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until it is complete or has failed, at most until the deadline. */
  public boolean awaitEnd(Deadline deadline) {
    return script.await(() -> !isGoingOn(), deadline) && !isGoingOn();
  }

  /** From which datagram on it is led. */
  void since(long firstIndex) {
    since = firstIndex;
  }

  boolean isGoingOnAt(CapturedDatagram datagram) {
    return isGoingOn() && datagram.index() >= since;
  }

  /** Deals with a datagram if that is its turn. Called in the workers, one datagram at a time. */
  boolean takes(CapturedDatagram datagram) {
    ConversationTurn turn = isGoingOnAt(datagram) ? matching(datagram) : null;
    if (turn == null) {
      return isIgnored(datagram);
    }
    script.handled(datagram, Handling.CONVERSED);
    taken.computeIfAbsent(datagram.source(), any -> new HashSet<>()).add(payload(datagram));
    perform(turn, datagram);
    return true;
  }

  private boolean isIgnored(CapturedDatagram datagram) {
    boolean isIgnored = ignoringRepeats && !is(State.FAILED) && isRepeat(datagram);
    if (isIgnored) {
      script.handled(datagram, Handling.CONVERSED);
    }
    return isIgnored;
  }

  /** What another client sends is no repeat, however alike. */
  private boolean isRepeat(CapturedDatagram datagram) {
    return taken.getOrDefault(datagram.source(), Set.of()).contains(payload(datagram));
  }

  private static ByteBuffer payload(CapturedDatagram datagram) {
    return ByteBuffer.wrap(datagram.whole());
  }

  private @Nullable ConversationTurn matching(CapturedDatagram datagram) {
    for (ConversationTurn turn : turnsLeft()) {
      try {
        if (turn.matches(datagram, captures)) {
          return turn;
        }
      } catch (Throwable thrown) {
        fail("a matcher threw\n  " + shown(thrown) + "\nover this:", datagram, thrown);
        return null;
      }
    }
    return null;
  }

  private void perform(ConversationTurn turn, CapturedDatagram datagram) {
    try {
      turn.capture(datagram, captures);
    } catch (Throwable thrown) {
      fail("a capture threw\n  " + shown(thrown) + "\nover this:", datagram, thrown);
      return;
    }
    script.sending().reply(turn.replies(), datagram, () -> "The scripted reply of the " + this);
    advance(turn);
  }

  private void advance(ConversationTurn done) {
    lock.lock();
    try {
      left.remove(done);
      if (left.isEmpty()) {
        stage++;
        if (stage == stages.size()) {
          state = State.COMPLETE;
        } else {
          left.addAll(stages.get(stage));
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** A datagram has come that is none of its turns. */
  void failsOver(CapturedDatagram datagram) {
    UnmetExpectation.Missing missing =
        new UnmetExpectation.Missing("what " + place() + " expects", next());
    fail(
        isRepeat(datagram)
            ? "this came again, which ignoringRepeats() would let pass:"
            : "this came instead:",
        words -> script.complaints().cameInstead(words, datagram, missing));
  }

  /** What it expects next. */
  public Expectation next() {
    List<ConversationTurn> turns = turnsLeft();
    return Expectation.matching(
        datagram -> turns.stream().anyMatch(turn -> turn.wouldMatch(datagram, captures)),
        datagram ->
            turns.stream().flatMap(turn -> turn.likeness(datagram, captures).stream()).findFirst());
  }

  private void fail(String what, CapturedDatagram datagram, Throwable cause) {
    fail(what, words -> script.complaints().add(words, datagram, cause));
  }

  /** Whoever sees it failed finds the error too. */
  private void fail(String what, Consumer<String> complaint) {
    if (!isGoingOn()) {
      return;
    }
    String lines = String.join("\n", steps());
    complaint.accept(
        String.format(Locale.ROOT, "The %s failed at %s:\n%s\nbut %s", this, place(), lines, what));
    lock.lock();
    try {
      state = State.FAILED;
    } finally {
      lock.unlock();
    }
  }

  private String shown(Throwable thrown) {
    return script.complaints().shown(thrown);
  }

  private List<ConversationTurn> turnsLeft() {
    lock.lock();
    try {
      return List.copyOf(left);
    } finally {
      lock.unlock();
    }
  }

  /** Says where it stands: {@code step 3 of 5}. */
  public String place() {
    int number = 0;
    int first = 0;
    List<ConversationTurn> next = turnsLeft();
    for (ConversationTurn turn : stages.stream().flatMap(List::stream).toList()) {
      if (first == 0 && next.contains(turn)) {
        first = number + 1;
      }
      number += turn.steps().size();
    }
    return String.format(Locale.ROOT, "step %s of %s", Words.number(first), Words.number(number));
  }

  /** Its steps, one a line, those marked that are next. */
  public List<String> steps() {
    List<String> lines = new ArrayList<>();
    Set<ConversationTurn> next = new HashSet<>(turnsLeft());
    int number = 1;
    int current = 0;
    for (List<ConversationTurn> each : stages) {
      boolean isGroup = each.size() > 1;
      if (isGroup) {
        lines.add("         in any order:");
      }
      for (ConversationTurn turn : each) {
        String mark = next.contains(turn) ? "-->" : "";
        current = mark.isEmpty() || current > 0 ? current : lines.size();
        for (String step : turn.steps()) {
          lines.add(
              String.format(
                  Locale.ROOT, "  %3s %2d %s%s", mark, number, isGroup ? "  " : "", step));
          mark = "";
          number++;
        }
      }
    }
    return around(current, lines);
  }

  /** Of a long conversation only what is near the place to which it came. */
  private static List<String> around(int current, List<String> lines) {
    int first = Math.max(0, Math.min(current - STEPS_AROUND, lines.size() - 2 * STEPS_AROUND));
    int end = Math.min(lines.size(), first + 2 * STEPS_AROUND);
    List<String> shown = new ArrayList<>(lines.subList(first, end));
    if (first > 0) {
      shown.add(0, "         " + Words.number(first) + " lines before");
    }
    if (end < lines.size()) {
      shown.add("         " + Words.number(lines.size() - end) + " lines after");
    }
    return shown;
  }
}
