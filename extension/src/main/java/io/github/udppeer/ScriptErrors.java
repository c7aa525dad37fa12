package io.github.udppeer;

import io.github.udppeer.report.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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

  private final Queue<Mishap> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<AssertionError> thrown = new ConcurrentLinkedQueue<>();
  private long more;

  synchronized void add(Mishap mishap) {
    if (waiting.size() < MOST) {
      waiting.add(mishap);
    } else {
      more++;
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  private synchronized Taken takeAll() {
    Taken taken = new Taken(List.copyOf(waiting), more);
    waiting.clear();
    more = 0;
    return taken;
  }

  /** Fails with what nobody has taken. */
  @Override
  public void close() {
    Optional<AssertionError> error = take(List.of(this));
    if (error.isPresent()) {
      throw error.get();
    }
  }

  /**
   * Takes the errors of these groups: the first as an assertion error, the others under it. The
   * first of the groups remembers it, since an assertion is failed with it that may be caught.
   */
  static Optional<AssertionError> throwing(List<ScriptErrors> groups) {
    Optional<AssertionError> taken = take(groups);
    if (taken.isPresent()) {
      groups.get(0).thrown.add(taken.get());
    }
    return taken;
  }

  /** The same where the test fails with it for good. */
  static Optional<AssertionError> take(List<ScriptErrors> groups) {
    List<AssertionError> made = new ArrayList<>();
    long more = 0;
    for (ScriptErrors group : groups) {
      if (group.isEmpty()) {
        continue;
      }
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
    return List.copyOf(thrown);
  }

  void forgetThrown() {
    thrown.clear();
  }
}
