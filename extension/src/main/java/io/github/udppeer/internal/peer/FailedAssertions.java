package io.github.udppeer.internal.peer;

import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.core.Thrown;
import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.timeline.Asserted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * The latest assertions that failed in a group, for what its reports mark; and those of AssertJ's
 * own that may fail there. AssertJ lets nobody put anything behind its words, so the timeline is
 * added when such a failure gets out of the test.
 */
public final class FailedAssertions {

  /** A condition that is tried a thousand times fails as often. */
  private static final int MOST = 16;

  /**
   * An assertion that failed.
   *
   * @param error what was thrown
   * @param nanos the monotonic clock's reading then: the message shows nothing later
   * @param subject the peer's socket, if it was on a peer
   * @param asserted the datagrams that it is about
   */
  public record Failed(
      AssertionError error, long nanos, Optional<CapturedSocket> subject, Set<Asserted> asserted) {

    /** The sockets of all peers that it is about. */
    public Stream<CapturedSocket> sockets() {
      return Stream.concat(subject.stream(), asserted.stream().map(Asserted::socket));
    }
  }

  /**
   * An assertion of AssertJ's own that may fail.
   *
   * @param description with which its message begins
   * @param timeline gives the timeline of its moment
   * @param failed keeps the error in mind
   */
  public record Described(
      String description, Supplier<String> timeline, Consumer<AssertionError> failed) {}

  private final @Nullable FailedAssertions above;
  private final Deque<Failed> failed = new ArrayDeque<>(1);
  private final Deque<Described> described = new ArrayDeque<>(1);

  /** In a group below another one. */
  public FailedAssertions(@Nullable FailedAssertions above) {
    this.above = above;
  }

  public synchronized void add(Failed latest) {
    add(failed, latest);
  }

  public synchronized void add(Described latest) {
    add(described, latest);
  }

  private static <T> void add(Deque<T> all, T latest) {
    if (all.size() == MOST) {
      all.removeFirst();
    }
    all.addLast(latest);
  }

  /** Returns those of this group and of those above. */
  public List<Failed> list() {
    List<Failed> all = failedHere();
    if (above != null) {
      all.addAll(above.list());
    }
    return all;
  }

  private synchronized List<Failed> failedHere() {
    return new ArrayList<>(failed);
  }

  private synchronized List<Described> describedHere() {
    return new ArrayList<>(described);
  }

  private synchronized void forget(Described known) {
    described.remove(known);
  }

  /** Returns the failure with its timeline, or as it is where it is none of AssertJ's own. */
  public Throwable completed(Throwable failure) {
    Throwable complete = failure;
    Optional<Described> known = isPlain(failure) ? of(failure) : Optional.empty();
    if (known.isPresent()) {
      forget(known.get());
      complete = completed((AssertionError) failure, known.get());
    }
    return above == null ? complete : above.completed(complete);
  }

  /** Whether another error can stand for it. */
  private static boolean isPlain(Throwable failure) {
    return failure.getClass() == AssertionFailedError.class
        || failure.getClass() == AssertionError.class;
  }

  private Optional<Described> of(Throwable failure) {
    String message = Thrown.message(failure);
    return describedHere().stream()
        .filter(each -> message.contains(each.description()))
        .findFirst();
  }

  /**
   * The message of an exception is fixed when it is made, so another one takes its place. It may
   * show what AssertJ has extracted, with characters that nobody has looked at.
   */
  private static AssertionError completed(AssertionError failure, Described described) {
    String message = Words.visible(Thrown.message(failure)).stripTrailing();
    AssertionError complete = with(message + "\n\n" + described.timeline().get(), failure);
    complete.setStackTrace(failure.getStackTrace());
    for (Throwable suppressed : failure.getSuppressed()) {
      complete.addSuppressed(suppressed);
    }
    described.failed().accept(complete);
    return complete;
  }

  private static AssertionError with(String message, AssertionError failure) {
    return failure instanceof AssertionFailedError compared && compared.isExpectedDefined()
        ? new AssertionFailedError(
            message, compared.getExpected(), compared.getActual(), failure.getCause())
        : new AssertionFailedError(message, failure.getCause());
  }
}
