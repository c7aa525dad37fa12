package io.github.udppeer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The numbers to reserve from: 10000 and above, where few services live, without the ephemeral
 * range, from which the system serves whoever binds port 0 or connects.
 */
final class ReservablePorts {

  private static final int LOWEST = 10_000;
  private static final int HIGHEST = 65_535;

  private static final Path LINUX_RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final Pattern RANGE = Pattern.compile("\\s*(\\d{1,5})\\s+(\\d{1,5})\\s*");

  private static final int LONGEST_RANGE = 64;

  /** The range that IANA names, and that systems other than Linux use unless told otherwise. */
  private static final int IANA_FIRST = 49_152;

  private final String description;
  private final int[] ports;

  private ReservablePorts(String description, int[] ports) {
    this.description = description;
    this.ports = ports;
  }

  static ReservablePorts ofThisMachine() {
    return of(LINUX_RANGE);
  }

  /** Takes the ephemeral range from a file with its two ends, or IANA's where there is none. */
  static ReservablePorts of(Path rangeFile) {
    Matcher range = RANGE.matcher(text(rangeFile));
    return range.matches()
        ? outside(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)))
        : outside(IANA_FIRST, HIGHEST);
  }

  /** Not {@code Files.readString}: its first read asks for 1 byte, and Linux gives no second. */
  private static String text(Path file) {
    try (InputStream range = Files.newInputStream(file)) {
      return new String(range.readNBytes(LONGEST_RANGE), StandardCharsets.US_ASCII);
    } catch (IOException absentOrForbidden) {
      return "";
    }
  }

  private static ReservablePorts outside(int first, int last) {
    String ephemeral = "the ephemeral range " + first + " to " + last;
    int[] ports =
        IntStream.rangeClosed(LOWEST, HIGHEST).filter(it -> it < first || it > last).toArray();
    if (ports.length == 0) {
      throw new PeerException(
          "no port can be reserved: "
              + ephemeral
              + " of this system leaves no number from "
              + LOWEST
              + " to "
              + HIGHEST
              + "; narrow the range");
    }
    return new ReservablePorts(LOWEST + " to " + HIGHEST + " outside " + ephemeral, ports);
  }

  /** Just this one number: for tests of what happens when two want the same. */
  static ReservablePorts only(int port) {
    return new ReservablePorts(String.valueOf(port), new int[] {port});
  }

  int draw() {
    return ports[ThreadLocalRandom.current().nextInt(ports.length)];
  }

  IntStream all() {
    return IntStream.of(ports);
  }

  @Override
  public String toString() {
    return description;
  }
}
