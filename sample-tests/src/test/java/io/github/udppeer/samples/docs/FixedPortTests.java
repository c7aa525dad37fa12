package io.github.udppeer.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The manual's example with a fixed port, which another program of this machine may have. */
class FixedPortTests {

  @Test
  void aFixedPortIsServed() {
    List<Throwable> failures = Fixtures.failures(FixedPortTestCase.class, Map.of());

    assumeThat(failures)
        .noneMatch(
            failure ->
                failure instanceof UncheckedIOException
                    && failure.getMessage().contains("the port is in use"));
    assertThat(failures).isEmpty();
  }
}
