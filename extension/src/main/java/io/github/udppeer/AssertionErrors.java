package io.github.udppeer;

import io.github.udppeer.report.Words;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertionsProvider;
import org.assertj.core.api.WritableAssertionInfo;
import org.opentest4j.AssertionFailedError;

/**
 * Makes the error of a failed assertion, under its description.
 *
 * <p>AssertJ's own failure methods put the message through a formatter; a payload with a percent
 * sign must not get there.
 */
final class AssertionErrors {

  /** Where an error can come from before the test's own frame, the JDK's and AssertJ's between. */
  private static final Set<String> INSIDE =
      Stream.of(
              AssertionErrors.class,
              SequenceCheck.class,
              PeerFailures.class,
              DatagramExchange.class,
              DatagramAssert.class,
              DatagramPeer.class,
              DatagramPeerAssert.class,
              DatagramPeers.class,
              DatagramPeersAssert.class,
              BlockAssert.class,
              EndOfTest.class,
              Exhaustion.class,
              SequenceFailures.class,
              CollectedAssert.class,
              Conversation.class,
              ConversationAssert.class,
              PeerGroup.class,
              PeerReceiver.class,
              ScriptErrors.class)
          .map(Class::getName)
          .collect(Collectors.toUnmodifiableSet());

  private AssertionErrors() {}

  static AssertionError of(WritableAssertionInfo info, FailureText text) {
    return surfacing(ofScript(info, text), text);
  }

  static AssertionError of(
      WritableAssertionInfo info, FailureText text, Object expected, Object actual) {
    return surfacing(
        atCaller(new AssertionFailedError(message(info, text), expected, actual), text), text);
  }

  /** For what went wrong in a script, which no other such error may take the place of. */
  static AssertionError ofScript(WritableAssertionInfo info, FailureText text) {
    return atCaller(new AssertionFailedError(message(info, text)), text);
  }

  /** What went wrong in a script comes first: it may be why the assertion failed. */
  private static AssertionError surfacing(AssertionError error, FailureText text) {
    Optional<AssertionError> script = text.takeScriptErrors();
    script.ifPresent(first -> first.addSuppressed(error));
    return script.orElse(error);
  }

  /** Lets the trace begin where the test asserts: soft assertions print its first line. */
  private static AssertionError atCaller(AssertionError error, FailureText text) {
    StackTraceElement[] trace = error.getStackTrace();
    int first = 0;
    while (first < trace.length - 1 && isInside(trace[first].getClassName())) {
      first++;
    }
    error.setStackTrace(Arrays.copyOfRange(trace, first, trace.length));
    text.failed(error);
    return error;
  }

  private static boolean isInside(String className) {
    return INSIDE.contains(className)
        || className.startsWith("java.util.")
        || className.startsWith("org.assertj.core.api.");
  }

  private static String message(WritableAssertionInfo info, FailureText text) {
    String overriding = info.overridingErrorMessage();
    String message = overriding == null ? text.render() : overriding;
    String description = info.descriptionText();
    String start = isCollected() ? "\n" : "";
    return start
        + Words.visible(description.isEmpty() ? message : "[" + description + "]\n" + message);
  }

  /** AssertJ heads each failure that it collects with words that need a line of their own. */
  private static boolean isCollected() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames.anyMatch(
                    frame ->
                        frame.getMethodName().equals("check")
                            && frame
                                .getClassName()
                                .equals(SoftAssertionsProvider.class.getName())));
  }
}
