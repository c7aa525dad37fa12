package io.github.udppeer.samples.exchange;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What one peer exchanged: a line for each datagram, the earliest first. */
final class ExchangeText {

  private static final int WIDTH = 100;
  private static final int MOST_ENTRIES = 6;
  private static final String CUT = "...";

  private record Entry(Datagram datagram, String direction, InetSocketAddress other) {

    static Entry received(Datagram datagram) {
      return new Entry(datagram, "recv %,6d B <-", datagram.source());
    }

    static Entry sent(Datagram datagram) {
      return new Entry(datagram, "send %,6d B ->", datagram.destination());
    }

    String line() {
      String head = String.format(Locale.ROOT, "    " + direction, datagram.length());
      return fitted(String.format("%s %s  %s%s", head, words(other), truncation(), text()));
    }

    private String truncation() {
      return datagram.isTruncated()
          ? String.format(Locale.ROOT, "(cut from %,d B) ", datagram.wireLength())
          : "";
    }

    /** The payload in ASCII, whatever it is. */
    private String text() {
      StringBuilder text = new StringBuilder();
      byte[] payload = datagram.payload();
      for (int i = 0; i < Math.min(payload.length, WIDTH); i++) {
        text.append(printable(payload[i]));
      }
      return text.toString();
    }

    private static String printable(byte character) {
      return switch (character) {
        case '\n' -> "\\n";
        case '\t' -> "\\t";
        case '\\' -> "\\\\";
        default ->
            character < ' ' || character > '~'
                ? String.format("\\x%02x", character)
                : Character.toString(character);
      };
    }

    private static String fitted(String line) {
      return line.length() <= WIDTH ? line : line.substring(0, WIDTH - CUT.length()) + CUT;
    }
  }

  private ExchangeText() {}

  static List<String> of(DatagramPeer peer) {
    List<Entry> entries = entries(peer);
    List<String> lines = new ArrayList<>();
    lines.add("  " + peer.name() + " (" + words(peer.address()) + ")");
    entries.stream().limit(MOST_ENTRIES).map(Entry::line).forEach(lines::add);
    if (entries.isEmpty()) {
      lines.add("    nothing");
    } else if (entries.size() > MOST_ENTRIES) {
      lines.add("    ... and " + (entries.size() - MOST_ENTRIES) + " more");
    }
    return lines;
  }

  private static List<Entry> entries(DatagramPeer peer) {
    return Stream.concat(
            peer.received().stream().map(Entry::received), peer.sent().stream().map(Entry::sent))
        .sorted(Comparator.comparing(entry -> entry.datagram().sinceOpened()))
        .toList();
  }

  private static String words(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
