package io.github.udppeer;

import io.github.udppeer.internal.text.Payloads;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes pieces of the payloads of several datagrams: a client may pack several messages into one
 * datagram, or split one over several, as it likes. What it throws fails the assertion.
 *
 * @param <T> what a piece is; compared by {@code equals}
 * @since 0.1.0
 */
@FunctionalInterface
public interface DatagramSplitter<T> {

  /**
   * Makes the pieces.
   *
   * @param datagrams all that have come so far, the earliest first; one or more
   * @return the pieces in their order
   * @throws Exception if the payloads are not what the splitter expects
   */
  List<T> split(List<Datagram> datagrams) throws Exception;

  /**
   * Reads all payloads as one stream of UTF-8 text and splits it into lines. A line may begin in
   * one datagram and end in another; what follows the last line end is a line too.
   *
   * @return a splitter
   */
  static DatagramSplitter<String> lines() {
    return datagrams -> {
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      for (Datagram datagram : datagrams) {
        stream.writeBytes(datagram.payload());
      }
      return Payloads.text(stream.toByteArray()).lines().toList();
    };
  }

  /**
   * Splits each payload by itself into lines of UTF-8 text: a datagram's end ends its last line.
   *
   * @return a splitter
   */
  static DatagramSplitter<String> linesOfEach() {
    return datagrams -> {
      List<String> lines = new ArrayList<>();
      datagrams.forEach(datagram -> datagram.text().lines().forEach(lines::add));
      return lines;
    };
  }
}
