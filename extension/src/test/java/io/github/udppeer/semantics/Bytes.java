package io.github.udppeer.semantics;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * Bytes that are equal by content, and shown by their number, the first of them, and a sum of all.
 */
final class Bytes {

  private static final int SHOWN = 16;

  private final byte[] array;

  private Bytes(byte[] array) {
    this.array = array;
  }

  static Bytes of(byte... array) {
    return new Bytes(array.clone());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(array, that.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  @Override
  public String toString() {
    int shown = Math.min(SHOWN, array.length);
    String first = HexFormat.ofDelimiter(" ").formatHex(array, 0, shown);
    String rest = shown < array.length ? " ...], CRC %08x".formatted(crc()) : "]";
    return "%d bytes [%s%s".formatted(array.length, first, rest);
  }

  private long crc() {
    CRC32 crc = new CRC32();
    crc.update(array);
    return crc.getValue();
  }
}
