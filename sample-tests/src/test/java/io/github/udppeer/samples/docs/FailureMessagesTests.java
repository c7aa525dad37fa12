package io.github.udppeer.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/failure-messages.md shows: five failures with a peer, and the same by hand. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "other systems tell less of their sockets")
class FailureMessagesTests {

  @ParameterizedTest
  @ValueSource(
      classes = {
        FailureMessagesTestCase.LineEnd.class,
        FailureMessagesTestCase.NothingBound.class,
        FailureMessagesTestCase.NotRead.class,
        FailureMessagesTestCase.Cut.class,
        FailureMessagesTestCase.Consumed.class
      })
  void everyMessageIsAsThePageShowsIt(Class<?> testCase) {
    GoldenFile.verify(fileName(testCase), Normalised.of(message(testCase)).strip() + "\n");
  }

  /** With the error's type: that is all that some of them say. */
  @ParameterizedTest
  @ValueSource(
      classes = {
        FailureMessagesTestCase.LineEndByHand.class,
        FailureMessagesTestCase.NothingBoundByHand.class,
        FailureMessagesTestCase.NotReadByHand.class,
        FailureMessagesTestCase.CutByHand.class,
        FailureMessagesTestCase.ConsumedByHand.class
      })
  void everyMessageWithoutAPeerToo(Class<?> testCase) {
    String printed = Fixtures.failureOf(testCase, Map.of()).toString();
    GoldenFile.verify(fileName(testCase), printed.strip() + "\n");
  }

  private static String message(Class<?> testCase) {
    return Fixtures.failureOf(testCase, Map.of()).getMessage();
  }

  private static String fileName(Class<?> testCase) {
    String words = testCase.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-");
    assertThat(words).isNotEmpty();
    return words.toLowerCase(Locale.ROOT) + ".txt";
  }
}
