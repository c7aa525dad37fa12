package io.github.udppeer.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Where the figures are from.
 *
 * @param date in UTC
 * @param jdk the version of the JVM
 * @param cores how many there are
 * @param processor its model
 * @param system the kernel and its version
 * @param receiveBufferLimit {@code rmem_max} in bytes, -1 where the system has none
 */
record Machine(
    LocalDate date,
    String jdk,
    int cores,
    String processor,
    String system,
    long receiveBufferLimit) {

  static Machine here() {
    return new Machine(
        LocalDate.now(ZoneOffset.UTC),
        Runtime.version().toString(),
        Runtime.getRuntime().availableProcessors(),
        processorModel(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Long.parseLong(firstLine("/proc/sys/net/core/rmem_max", "-1")));
  }

  String text() {
    return "%s, JDK %s, %s, %d cores (%s), `rmem_max` %,d."
        .formatted(date, jdk, system, cores, processor, receiveBufferLimit);
  }

  private static String processorModel() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException notLinux) {
      return System.getProperty("os.arch");
    }
  }

  private static String firstLine(String file, String otherwise) {
    // Not readString: it reads a file that tells no size byte by byte, and this gives one only.
    try (BufferedReader reader = Files.newBufferedReader(Path.of(file))) {
      return String.valueOf(reader.readLine()).strip();
    } catch (IOException notLinux) {
      return otherwise;
    }
  }
}
