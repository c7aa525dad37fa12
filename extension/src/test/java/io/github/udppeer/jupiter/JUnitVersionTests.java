package io.github.udppeer.jupiter;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.udppeer.ChildJvm;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.link.DatagramLink;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.assertj.core.api.AssertProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.AssertionFailedError;

@Isolated("a starting process inherits all open sockets: for some ms closed ones stay bound")
class JUnitVersionTests {

  /** The build copies them there, a folder for each version. */
  private static final Path OLD = Path.of("target", "junit-old");

  @Test
  void thatIsNewEnoughIsTaken() {
    assertThatCode(NeedsJUnit.Version::require).doesNotThrowAnyException();
  }

  @Test
  void thatLacksATypeIsRefused() {
    ClassLoader without = ClassLoader.getPlatformClassLoader();

    assertThatExceptionOfType(LinkageError.class)
        .isThrownBy(() -> NeedsJUnit.Version.require(without))
        .withMessageStartingWith("udp-peer needs JUnit Jupiter 5.12 or later, found ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.10.5", "5.11.4"})
  void thatIsTooOldIsNamed(String version) throws Exception {
    assumeTrue(
        Files.isDirectory(OLD.resolve(version)), "the build has not copied JUnit " + version);
    try (ChildJvm child = ChildJvm.startOn(classPathWith(version), OldJUnitChild.class)) {
      String refusal = "udp-peer needs JUnit Jupiter 5.12 or later, found " + version;

      assertThat(child.readLine()).isEqualTo("PeersTestCase: java.lang.LinkageError: " + refusal);
      assertThat(child.readLine()).isEqualTo("FieldTestCase: java.lang.LinkageError: " + refusal);
      for (Class<?> further : OldJUnitChild.FURTHER) {
        assertThat(child.readLine()).startsWith(further.getSimpleName() + ": ").contains(refusal);
      }
      assertThat(child.readLine()).isEqualTo("WithoutTestCase: passed");
    }
  }

  /** The old JUnit first and alone, and the rest as it is here. */
  private static String classPathWith(String version) throws IOException, URISyntaxException {
    List<String> path = new ArrayList<>();
    try (Stream<Path> jars = Files.list(OLD.resolve(version))) {
      jars.map(Path::toAbsolutePath).map(Path::toString).forEach(path::add);
    }
    List<Class<?>> others =
        List.of(
            UdpPeer.class,
            JUnitVersionTests.class,
            AssertProvider.class,
            AssertionFailedError.class,
            API.class);
    for (Class<?> other : others) {
      path.add(
          Path.of(other.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    return path.stream().collect(joining(File.pathSeparator));
  }

  /** Runs the fixtures, and says of each what came of it. */
  static final class OldJUnitChild implements TestExecutionListener {

    /** The first failure of its initialiser is the one that a class has; later ones refer to it. */
    static final List<Class<?>> FURTHER =
        List.of(
            StaticFieldTestCase.class,
            ParameterTestCase.class,
            ConstructorTestCase.class,
            LinkTestCase.class,
            PortTestCase.class,
            StaticPeersTestCase.class);

    private String outcome = "passed";

    public static void main(String[] arguments) {
      run(PeersTestCase.class);
      run(FieldTestCase.class);
      FURTHER.forEach(OldJUnitChild::run);
      run(WithoutTestCase.class);
    }

    private static void run(Class<?> fixture) {
      OldJUnitChild child = new OldJUnitChild();
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request().selectors(selectClass(fixture)).build(),
              child);
      System.out.println(fixture.getSimpleName() + ": " + child.outcome);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      result.getThrowable().ifPresent(thrown -> outcome = words(thrown));
    }

    /** Those that a reader gets to see, without the type that the JVM misses. */
    private static String words(Throwable thrown) {
      return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
          .filter(it -> !(it instanceof ClassNotFoundException))
          .map(Throwable::toString)
          .collect(joining(", because of "));
    }
  }

  static class WithoutTestCase {
    @Test
    void test() {}
  }

  static class FieldTestCase {
    @UdpPeer DatagramPeer peer;

    @Test
    void test() {}
  }

  static class StaticFieldTestCase {
    @UdpPeer static DatagramPeer peer;

    @Test
    void test() {}
  }

  static class ParameterTestCase {
    @Test
    void test(@UdpPeer DatagramPeer peer) {}
  }

  static class ConstructorTestCase {
    ConstructorTestCase(@UdpPeer DatagramPeer peer) {}

    @Test
    void test() {}
  }

  static class LinkTestCase {
    @Test
    void test(@UdpLink(to = "127.0.0.1:9") DatagramLink link) {}
  }

  static class PortTestCase {
    @Test
    void test(@ReservedPort int port) {}
  }

  static class PeersTestCase {
    @RegisterExtension final UdpPeers peers = UdpPeers.create();

    @Test
    void test() {}
  }

  static class StaticPeersTestCase {
    @RegisterExtension static final UdpPeers PEERS = UdpPeers.create();

    @Test
    void test() {}
  }
}
