package io.github.udppeer.jupiter;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * What is done when a test or a class ends: the test fails whose scripts failed, or that leaves its
 * strict peers something to do, and what the peers of a failed one exchanged is written.
 */
final class EndOfContext {

  private EndOfContext() {}

  /** An aborted test stops where it likes, so that what it leaves says nothing. */
  static void afterTestMethod(ExtensionContext context) {
    Reports.afterTestMethod(context);
    Optional<Throwable> failure = context.getExecutionException();
    if (!(failure.orElse(null) instanceof TestAbortedException)) {
      verify(context, failure.isPresent());
    }
  }

  static void afterTest(ExtensionContext context) {
    Reports.atEnd(context);
  }

  /** The peers of a class have their scripts to the end of it. */
  static void afterClass(ExtensionContext context) {
    verify(context, context.getExecutionException().isPresent());
    Reports.atEnd(context);
  }

  private static void verify(ExtensionContext context, boolean hasFailed) {
    PeerScope scope = PeerScope.existing(context);
    if (scope != null) {
      scope.verifyPeers(hasFailed);
    }
  }
}
