package io.github.udppeer.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.ExchangeReport;
import io.github.udppeer.PayloadRedactor;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import io.github.udppeer.jupiter.UdpPeer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What the manual shows of what failures leave. */
class EvidenceTests {

  @TempDir private Path folder;

  @Test
  void aHangingTestTellsWhatItsPeersDid() throws IOException {
    String page = pageOf(HangingTestCase.class);
    Matcher state =
        Pattern.compile("(?s)When the time-out struck</summary>\\s*<pre>(.*?)</pre>").matcher(page);
    assertThat(state.find()).isTrue();
    GoldenFile.verify(
        "hang.txt", normalised(state.group(1).replace("&quot;", "\"").replace("&lt;", "<")) + "\n");
  }

  @Test
  void everyFailureIsToldTheExchange() {
    Throwable failure =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter("udppeer.report", "never")
            .selectors(selectClass(WaitingTestCase.class))
            .execute()
            .testEvents()
            .failed()
            .map(event -> event.getRequiredPayload(TestExecutionResult.class))
            .flatMap(result -> result.getThrowable().stream())
            .findFirst()
            .orElseThrow();
    GoldenFile.verify("note.txt", Normalised.of(failure.getSuppressed()[0] + "\n"));
  }

  @Test
  void aRedactorKeepsPasswordsOut() throws IOException {
    assertThat(pageOf(LoginTestCase.class))
        .contains("user=ada password=***")
        .doesNotContain("1815");
  }

  @Test
  void aReportCanBeWrittenWithoutJUnit() throws IOException {
    assertThat(writeReport(folder)).exists();
    assertThat(folder.resolve("heartbeat.pcapng")).exists();
  }

  // region by-hand
  static Path writeReport(Path folder) throws IOException {
    try (PeerGroup group = PeerGroup.open(WaitLimits.from(name -> Optional.empty()))) {
      DatagramPeer monitor = group.open(PeerOptions.builder().name("monitor").build());
      new Heartbeat("orders", monitor.address()).beat();
      assertThat(monitor).receives();
      return ExchangeReport.of(group, "heartbeat").writeTo(folder, "heartbeat");
    }
  }

  // endregion

  static class HangingTestCase {
    // region hang
    @Test
    @Timeout(1)
    void waitsForASecondBeat(@UdpPeer(receiveTimeoutMillis = 60_000) DatagramPeer monitor) {
      new Heartbeat("orders", monitor.address()).beat();

      assertThat(monitor).receives().hasText("orders alive 1\n");
      monitor.receive();
    }
    // endregion
  }

  static class WaitingTestCase {
    // region note
    @Test
    void learnsTheVersion(@UdpPeer DatagramPeer server, @UdpPeer DatagramSocket socket) {
      server.on("versions?").reply("7");

      CompletableFuture<String> version = new Lookup(socket, server.address()).ask("version");

      server.await().until(() -> server.peek().isPresent());
      assertThat(version).succeedsWithin(Duration.ofMillis(100)).isEqualTo("7");
    }
    // endregion
  }

  // region redactor
  static final class WithoutPasswords implements PayloadRedactor {
    @Override
    public byte[] redact(byte[] payload) {
      String text = new String(payload, StandardCharsets.UTF_8);
      return text.replaceAll("password=\\S+", "password=***").getBytes(StandardCharsets.UTF_8);
    }
  }

  // endregion

  static class LoginTestCase {
    @Test
    // region redacted
    void logsIn(@UdpPeer(redactor = WithoutPasswords.class) DatagramPeer server) {
      // endregion
      server.sendTo(server, "user=ada password=1815");
      assertThat(server).receives().hasText("user=ada password=1852");
    }
  }

  private String pageOf(Class<?> testCase) throws IOException {
    EngineTestKit.engine("junit-jupiter")
        .outputDirectoryCreator(new OneFolder(folder))
        .selectors(selectClass(testCase))
        .execute();
    try (Stream<Path> files = Files.walk(folder)) {
      Path page = files.filter(file -> file.toString().endsWith(".html")).findFirst().orElseThrow();
      return Files.readString(page);
    }
  }

  private static String normalised(String state) {
    return Normalised.of(state)
        .replaceAll(
            "thread \"[^\"]*\" has waited [\\d.]+ m?s", "thread \"main\" has waited 998.5 ms")
        .replaceAll(
            "at \\S+waitsForASecondBeat\\(.*\\)",
            "at AgentTests.waitsForASecondBeat(AgentTests.java:24)")
        .replace("EvidenceTests$HangingTestCase", "AgentTests");
  }

  private record OneFolder(Path getRootDirectory) implements OutputDirectoryCreator {
    @Override
    public Path createOutputDirectory(TestDescriptor test) {
      return getRootDirectory;
    }
  }
}
