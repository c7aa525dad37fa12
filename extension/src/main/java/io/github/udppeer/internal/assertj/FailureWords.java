package io.github.udppeer.internal.assertj;

import java.util.Optional;

/** What the error of a failed assertion says, and who learns of it. */
public interface FailureWords {

  /** The message, if the test has not given another. */
  String render();

  /** A text without characters that would garble what stands around it. */
  String visible(String text);

  /** Learns which error the assertion fails with. */
  void failed(AssertionError error);

  /** What went wrong before, in a script, and has failed no assertion yet. */
  Optional<AssertionError> takeMishaps();
}
