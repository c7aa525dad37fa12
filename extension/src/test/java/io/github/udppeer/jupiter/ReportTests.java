package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PayloadRedactor;
import io.github.udppeer.WrittenReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.OutputDirectoryProvider;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.opentest4j.AssertionFailedError;

@Isolated("a process that is just being started holds the sockets of all other tests open")
class ReportTests {

  private static final String WHEN = "udppeer.report";

  @TempDir private Path folder;

  @Test
  void isWrittenForAFailedTestAndNamedInItsFailure() throws IOException {
    Throwable failure = Fixtures.failureOf(run(Map.of(), FailingTestCase.class));
    Path page = only(pages());

    assertThat(failure).isExactlyInstanceOf(AssertionFailedError.class);
    assertThat(((AssertionFailedError) failure).getExpected().getStringRepresentation())
        .isEqualTo("PONG");
    assertThat(failure.getSuppressed())
        .singleElement()
        .asString()
        .isEqualTo("exchange: " + page.toAbsolutePath().toUri());
    assertThat(page.getFileName().toString())
        .matches("FailingTestCase\\.answers-[0-9a-f]{8}-[0-9a-f]{4}\\.html");
    assertThat(WrittenReport.at(page).html())
        .contains("&quot;PING&quot; · 4 B", "FailingTestCase › answers(DatagramPeer)")
        .contains("the test failed here at ReportTests.java:")
        .contains("<strong>ofClass</strong>", "<strong>ofTest</strong>");
  }

  @Test
  void isNamedAboveTheExchangeInWords() {
    Throwable failure = Fixtures.failureOf(run(Map.of(), ProgramTestCase.class));
    assertThat(failure.getSuppressed())
        .singleElement()
        .asString()
        .startsWith("exchange: " + only(pages()).toAbsolutePath().toUri() + "\n\npeer \"agent\" (")
        .contains("): 1 is pending:\n", "\n\nTimeline (t = 0 when the test started; ");
  }

  @Test
  void isNotWrittenForATestThatPassesOrIsAborted() {
    run(Map.of(), PassingTestCase.class, AbortedTestCase.class);
    assertThat(pages()).isEmpty();
  }

  @Test
  void isNotWrittenWithoutPeers() {
    run(Map.of(), PeerlessTestCase.class);
    assertThat(pages()).isEmpty();
  }

  @Test
  void isWrittenForEveryTestWhereThatIsWanted() throws IOException {
    run(Map.of(WHEN, "always"), PassingTestCase.class);
    assertThat(WrittenReport.at(only(pages())).html()).contains(">passed</p>");
  }

  @Test
  void isNeverWrittenWhereThatIsWanted() {
    Throwable failure = Fixtures.failureOf(run(Map.of(WHEN, "never"), FailingTestCase.class));
    assertThat(failure.getSuppressed()).isEmpty();
    assertThat(pages()).isEmpty();
  }

  @Test
  void isConfiguredByNamedValuesOnly() {
    EngineExecutionResults results = run(Map.of(WHEN, "sometimes"), PassingTestCase.class);
    assertThat(Fixtures.failureOf(results))
        .isExactlyInstanceOf(ExtensionConfigurationException.class)
        .hasMessage("udppeer.report is \"sometimes\", but must be failure," + " always or never");
  }

  @ParameterizedTest
  @ValueSource(classes = {BeforeEachTestCase.class, AfterEachTestCase.class, StrictTestCase.class})
  void isWrittenWhereverTheTestFailed(Class<?> fixture) throws IOException {
    Throwable failure = Fixtures.failureOf(run(Map.of(), fixture));
    assertThat(failure.getSuppressed()).singleElement().asString().startsWith("exchange: ");
    assertThat(WrittenReport.at(only(pages())).html()).contains("&quot;PING&quot;");
  }

  @Test
  void isWrittenBeforeTheTestCleansUp() throws IOException {
    run(Map.of(), ClearingTestCase.class);
    assertThat(Files.readString(only(pages()))).contains("&quot;PING&quot;");
  }

  @Test
  void hasANameForEachInvocationHoweverTheyRun() {
    Map<String, String> concurrent =
        Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent");
    EngineExecutionResults results = run(concurrent, ManyTestCase.class);
    assertThat(results.testEvents().failed().count()).isEqualTo(6);
    assertThat(pages()).hasSize(6);
    assertThat(pages().stream().map(Path::getFileName).distinct()).hasSize(6);
  }

