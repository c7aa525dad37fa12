package io.github.udppeer.semantics;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.udppeer.semantics.FaultySystem.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The differential test bites: it finds each fault, and shows it in the fewest operations. */
class DifferentialFaultTests {

  private static final Differential DIFFERENTIAL = new Differential(300, 42);

  @ParameterizedTest
  @EnumSource
  void aFaultIsFoundAndShrunk(Fault fault) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> DIFFERENTIAL.play(() -> faulty(fault), ModelSystem::new))
        .withMessageStartingWith("Sequence ")
        .withMessageContainingAll("seed=42", "  1. sender ")
        .extracting(Throwable::getMessage, STRING)
        .doesNotContain("  3. ");
  }

  private static DatagramSystem faulty(Fault fault) {
    return new FaultySystem(new ModelSystem(), fault);
  }
}
