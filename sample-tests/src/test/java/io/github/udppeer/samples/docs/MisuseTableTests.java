package io.github.udppeer.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.jupiter.UdpPeer;
import io.github.udppeer.jupiter.UdpPeers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The manual's tables of what is refused, and with what words. */
class MisuseTableTests {

  private static final Map<String, String> CONCURRENT =
      Map.of(
          "junit.jupiter.execution.parallel.enabled", "true",
          "junit.jupiter.execution.parallel.mode.classes.default", "concurrent");

  /** A test case and what its braces hold. */
  private static final Pattern TEST_CASE =
      Pattern.compile("static class (\\w+) extends AnyTest \\{\n(.*?)\n  }", Pattern.DOTALL);

  private static final String PLACE = "field \\w+ of class org.example.AgentTests: ";

  @RegisterExtension final UdpPeers peers = UdpPeers.create();

  @Test
  void declarations() {
    Map<String, String> rows = new LinkedHashMap<>();
    for (Map.Entry<String, String> testCase : sources().entrySet()) {
      Class<?> type = testCase(testCase.getKey());
      String message = Normalised.of(Fixtures.failureOf(type, CONCURRENT).getMessage());
      rows.put(testCase.getValue(), message.replaceFirst("^@\\w+ on " + PLACE, ""));
    }
    GoldenFile.verify("declarations.md", table("declaration", rows));
  }

  @Test
  void parameters() {
    Map<String, String> rows = new LinkedHashMap<>();
    for (Map.Entry<String, String> setting :
        List.of(
            Map.entry("udppeer.receive.timeout", "soon"),
            Map.entry("udppeer.receive.timeout", "2"),
            Map.entry("udppeer.timeout.scale", "fast"),
            Map.entry("udppeer.timeout.scale", "0"),
            Map.entry("udppeer.report", "sometimes"))) {
      Throwable failure = Fixtures.failureOf(AnyPeer.class, Map.ofEntries(setting));
      rows.put(setting.getKey() + " = " + setting.getValue(), failure.getMessage());
    }
    GoldenFile.verify("parameters.md", table("configuration parameter", rows));
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "others have other words")
  void opening(@UdpPeer DatagramPeer taken) {
    Map<String, String> rows = new LinkedHashMap<>();
    refused(
        rows,
        "peers.open(options) with the port of another socket",
        () -> peers.open(PeerOptions.builder().name("agent").port(taken.port()).build()));
    refused(
        rows,
        "peers.open(options) with host(\"203.0.113.7\")",
        () -> peers.open(PeerOptions.builder().name("agent").host("203.0.113.7").build()));
    refused(
        rows,
        "PeerOptions.builder().captureLimit(0).build()",
        () -> PeerOptions.builder().captureLimit(0).build());
    refused(rows, "peers.open() before the test", () -> UdpPeers.create().open());
    GoldenFile.verify("opening.md", table("call", rows));
  }

  static class AnyPeer {
    @Test
    void test(@UdpPeer DatagramPeer agent) {
      assertThat(agent).hasNothingPending();
    }
  }

  private static void refused(Map<String, String> rows, String call, ThrowingCallable refused) {
    Throwable failure = catchThrowable(refused);
    assertThat(failure).as(call).isNotNull();
    rows.put(call, Normalised.of(failure.getMessage()));
  }

  private static Map<String, String> sources() {
    String file =
        Repository.text(
            Repository.root().resolve(Repository.SNIPPETS).resolve("MisuseTestCase.java"));
    Map<String, String> sources = new LinkedHashMap<>();
    Matcher testCase = TEST_CASE.matcher(file);
    while (testCase.find()) {
      sources.put(testCase.group(1), testCase.group(2).replaceAll("\\s+", " ").strip());
    }
    return sources;
  }

  private static Class<?> testCase(String name) {
    return Arrays.stream(MisuseTestCase.class.getDeclaredClasses())
        .filter(type -> type.getSimpleName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String table(String what, Map<String, String> rows) {
    StringBuilder table = new StringBuilder("| %s | message |\n|---|---|\n".formatted(what));
    rows.forEach(
        (row, message) -> table.append("| `%s` | `%s` |\n".formatted(row, oneLine(message))));
    return table.toString();
  }

  private static String oneLine(String message) {
    assertThat(message).doesNotContain("`", "|");
    return message.replaceAll("\\s*\n\\s*", " ");
  }
}
