package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.opentest4j.AssertionFailedError;

class GoldenTests {

  @Test
  void portsAreNumberedInTheOrderOfTheirAppearance() {
    assertThat(Golden.normalised("127.0.0.1:42842 -> [::1]:40074, 127.0.0.1:42842, [::]:50000"))
        .isEqualTo("127.0.0.1:<port-1> -> [::1]:<port-2>, 127.0.0.1:<port-1>, [::]:<port-3>");
  }

  @Test
  void portsThatTestsChooseStay() {
    assertThat(Golden.normalised("127.0.0.1:8125, [::1]:53, 65,507 bytes, 12345 ms"))
        .isEqualTo("127.0.0.1:8125, [::1]:53, 65,507 bytes, 12345 ms");
  }

  @Test
  void timesAndWhatTheMachineGrantsArePlaceholders() {
    assertThat(Golden.normalised("  +  1.2 ms  probe\n  +12,345.6 ms  probe\nbut it took 1.5 s:"))
        .isEqualTo("  + <time> ms  probe\n  + <time> ms  probe\nbut it took <time>:");
    assertThat(Golden.normalised("the kernel dropped 4,744 datagrams (SO_RCVBUF 212,992)"))
        .isEqualTo("the kernel dropped <count> datagrams (SO_RCVBUF <granted>)");
    assertThat(Golden.normalised("port 40074 is in use by process 4711 (java)"))
        .isEqualTo("port <port-1> is in use by process <pid> (java)");
  }

  @Test
  void limitsOfTheTestStay() {
    assertThat(Golden.normalised("within 250 ms")).isEqualTo("within 250 ms");
  }

  @Test
  @DisabledIfSystemProperty(named = "golden.update", matches = "true")
  void aDifferenceIsShownByLine() {
    assertThatExceptionOfType(AssertionFailedError.class)
        .isThrownBy(() -> Golden.verify("golden-example", "one\nthree"))
        .withMessageContaining("golden/golden-example.txt differs")
        .withMessageContaining("line 2\n  expected: two\n  but was:  three\n")
        .satisfies(
            error -> {
              assertThat(error.getExpected().getValue()).isEqualTo("one\ntwo\n");
              assertThat(error.getActual().getValue()).isEqualTo("one\nthree\n");
            });
  }

  @Test
  @DisabledIfSystemProperty(named = "golden.update", matches = "true")
  void aLineWiderThanThePageFails() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> Golden.verify("golden-example", "x".repeat(101)));
  }

  @Test
  void everyFileBelongsToATest() throws IOException {
    List<String> sources = sources();
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden"))) {
      assertThat(files)
          .map(file -> file.getFileName().toString().replace(".txt", ""))
          .isNotEmpty()
          .allSatisfy(
              name ->
                  assertThat(sources)
                      .as("tests that name golden/%s.txt", name)
                      .anyMatch(source -> source.contains('"' + name + '"')));
    }
  }

  private static List<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      return sources.stream().map(GoldenTests::read).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
