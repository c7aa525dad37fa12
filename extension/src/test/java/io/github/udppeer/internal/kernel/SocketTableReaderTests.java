package io.github.udppeer.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketTableReaderTests {

  /** As long as no table of one page is. */
  private static final String HEADER = "sl local_address " + ".".repeat(3 * 1024) + "\n";

  private int readings;

  private static String line(int port) {
    return String.format(
        Locale.ROOT,
        " 17: 7F000001:%04X 00000000:0000 07 00000000:00000000 00:00000000 00000000 0 0 %d 2 0 0\n",
        port,
        port);
  }

  private List<BoundSocket> read(IntFunction<String> table) {
    return new SocketTableReader(
            Path.of("absent"),
            ByteOrder.BIG_ENDIAN,
            file -> {
              if (file.endsWith("udp6")) {
                throw new IOException("no IPv6");
              }
              return table.apply(++readings);
            })
        .read()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"3072, 1", "3073, 2"})
  void readsATableOfOnePageOnce(int length, int times) {
    String sockets = line(1);
    String header = ".".repeat(length - sockets.length() - 1) + "\n";

    assertThat(read(reading -> header + sockets)).hasSize(1);
    assertThat(readings).isEqualTo(times);
  }

  @Test
  void readsALongerTableUntilNothingIsNew() {
    List<BoundSocket> sockets =
        read(reading -> HEADER + line(1) + (reading == 2 ? line(2) : line(3)));

    assertThat(sockets).hasSize(3);
    assertThat(readings).isEqualTo(3);
  }

  @Test
  void readsALongTableWithoutSocketsTwice() {
    assertThat(read(reading -> HEADER)).isEmpty();
    assertThat(readings).isEqualTo(2);
  }

  @Test
  void givesUpOnATableThatNeverStops() {
    List<BoundSocket> sockets =
        read(
            reading ->
                HEADER
                    + IntStream.rangeClosed(1, reading)
                        .mapToObj(SocketTableReaderTests::line)
                        .collect(Collectors.joining()));

    assertThat(sockets).hasSize(8);
    assertThat(readings).isEqualTo(8);
  }
}
