package io.github.udppeer.link;

import io.github.udppeer.internal.core.Thrown;
import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.timeline.LinkHost;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** What went wrong in threads that are no test's: the test's own thread reports it. */
final class LinkFailures {

  private static final int MOST_SUPPRESSED = 16;
  private static final int LONGEST_WORDS = 300;

  private final LinkHost host;
  private final AtomicReference<@Nullable AssertionError> untold = new AtomicReference<>();

  LinkFailures(LinkHost host) {
    this.host = host;
  }

  /**
   * Keeps what a function of the test has thrown, or what went wrong by itself.
   *
   * @param words what happened, up to what was thrown
   */
  void threw(String words, Throwable thrown) {
    String what = // which quotes the payload often
        host.isRedacting() ? thrown.getClass().getName() : Thrown.words(thrown);
    add(words + Words.printable(what, LONGEST_WORDS), thrown);
  }

  void add(String words, Throwable cause) {
    if (!host.failed(words, cause)) {
      AssertionError failure = new AssertionFailedError(words);
      if (!host.isRedacting() && Thrown.canBeShown(cause)) {
        failure.initCause(cause);
      }
      AssertionError first = untold.compareAndExchange(null, failure);
      if (first != null && first.getSuppressed().length < MOST_SUPPRESSED) {
        first.addSuppressed(failure);
      }
    }
  }

  /** Throws the first, once, the later ones with it. */
  void throwUntold() {
    AssertionError first = untold.getAndSet(null);
    if (first != null) {
      host.remember(first);
      throw first;
    }
  }
}
