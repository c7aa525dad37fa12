package io.github.udppeer.internal.group;

import io.github.udppeer.internal.peer.Mishap;
import io.github.udppeer.internal.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * What went wrong in the scripts of a group's peers, kept until the test's own thread can be failed
 * with it: at its next assertion on a peer of the group, or at its end.
 */
final class ScriptErrors implements AutoCloseable {

  /** A function that throws for each of a million datagrams leaves no million of texts. */
  private static final int MOST = 16;

  /** What was taken: the first few, and how many there were beside them. */
  private record Taken(List<Mishap> first, long more) {}

  private final @Nullable ScriptErrors above;
  private final Queue<Mishap> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<AssertionError> thrown = new ConcurrentLinkedQueue<>();
  private long more;

  /** Below those of another group, whose errors fail the tests of this one too. */
  ScriptErrors(@Nullable ScriptErrors above) {
    this.above = above;
  }

  synchronized void add(Mishap mishap) {
    if (waiting.size() < MOST) {
      waiting.add(mishap);
    } else {
      more++;
    }
  }

  /** Whether there is nothing here, nor above. */
  boolean isEmpty() {
    return waiting.isEmpty() && (above == null || above.isEmpty());
  }

  private synchronized Taken takeAll() {
    Taken taken = new Taken(List.copyOf(waiting), more);
    waiting.clear();
    more = 0;
    return taken;
  }

  /** Fails with what nobody has taken; what is above is left to those above. */
  @Override
  public void close() {
    Optional<AssertionError> error = take(List.of(this));
    if (error.isPresent()) {
      throw error.get();
    }
  }

  /**
   * Takes the errors of this group and of those above: the first as an assertion error, the others
   * under it. This group remembers it, since an assertion is failed with it that may be caught.
   */
  Optional<AssertionError> takeToThrow() {
    Optional<AssertionError> taken = takeForGood();
    if (taken.isPresent()) {
      thrown.add(taken.get());
    }
    return taken;
  }

  /** The same where the test fails with it for good. */
  Optional<AssertionError> takeForGood() {
    return take(withAbove());
  }

  private List<ScriptErrors> withAbove() {
    List<ScriptErrors> all = new ArrayList<>();
    for (ScriptErrors each = this; each != null; each = each.above) {
      all.add(each);
    }
    return all;
  }

  private static Optional<AssertionError> take(List<ScriptErrors> groups) {
    List<AssertionError> made = new ArrayList<>();
    long more = 0;
    for (ScriptErrors group : groups) {
      Taken taken = group.takeAll();
      for (Mishap mishap : taken.first()) { // no lambda: the trace is to begin at the caller
        made.add(mishap.error());
      }
      more += taken.more();
    }
    if (made.isEmpty()) {
      return Optional.empty();
    }
    AssertionError first = made.get(0);
    made.subList(1, made.size()).forEach(first::addSuppressed);
    if (more > 0) {
      String words = "and " + Words.number(more) + " more errors of scripts";
      first.addSuppressed(new AssertionFailedError(words));
    }
    return Optional.of(first);
  }

  /** What assertions were failed with: whoever catches their errors does not end the matter. */
  List<AssertionError> thrown() {
    List<AssertionError> all = new ArrayList<>();
    for (ScriptErrors each : withAbove()) {
      all.addAll(each.thrown);
    }
    return all;
  }

  void forgetThrown() {
    for (ScriptErrors each : withAbove()) {
      each.thrown.clear();
    }
  }
}
