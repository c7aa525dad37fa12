package io.github.udppeer.internal.kernel;

import io.github.udppeer.internal.text.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/** What the system grants at most, where it reports them. */
public final class SystemLimits {

  private static final Path LARGEST_RECEIVE_BUFFER = Path.of("/proc/sys/net/core/rmem_max");

  private SystemLimits() {}

  /** Returns {@code net.core.rmem_max}, which bounds what {@code SO_RCVBUF} may ask for. */
  static OptionalLong largestReceiveBuffer() {
    return number(LARGEST_RECEIVE_BUFFER);
  }

  static OptionalLong number(Path file) {
    try {
      return parsed(ProcFile.read(file).strip());
    } catch (IOException notTold) {
      return OptionalLong.empty(); // another system, or one that hides it: then it is left out
    }
  }

  static OptionalLong parsed(String number) {
    try {
      return OptionalLong.of(Long.parseLong(number));
    } catch (NumberFormatException ofAnotherForm) {
      return OptionalLong.empty();
    }
  }

  /** Says how large a receive buffer is, and how large the system lets one be. */
  public static String receiveBufferWords(int receiveBuffer) {
    OptionalLong limit = largestReceiveBuffer();
    return String.format(
        Locale.ROOT,
        "SO_RCVBUF %s%s",
        Words.number(receiveBuffer),
        limit.isPresent() ? "; rmem_max " + Words.number(limit.getAsLong()) : "");
  }
}
