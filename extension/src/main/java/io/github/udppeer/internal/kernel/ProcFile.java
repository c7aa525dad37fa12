package io.github.udppeer.internal.kernel;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A file that the kernel makes up as it is read. A stream needs no direct memory, which {@code
 * Files} does: a look-up is wanted most when something has run out. And {@code Files.readString}
 * begins with a read of 1 byte, after which some of these files have no more to give.
 */
final class ProcFile {

  private ProcFile() {}

  static String read(Path file) throws IOException {
    try (InputStream stream = new FileInputStream(file.toFile())) {
      return new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
