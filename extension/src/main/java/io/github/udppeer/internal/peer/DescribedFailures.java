package io.github.udppeer.internal.peer;

import io.github.udppeer.internal.core.Thrown;
import io.github.udppeer.internal.text.Words;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.opentest4j.AssertionFailedError;

/**
 * Failures of AssertJ's own assertions on what a peer received. AssertJ lets nobody put anything
 * behind its words, so the timeline is added when the failure gets out of the test.
 */
public final class DescribedFailures {

  private static final int MOST = 16;

  /**
   * One of them.
   *
   * @param description with which its message begins
   * @param timeline gives the timeline of its moment
   * @param failed keeps the error in mind
   */
  public record Described(
      String description, Supplier<String> timeline, Consumer<AssertionError> failed) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Described> latest = new ArrayDeque<>(1);

  public void add(Described described) {
    lock.lock();
    try {
      if (latest.size() == MOST) {
        latest.removeFirst(); // a condition that is tried a thousand times fails as often
      }
      latest.addLast(described);
    } finally {
      lock.unlock();
    }
  }

  private List<Described> list() {
    lock.lock();
    try {
      return new ArrayList<>(latest);
    } finally {
      lock.unlock();
    }
  }

  private void forget(Described described) {
    lock.lock();
    try {
      latest.remove(described);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the failure with its timeline, or as it is where it is none of these. */
  public Throwable completed(Throwable failure) {
    Optional<Described> described = isPlain(failure) ? of(failure) : Optional.empty();
    if (described.isPresent()) {
      forget(described.get());
      return completed((AssertionError) failure, described.get());
    }
    return failure;
  }

  /** Whether another error can stand for it. */
  private static boolean isPlain(Throwable failure) {
    return failure.getClass() == AssertionFailedError.class
        || failure.getClass() == AssertionError.class;
  }

  private Optional<Described> of(Throwable failure) {
    String message = Thrown.message(failure);
    return list().stream().filter(each -> message.contains(each.description())).findFirst();
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