  @Test
  void thatCannotBeWrittenLeavesTheFailureAsItIs() throws IOException {
    Files.writeString(folder.resolve("taken"), "a file where a folder should be");
    Throwable failure =
        Fixtures.failureOf(
            run(folder.resolve("taken"), Map.of(), new Class<?>[] {FailingTestCase.class}));
    assertThat(failure).isExactlyInstanceOf(AssertionFailedError.class);
    assertThat(failure.getSuppressed()).hasSize(1);
  }

  @Test
  void tellsWhatThePeersDidWhenATimeOutStruck() throws IOException {
    Throwable failure = Fixtures.failureOf(run(Map.of(), HangingTestCase.class));
    assertThat(failure).isInstanceOf(java.util.concurrent.TimeoutException.class);
    assertThat(WrittenReport.at(only(pages())).html())
        .contains("<summary>When the time-out struck</summary>")
        .contains("Peers of ReportTests")
        .contains("peer &quot;agent&quot;", "1 received, 0 pending, 1 sent")
        .contains("has waited ", " for a datagram, at ", "ReportTests.java:");
  }

  @Test
  void isRedactedAsTheAnnotationSays() throws IOException {
    run(Map.of(), RedactedTestCase.class);
    assertThat(WrittenReport.at(only(pages())).html()).contains("***").doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(classes = {UncreatableTestCase.class, PlainRedactedTestCase.class})
  void isNotRedactedByWhatCannotRedact(Class<?> fixture) {
    assertThat(Fixtures.failureOf(fixture))
        .isExactlyInstanceOf(ExtensionConfigurationException.class)
        .hasMessageContaining("redactor = ");
  }

  @Test
  void isRedactedByOneClassUnderOneName() {
    Fixtures.pass(1, SharedRedactedTestCase.class);
  }

  @Test
  void keepsTheFirstAttemptsPageWhereATestIsRunAgain() {
    List<Path> pages =
        Stream.generate(() -> Fixtures.failureOf(run(Map.of(), FailingTestCase.class)))
            .limit(3)
            .map(ReportTests::pageOf)
            .toList();

    assertThat(pages).doesNotHaveDuplicates().allSatisfy(page -> assertThat(page).exists());
    assertThat(pages.get(2).toString()).matches(".*-[2-9][0-9]*\\.html");
  }

  private static Path pageOf(Throwable failure) {
    String told = failure.getSuppressed()[0].toString();
    return Path.of(URI.create(told.lines().findFirst().orElseThrow().replace("exchange: ", "")));
  }

  @ParameterizedTest
  @ValueSource(classes = {ConstructorTestCase.class, WordlessTestCase.class})
  void isWrittenWhereverAnExceptionComesFrom(Class<?> fixture) throws IOException {
    Throwable failure = Fixtures.failureOf(run(Map.of(), fixture));
    assertThat(failure.getSuppressed()[0].toString()).startsWith("exchange: ");
    assertThat(Files.readString(only(pages()))).contains("&quot;PING&quot;");
  }

  @Test
  void isWrittenForEachDynamicTestThatFails() throws IOException {
    run(Map.of(), DynamicTestCase.class);
    assertThat(pages()).hasSize(2);
    assertThat(Files.readString(pages().get(0))).contains("&quot;PING&quot;", "dynamic");
  }

  @Test
  void isNoLongerThanPeopleRead() throws IOException {
    run(Map.of(), WordyTestCase.class);
    assertThat(Files.size(only(pages()))).isLessThan(1_000_000);
    assertThat(Files.readString(only(pages()))).contains("and 19,900,");
  }

  private EngineExecutionResults run(Map<String, String> parameters, Class<?>... fixtures) {
    return run(folder, parameters, fixtures);
  }

  private static EngineExecutionResults run(
      Path root, Map<String, String> parameters, Class<?>[] fixtures) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameters(parameters)
        .outputDirectoryProvider(below(root))
        .selectors(
            Arrays.stream(fixtures)
                .map(DiscoverySelectors::selectClass)
                .toArray(org.junit.platform.engine.discovery.ClassSelector[]::new))
        .execute();
  }

  private static OutputDirectoryProvider below(Path root) {
    return new OutputDirectoryProvider() {
      @Override
      public Path getRootDirectory() {
        return root;
      }

      @Override
      public Path createOutputDirectory(TestDescriptor test) throws IOException {
        return Files.createDirectories(
            root.resolve(test.getUniqueId().toString().replaceAll("\\W+", "_")));
      }
    };
  }

