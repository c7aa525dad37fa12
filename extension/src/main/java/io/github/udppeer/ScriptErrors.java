package io.github.udppeer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.api.WritableAssertionInfo;

/**
 * What went wrong in the scripts of a group's peers, kept until the test's own thread can be failed
 * with it: at its next assertion on a peer of the group, or at its end.
 */
final class ScriptErrors implements AutoCloseable {

  private final Queue<ScriptError> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<AssertionError> told = new ConcurrentLinkedQueue<>();

  void add(ScriptError error) {
    waiting.add(error);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  private List<ScriptError> takeAll() {
    List<ScriptError> taken = new ArrayList<>();
    for (ScriptError next = waiting.poll(); next != null; next = waiting.poll()) {
      taken.add(next);
    }
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
   * first of the groups remembers that it was told.
   */
  static Optional<AssertionError> tell(List<ScriptErrors> groups) {
    Optional<AssertionError> taken = take(groups);
    if (taken.isPresent()) {
      groups.get(0).told.add(taken.get());
    }
    return taken;
  }

  /** The same for those who tell it for good. */
  static Optional<AssertionError> take(List<ScriptErrors> groups) {
    AssertionError first = null;
    for (ScriptErrors group : groups) {
      for (ScriptError error : group.takeAll()) {
        AssertionError next = assertionError(error);
        if (first == null) {
          first = next;
        } else {
          first.addSuppressed(next);
        }
      }
    }
    return Optional.ofNullable(first);
  }

  /** What assertions were failed with: whoever catches their errors does not end the matter. */
  List<AssertionError> told() {
    return List.copyOf(told);
  }

  void forgetTold() {
    told.clear();
  }

  private static AssertionError assertionError(ScriptError error) {
    FailureText text = new FailureText(error.peer());
    error.words().lines().forEach(text::line);
    AssertionError made =
        AssertionErrors.ofScript(
            new WritableAssertionInfo(), text.datagram(error.datagram()).causes(error.causes()));
    Throwable cause = error.cause();
    if (cause != null) {
      PeerFailures.withCause(made, cause, error.peer());
    }
    error.remember(made);
    return made;
  }
}
