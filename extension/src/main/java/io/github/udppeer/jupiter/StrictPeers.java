package io.github.udppeer.jupiter;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Fails the test whose scripts failed, or that leaves its strict peers something to do. */
final class StrictPeers {

  private StrictPeers() {}

  /** An aborted test stops where it likes, so that what it leaves says nothing. */
  static void afterTest(ExtensionContext context) {
    Optional<Throwable> failure = context.getExecutionException();
    if (!(failure.orElse(null) instanceof TestAbortedException)) {
      PeerScope.of(context).verifyPeers(failure.isPresent());
    }
  }

  /** The peers of a class have their scripts to the end of it. */
  static void afterClass(ExtensionContext context) {
    PeerScope scope = PeerScope.existing(context);
    if (scope != null) {
      scope.verifyPeers(context.getExecutionException().isPresent());
    }
  }
}
