package io.github.udppeer.internal.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A payload as the page shows it: its beginning in a few words, and its bytes in rows. */
public final class PayloadText {

  private static final int ROW = 16;
  private static final int HALF = ROW / 2;
  private static final int HEX_WIDTH = 3 * ROW + 1;
  private static final int LOOKED_AT = 256;
  private static final int LONGEST_CHARACTER = 4;
  private static final HexFormat HEX = HexFormat.of();

  private PayloadText() {}

  /** Returns the first bytes within this room: as text where they are text, else as numbers. */
  public static String beginning(byte[] bytes, int room) {
    if (bytes.length == 0) {
      return "empty";
    }
    if (Arrays.equals(bytes, new byte[bytes.length])) {
      return Words.zeroBytes(bytes.length);
    }
    byte[] first = Arrays.copyOf(bytes, Math.min(bytes.length, LOOKED_AT));
    return text(first).map(text -> Words.quoted(text, room)).orElseGet(() -> hex(first, room));
  }

  /** Returns the payload as text, if it is one in UTF-8. */
  static Optional<String> text(byte[] bytes) {
    for (int cut = 0; cut < Math.min(LONGEST_CHARACTER, bytes.length); cut++) {
      try { // what was cut may have been cut within a character
        ByteBuffer whole = ByteBuffer.wrap(bytes, 0, bytes.length - cut);
        String text = StandardCharsets.UTF_8.newDecoder().decode(whole).toString();
        return Optional.of(text).filter(PayloadText::isReadable);
      } catch (CharacterCodingException notUtf8) {
        if (bytes.length < LOOKED_AT) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isReadable(String text) {
    long unreadable =
        text.codePoints()
            .filter(point -> Character.isISOControl(point) && !Character.isWhitespace(point))
            .count();
    return unreadable * HALF <= text.length();
  }

  private static String hex(byte[] bytes, int room) {
    String all = HexFormat.ofDelimiter(" ").formatHex(bytes);
    return all.length() <= room
        ? all
        : all.substring(0, Math.max(2, (room - 3) / 3 * 3 - 1)) + "...";
  }

  /** Returns rows of sixteen bytes: offset, bytes, characters. */
  public static String rows(byte[] bytes, int most) {
    int end = Math.min(bytes.length, most);
    StringBuilder rows = new StringBuilder(end * 5 + 80);
    for (int row = 0; row < end; row += ROW) {
      appendRow(rows, bytes, row, Math.min(end, row + ROW));
    }
    return rows.toString();
  }

  private static void appendRow(StringBuilder rows, byte[] bytes, int row, int end) {
    rows.append(HEX.toHexDigits((short) row)).append("  ");
    int start = rows.length();
    for (int i = row; i < end; i++) {
      rows.append(HEX.toHexDigits(bytes[i])).append(i - row == HALF - 1 ? "  " : " ");
    }
    rows.append(" ".repeat(HEX_WIDTH - (rows.length() - start))).append(" |");
    for (int i = row; i < end; i++) {
      rows.append(bytes[i] >= ' ' && bytes[i] <= '~' ? (char) bytes[i] : '.');
    }
    rows.append("|\n");
  }
}
