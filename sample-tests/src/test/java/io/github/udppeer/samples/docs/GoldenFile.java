package io.github.udppeer.samples.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.AssertionFailedError;

/**
 * Compares what tests print with the files that the manual shows. With {@code -Dgolden.update=true}
 * a file that differs is written anew; the test fails all the same, so that somebody reads it.
 */
final class GoldenFile {

  private GoldenFile() {}

  static void verify(String name, String actual) {
    Path file = Repository.root().resolve(Repository.GOLDEN).resolve(name);
    String expected = Files.exists(file) ? Repository.text(file) : "";
    if (!actual.equals(expected)) {
      boolean update = Boolean.getBoolean("golden.update");
      if (update) {
        write(file, actual);
      }
      throw new AssertionFailedError(
          "%s differs%s:%n%s"
              .formatted(
                  file.getFileName(),
                  update
                      ? " and was written anew; read it, then run again without golden.update"
                      : "; -Dgolden.update=true writes it anew. It should be",
                  actual),
          expected,
          actual);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