  private List<Path> pages() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".html")).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Path only(List<Path> pages) {
    assertThat(pages).hasSize(1);
    return pages.get(0);
  }

  static class FailingTestCase {
    @UdpPeer static DatagramPeer ofClass;

    @Test
    void answers(@UdpPeer DatagramPeer ofTest) {
      ofClass.sendTo(ofTest, "PING");
      assertThat(ofTest).receives().hasText("PONG");
    }
  }

  static class ProgramTestCase {
    @Test
    void test(@UdpPeer DatagramPeer agent) {
      agent.sendTo(agent, "PING");
      throw new IllegalStateException("the program's own");
    }
  }

  static class PassingTestCase {
    @Test
    void test(@UdpPeer DatagramPeer agent) {
      Fixtures.requireWorking(agent);
    }
  }

  static class AbortedTestCase {
    @Test
    void test(@UdpPeer DatagramPeer agent) {
      abort("no use here");
    }
  }

  static class PeerlessTestCase {
    @RegisterExtension final UdpPeers peers = UdpPeers.create();

    @Test
    void test() {
      throw new IllegalStateException("nobody was asked");
    }
  }

  static class BeforeEachTestCase {
    @UdpPeer DatagramPeer agent;

    @BeforeEach
    void fail() {
      agent.sendTo(agent, "PING");
      assertThat(agent).hasNothingPending();
    }

    @Test
    void test() {}
  }

  static class AfterEachTestCase {
    @UdpPeer DatagramPeer agent;

    @Test
    void test() {
      agent.sendTo(agent, "PING");
    }

    @AfterEach
    void fail() {
      assertThat(agent).hasNothingPending();
    }
  }

  static class StrictTestCase {
    @Test
    void test(@UdpPeer(strict = true) DatagramPeer agent) {
      agent.sendTo(agent, "PING");
    }
  }

  static class ClearingTestCase {
    @UdpPeer DatagramPeer agent;

    @Test
    void test() {
      agent.sendTo(agent, "PING");
      assertThat(agent).hasNothingPending();
    }

    @AfterEach
    void clear() {
      agent.clear();
    }
  }

  static class ManyTestCase {
    @RepeatedTest(3)
    void repeated(@UdpPeer DatagramPeer agent) {
      assertThat(agent).peeks();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/../b", "a:b", ""})
    void parameterized(String name, @UdpPeer DatagramPeer agent) {
      assertThat(agent).as(name).peeks();
    }
  }

  static class ConstructorTestCase {
    ConstructorTestCase(@UdpPeer DatagramPeer agent) {
      agent.sendTo(agent, "PING");
      throw new IllegalStateException("no instance");
    }

    @Test
    void test() {}
  }

  static class WordlessTestCase {
    @Test
    void test(@UdpPeer DatagramPeer agent) {
      agent.sendTo(agent, "PING");
      throw new IllegalStateException("no words") {
        @Override
        @SuppressWarnings("OverrideThrowableToString") // that is what fails
        public String toString() {
          throw new UnsupportedOperationException();
        }
      };
    }
  }

  static class DynamicTestCase {
    @TestFactory
    Stream<DynamicTest> tests(@UdpPeer DatagramPeer agent) {
      agent.sendTo(agent, "PING");
      return Stream.of("dynamic one", "dynamic two")
          .map(name -> DynamicTest.dynamicTest(name, () -> assertThat(agent).hasPending(7)));
    }
  }

  static class WordyTestCase {
    @Test
    void test(@UdpPeer DatagramPeer agent) {
      throw new IllegalStateException("x".repeat(20_000_000));
    }
  }

  static class HangingTestCase {
    @Test
    @Timeout(1)
    void hangs(@UdpPeer(receiveTimeoutMillis = 600_000) DatagramPeer agent) {
      Fixtures.requireWorking(agent);
      agent.receive();
    }
  }

  static class Stars implements PayloadRedactor {
    @Override
    public byte[] redact(byte[] payload) {
      return "***".getBytes(StandardCharsets.UTF_8);
    }
  }

  static class RedactedTestCase {
    @Test
    void test(@UdpPeer(redactor = Stars.class) DatagramPeer agent) {
      agent.sendTo(agent, "hunter2");
      assertThat(agent).hasNothingPending();
    }
  }

  static class SharedRedactedTestCase {
    @UdpPeer(value = "agent", redactor = Stars.class)
    DatagramPeer agent;

    @Test
    void test(@UdpPeer(value = "agent", redactor = Stars.class) DatagramPeer same) {
      assertThat(same.port()).isEqualTo(agent.port());
    }
  }

  static class Uncreatable implements PayloadRedactor {
    Uncreatable(String pattern) {}

    @Override
    public byte[] redact(byte[] payload) {
      return payload;
    }
  }

  static class UncreatableTestCase {
    @Test
    void test(@UdpPeer(redactor = Uncreatable.class) DatagramPeer agent) {}
  }

  static class PlainRedactedTestCase {
    @Test
    void test(@UdpPeer(redactor = Stars.class) java.net.DatagramSocket agent) {}
  }
}
