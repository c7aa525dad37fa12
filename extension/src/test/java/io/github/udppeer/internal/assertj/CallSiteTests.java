package io.github.udppeer.internal.assertj;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallSiteTests {

  private static String here() {
    StackTraceElement caller = new Throwable().getStackTrace()[1];
    return caller.getFileName() + ":" + caller.getLineNumber();
  }

  @Test
  void isTheLineThatCallsTheLibrary() {
    assertThat(CallSite.outside()).isEqualTo(here()).startsWith("CallSiteTests.java:");
  }

  @Test
  void isNoLineOfTheJdkBetween() {
    assertThat(Optional.<String>empty().orElseGet(CallSite::outside)).isEqualTo(here());
  }
}
