package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each public type of a door says with which version it came. */
class SinceTests {

  private static final Path MAIN = Path.of("src/main/java/io/github/udppeer");
  private static final Pattern PUBLIC =
      Pattern.compile("(?m)^public .*\\b(class|interface|enum|record) ");
  private static final Pattern SINCE =
      Pattern.compile("(?m)^ \\* @since \\d+\\.\\d+\\.\\d+\\n \\*/\\n(@.*\\n)*public ");

  @Test
  void eachPublicTypeSaysItsVersion() throws IOException {
    try (Stream<Path> all = Files.walk(MAIN)) {
      List<Path> types =
          all.filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.startsWith(MAIN.resolve("internal")))
              .filter(file -> PUBLIC.matcher(text(file)).find())
              .toList();

      assertThat(types).hasSizeGreaterThan(50);
      assertThat(types).allMatch(file -> SINCE.matcher(text(file)).find());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
