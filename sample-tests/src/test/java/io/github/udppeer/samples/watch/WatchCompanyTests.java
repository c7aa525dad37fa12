package io.github.udppeer.samples.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.udppeer.watch.SocketWatch;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A watch beside JaCoCo's agent and Mockito's inline mocks, in each way that it can begin. {@code
 * mvn verify -Pcompany} tries each before, after and without the mocks; without the profile each is
 * tried once.
 */
@Isolated
class WatchCompanyTests {

  private static final List<String> ATTACHING = List.of("-XX:+EnableDynamicAgentLoading");
  private static final List<String> NO_ATTACHING = List.of("-XX:-EnableDynamicAgentLoading");

  /** When Mockito mocks the JDK's sockets: before the watch begins, afterwards, or never. */
  static Stream<String> mocks() {
    return Boolean.getBoolean("udppeer.company.all")
        ? Stream.of("never", "before", "after")
        : Stream.of("before");
  }

  @ParameterizedTest
  @MethodSource("mocks")
  void watchesOnTheClassPath(String mocks) throws IOException, InterruptedException {
    assertThat(run(ATTACHING, onClassPath(), mocks))
        .contains("measured in the class path, mocked " + mocks);
  }

  @ParameterizedTest
  @MethodSource("mocks")
  void watchesBesideJacoco(String mocks, @TempDir Path folder)
      throws IOException, InterruptedException, URISyntaxException {
    List<String> options = new ArrayList<>(ATTACHING);
    Path coverage = folder.resolve("jacoco.exec");
    options.add("-javaagent:" + jar("org.jacoco.agent-runtime") + "=destfile=" + coverage);

    assertThat(run(options, onClassPath(), mocks))
        .contains("measured in the class path, mocked " + mocks);
    assertThat(coverage).isNotEmptyFile();
  }

  @Test
  void watchesOnTheModulePath() throws IOException, InterruptedException {
    List<String> path = new ArrayList<>();
    path.addAll(List.of("--module-path", modulePath()));
    path.addAll(List.of("--add-modules", "io.github.udppeer,net.bytebuddy.agent"));
    path.addAll(onClassPath());

    assertThat(run(ATTACHING, path, "never")).contains("measured in a module, mocked never");
  }

  @ParameterizedTest
  @MethodSource("mocks")
  void watchesWithItsOwnAgentWhereNobodyMayAttach(String mocks)
      throws IOException, InterruptedException, URISyntaxException {
    Path library =
        Path.of(SocketWatch.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    assumeThat(library).as("the library's jar, which `mvn verify` makes").isRegularFile();
    List<String> options = new ArrayList<>(NO_ATTACHING);
    options.add("-javaagent:" + library);
    if (!mocks.equals("never")) { // which could not attach itself either
      options.add("-javaagent:" + jar("mockito-core"));
    }

    assertThat(run(options, onClassPath(), mocks))
        .contains("measured in the class path, mocked " + mocks);
  }

  @Test
  void saysWhatToDoWhereNobodyMayAttach() throws IOException, InterruptedException {
    assertThat(run(NO_ATTACHING, onClassPath(), "never"))
        .contains("the sockets of the code under test cannot be watched: ")
        .contains("-javaagent: and the jar of udp-peer");
  }

  private static List<String> onClassPath() {
    return List.of(
        "-cp",
        String.join(
            File.pathSeparator,
            System.getProperty("java.class.path"),
            jar("mockito-core"),
            jar("objenesis")));
  }

  /** The library and what it requires. */
  private static String modulePath() {
    String needed =
        ".*(udp-peer|extension.target.classes|assertj|awaitility|hamcrest|opentest4j|jspecify|byte-buddy).*";
    return String.join(
        File.pathSeparator,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.matches(needed) && !entry.contains("test-classes"))
            .toList());
  }

  /** What the build has put aside: not on the class path of any other test. */
  private static String jar(String name) {
    return Path.of("target", "company", name + ".jar").toAbsolutePath().toString();
  }

  private static String run(List<String> options, List<String> path, String mocks)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(options);
    command.addAll(path);
    command.addAll(List.of(WatchedProgram.class.getName(), mocks));
    Path output = Files.createTempFile("watched", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.waitFor();
    String said = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);
    return said;
  }
}
