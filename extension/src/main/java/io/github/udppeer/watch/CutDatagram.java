package io.github.udppeer.watch;

import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.watch.Happening;
import io.github.udppeer.internal.watch.Place;
import io.github.udppeer.internal.watch.SocketView;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A datagram that a buffer of the code under test was too small for.
 *
 * @param line the line that received it: {@code SyslogReceiver.run (SyslogReceiver.java:42)}
 * @param from where it came from
 * @param offered the bytes that the buffer had room for
 * @param wireLength the bytes that the datagram had
 * @since 0.1.0
 */
public record CutDatagram(String line, InetSocketAddress from, int offered, int wireLength) {

  /**
   * Returns how many bytes were lost.
   *
   * @return bytes, 1 or more
   */
  public int lost() {
    return wireLength - offered;
  }

  static List<CutDatagram> of(SocketView socket) {
    return socket.flows().stream()
        .flatMap(flow -> flow.cuts().stream())
        .map(
            cut ->
                new CutDatagram(words(cut.place(), socket), from(cut), cut.offered(), cut.length()))
        .toList();
  }

  private static InetSocketAddress from(Happening cut) {
    return Objects.requireNonNull(cut.address());
  }

  private static String words(@Nullable Place place, SocketView socket) {
    return place == null ? socket.name() : place.words();
  }

  /** Returns what happened, in one line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s offered %s for a datagram of %s from %s: %s lost",
        line,
        Words.bytes(offered),
        Words.number(wireLength),
        Words.address(from),
        Words.number(lost()));
  }
}
