package io.github.udppeer.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the failures print that the manual shows. */
class OutputTests {

  @ParameterizedTest
  @ValueSource(
      classes = {
        FailuresTestCase.Readme.class,
        FailuresTestCase.FirstFailure.class,
        FailuresTestCase.NothingCame.class,
        FailuresTestCase.SomethingElseCame.class,
        FailuresTestCase.Truncated.class,
        FailuresTestCase.OutOfOrder.class,
        FailuresTestCase.Soft.class,
        FailuresTestCase.Await.class,
        FailuresTestCase.LogFull.class,
        FailuresTestCase.Strict.class,
        FailuresTestCase.NotBound.class,
        FailuresTestCase.Misconfigured.class,
        FailuresTestCase.StreamSocket.class,
        ScriptFailuresTestCase.ReplyThrew.class,
        ScriptFailuresTestCase.ConversationFailed.class,
        ScriptFailuresTestCase.NotExhausted.class,
        LinkFailuresTestCase.LinkDropped.class
      })
  void everyFailureIsAsTheManualShowsIt(Class<?> testCase) {
    String message = Fixtures.failureOf(testCase, Map.of()).getMessage();
    GoldenFile.verify(fileName(testCase), Normalised.of(message).strip() + "\n");
  }

  private static String fileName(Class<?> testCase) {
    String words = testCase.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-");
    assertThat(words).isNotEmpty();
    return words.toLowerCase(Locale.ROOT) + ".txt";
  }
}
