package io.github.udppeer.internal.script;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A conversation as a test says it, step by step. */
public final class TalkDraft {

  private final CapturedValues captures;
  private final boolean isGroup;
  private final List<List<ConversationTurn>> stages = new ArrayList<>();
  private final NextReply next = new NextReply();
  private boolean ignoringRepeats;
  private @Nullable ConversationTurn turn;

  public TalkDraft() {
    this(new CapturedValues(), false);
  }

  private TalkDraft(CapturedValues captures, boolean isGroup) {
    this.captures = captures;
    this.isGroup = isGroup;
  }

  public void expect(ConversationTurn expected) {
    checkNoReplyIsLeft();
    stages.add(List.of(expected));
    turn = expected;
  }

  public void capture(String name, RequestFunction<?> value) {
    expected("capture").keep(name, value);
  }

  /** Begins a group of steps in any order; the consumer says them. */
  public void inAnyOrder(Consumer<TalkDraft> group) {
    if (isGroup) {
      throw new IllegalStateException("a group in any order cannot have a group in it");
    }
    checkNoReplyIsLeft();
    TalkDraft inner = new TalkDraft(captures, true);
    group.accept(inner);
    inner.checkNoReplyIsLeft();
    if (inner.stages.isEmpty()) {
      throw new IllegalArgumentException("inAnyOrder needs something to expect");
    }
    stages.add(inner.stages.stream().flatMap(List::stream).toList());
    turn = null; // which of them came last is not known
  }

  public void ignoringRepeats() {
    ignoringRepeats = true;
  }

  /** How the next reply is sent. */
  public NextReply next() {
    return next;
  }

  public void reply(PlannedReply reply) {
    expected("reply").reply(next.apply(reply));
  }

  private ConversationTurn expected(String what) {
    if (turn == null) {
      throw new IllegalStateException(
          stages.isEmpty()
              ? "a conversation begins with what is expected: say expect before " + what
              : "after a group in any order, say expect before " + what);
    }
    return turn;
  }

  private void checkNoReplyIsLeft() {
    if (!next.isDirect()) {
      throw new IllegalStateException(
          "after, copies, to and from say how the next reply is sent, but no reply follows");
    }
  }

  /** All stages; each is a step, or a group of steps in any order. */
  List<List<ConversationTurn>> completed() {
    checkNoReplyIsLeft();
    if (stages.isEmpty()) {
      throw new IllegalArgumentException("a conversation needs something to expect");
    }
    return List.copyOf(stages);
  }

  boolean isIgnoringRepeats() {
    return ignoringRepeats;
  }

  public CapturedValues captures() {
    return captures;
  }
}
