package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.opentest4j.AssertionFailedError;

/**
 * Compares messages with the files in {@code src/test/resources/golden}, where placeholders stand
 * for what differs from run to run.
 *
 * <p>With {@code -Dgolden.update=true} a file that differs is written anew. The test fails all the
 * same, so that no build passes on a message that nobody has read.
 */
public final class Golden {

  private static final Path SOURCES = Path.of("src", "test", "resources", "golden");
  private static final int COLUMNS = 100;

  /** Ports that the system or a reservation gave; shorter ones are a test's own constants. */
  private static final Pattern PORT =
      Pattern.compile("(?<=\\d:|]:|\\bport |\\bport = )([1-6]\\d{4})\\b");

  /** Whether datagrams are found queued together hangs on which thread is the first to look. */
  private static final Pattern TOGETHER = Pattern.compile("\n  ~ found queued, [^\n]*");

  /** What other tests do with sockets of their own at the same time is seen by all. */
  private static final Pattern SYSTEM = Pattern.compile("\n\nWhat the system shows:(\n  [^\n]*)+");

  private static final Map<Pattern, String> VARYING =
      Map.of(
          Pattern.compile("(?m)^  ([+-]) *[\\d,]+\\.\\d ms[ ~]"),
          "  $1 <time> ms ",
          Pattern.compile("\\b(took|was found queued only after) [\\d.]+ (ms|s)\\b"),
          "took <time>",
          Pattern.compile("\\bSO_RCVBUF [\\d,]+"),
          "SO_RCVBUF <granted>",
          Pattern.compile("\\bthe kernel dropped [\\d,]+"),
          "the kernel dropped <count>",
          Pattern.compile("\\b(came|closed|due in) (no later than )?[\\d.,]+ (ms|s)\\b"),
          "$1 <time>",
          Pattern.compile("\\brmem_max [\\d,]+"),
          "rmem_max <granted>",
          Pattern.compile("\\b(at|no later than) [+-][\\d,]+\\.\\d ms"),
          "at <time>",
          Pattern.compile("\\b[\\d,]+ bytes of its queue"),
          "<count> bytes of its queue",
          Pattern.compile("\\bprocess \\d+"),
          "process <pid>",
          Pattern.compile("(\\w+Tests\\.java):\\d+"),
          "$1:<line>");

  private Golden() {}

  /** Verifies that the call fails with the message in the file, and returns the failure. */
  public static Throwable verifyFailure(String name, ThrowingCallable call) {
    Throwable failure = catchThrowable(call);
    assertThat(failure).as("the failure of golden/%s.txt", name).isNotNull();
    verify(name, failure.getMessage());
    return failure;
  }

  /** Verifies that the message is the one in the file, and that it keeps to the page's width. */
  public static void verify(String name, String message) {
    assertThat(message.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(COLUMNS + 1));
    compare(name, normalised(message) + "\n");
  }

  /** Verifies that a text in which nothing varies is the one in the file, however wide it is. */
  public static void verifyExactly(String name, String text) {
    compare(name, text);
  }

  private static void compare(String name, String actual) {
    String expected = stored(name);
    if (!actual.equals(expected)) {
      throw new AssertionFailedError(
          "golden/%s.txt differs%s\n%s\n\nAll of it:\n%s"
              .formatted(name, updated(name, actual), firstDifference(expected, actual), actual),
          expected,
          actual);
    }
  }

  static String normalised(String message) {
    Map<String, String> ports = new LinkedHashMap<>();
    String text =
        PORT.matcher(SYSTEM.matcher(TOGETHER.matcher(message).replaceAll("")).replaceAll(""))
            .replaceAll(found -> placeholder(ports, found));
    for (Map.Entry<Pattern, String> varying : VARYING.entrySet()) {
      text = varying.getKey().matcher(text).replaceAll(varying.getValue());
    }
    return text;
  }

  private static String placeholder(Map<String, String> ports, MatchResult port) {
    return ports.computeIfAbsent(port.group(), any -> "<port-" + (ports.size() + 1) + ">");
  }

  private static String stored(String name) {
    try (InputStream file = Golden.class.getResourceAsStream("/golden/" + name + ".txt")) {
      return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String updated(String name, String actual) {
    if (!Boolean.getBoolean("golden.update")) {
      return "; -Dgolden.update=true writes it anew, to be read and committed:";
    }
    try {
      Files.writeString(Files.createDirectories(SOURCES).resolve(name + ".txt"), actual);
      return " and was written anew; read it, then run again without golden.update:";
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static String firstDifference(String expected, String actual) {
    List<String> wanted = expected.lines().toList();
    List<String> found = actual.lines().toList();
    int line = 0;
    while (line < wanted.size() && lineOf(wanted, line).equals(lineOf(found, line))) {
      line++;
    }
    return "line %d\n  expected: %s\n  but was:  %s"
        .formatted(line + 1, lineOf(wanted, line), lineOf(found, line));
  }

  private static String lineOf(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index) : "<the end>";
  }
}
