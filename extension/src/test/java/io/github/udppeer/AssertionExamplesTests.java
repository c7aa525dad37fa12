package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.jupiter.CompiledFixture;
import io.github.udppeer.link.DatagramLink;
import io.github.udppeer.link.LinkOptions;
import io.github.udppeer.watch.SocketWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples in the Javadoc of the assertions: what they call passing passes. */
class AssertionExamplesTests {

  private static final Pattern JAVADOC =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+(?:@[^\\n]*\\s+)*public ([^{;]*)\\{", Pattern.DOTALL);
  private static final Pattern CODE =
      Pattern.compile("<pre>\\{@code\\n(.*?)}</pre>", Pattern.DOTALL);
  private static final Pattern FAILS = Pattern.compile("(.*;) // fails.*");
  private static final String START =
      """
      import static io.github.udppeer.DatagramMatcher.*;
      import static io.github.udppeer.link.LinkSelector.first;
      import static java.time.Duration.*;
      import static org.assertj.core.api.Assertions.*;
      import io.github.udppeer.link.*;
      import io.github.udppeer.watch.*;
      import java.net.*;
      import java.time.Duration;
      public class Examples {
        static void failing(org.assertj.core.api.ThrowableAssert.ThrowingCallable statement) {
          assertThatThrownBy(statement).isInstanceOf(AssertionError.class);
        }
      """;

  /** An assertion with its Javadoc. */
  private record Documented(String assertion, String doc) {

    /** The statements; each that is to fail is handed to {@code failing}. */
    String code() {
      Matcher code = CODE.matcher(doc.replaceAll("(?m)^ *\\* ?", ""));
      assertThat(code.find()).as(assertion).isTrue();
      StringBuilder statements = new StringBuilder();
      for (String line : code.group(1).split("\n", -1)) {
        Matcher fails = FAILS.matcher(line);
        statements
            .append(fails.matches() ? "failing(() -> { " + fails.group(1) + " });" : line)
            .append('\n');
      }
      return statements.toString();
    }

    @Override
    public String toString() {
      return assertion;
    }
  }

  private static final List<Documented> ALL = documented();

  private static CompiledFixture examples;

  private static List<Documented> documented() {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java/io/github/udppeer"), 2)) {
      return sources
          .filter(source -> source.toString().endsWith("Assert.java"))
          .sorted()
          .flatMap(source -> documented(source).stream())
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<Documented> documented(Path source) {
    try {
      return JAVADOC
          .matcher(Files.readString(source))
          .results()
          .filter(found -> found.group(1).contains("* Verifies "))
          .map(
              found -> {
                String method = found.group(2).replaceAll("\\s+", " ").strip();
                return new Documented(source.getFileName() + ": " + method, found.group(1));
              })
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @BeforeAll
  static void compile(@TempDir Path folder) throws IOException, ClassNotFoundException {
    StringBuilder source = new StringBuilder(START);
    for (int number = 0; number < ALL.size(); number++) {
      source
          .append("public static void example")
          .append(number)
          .append("(DatagramPeer client, DatagramPeer server, DatagramPeer other,")
          .append(" DatagramPeer small, DatagramLink link, SocketWatch code,")
          .append(" DatagramSocket socket) throws Exception {\n")
          .append(ALL.get(number).code())
          .append("}\n");
    }
    examples = CompiledFixture.of("Examples", source.append("}\n").toString(), folder);
  }

  @AfterAll
  static void close() throws IOException {
    if (examples != null) {
      examples.close();
    }
  }

  @Test
  void areThereForEachAssertion() {
    assertThat(ALL).hasSizeGreaterThanOrEqualTo(49);
    assertThat(ALL)
        .allSatisfy(
            each ->
                assertThat(each.doc())
                    .contains("// passes", "// fails", "@throws AssertionError if"));
  }

  static IntStream areTrue() {
    return IntStream.range(0, ALL.size());
  }

  @ParameterizedTest
  @MethodSource
  void areTrue(int number) throws ReflectiveOperationException, SocketException {
    try (PeerGroup group = PeerGroup.open(new WaitLimits(Duration.ofSeconds(1), 1))) {
      DatagramPeer server = group.open(named("server").build());
      SocketWatch code = SocketWatch.open(group);
      DatagramSocket socket = group.openSocket(named("socket").build());
      socket.setSoTimeout(1_000);
      DatagramLink link = group.openLink(LinkOptions.to(server.address()).name("link").build());
      examples
          .get()
          .getMethod(
              "example" + number,
              DatagramPeer.class,
              DatagramPeer.class,
              DatagramPeer.class,
              DatagramPeer.class,
              DatagramLink.class,
              SocketWatch.class,
              DatagramSocket.class)
          .invoke(
              null,
              group.open(named("client").build()),
              server,
              group.open(named("other").build()),
              group.open(named("small").receiveCapacity(4).captureLimit(64).build()),
              link,
              code,
              socket);
    }
  }

  private static PeerOptions.Builder named(String name) {
    return PeerOptions.builder().name(name);
  }
}
