package io.github.udppeer.internal.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ports from which the system serves whoever binds port 0 or connects.
 *
 * @param first the lowest of them
 * @param last the highest of them
 */
public record EphemeralRange(int first, int last) {

  private static final Path LINUX = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final Pattern ENDS = Pattern.compile("\\s*(\\d{1,5})\\s+(\\d{1,5})\\s*");

  /** The range that IANA names, and that systems other than Linux use by default. */
  private static final EphemeralRange IANA = new EphemeralRange(49_152, 65_535);

  /** Returns the range of this machine. */
  public static EphemeralRange ofThisMachine() {
    return of(LINUX);
  }

  /** Takes the range from a file with its two ends, or IANA's where there is none. */
  public static EphemeralRange of(Path file) {
    Matcher ends = ENDS.matcher(text(file));
    return ends.matches()
        ? new EphemeralRange(Integer.parseInt(ends.group(1)), Integer.parseInt(ends.group(2)))
        : IANA;
  }

  private static String text(Path file) {
    try {
      return ProcFile.read(file);
    } catch (IOException absentOrForbidden) {
      return "";
    }
  }

  /** Says whether the system gives out this port. */
  public boolean contains(int port) {
    return first <= port && port <= last;
  }
}
