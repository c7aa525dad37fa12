package io.github.udppeer.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Bytes as people compare them: lower-case hex, sixteen a row, the offset left, ASCII right.
 *
 * <p>At most four rows are shown, round the offset that matters; what is left out is said.
 */
public final class HexDump {

  private static final int ROW = 16;
  private static final int MOST_ROWS = 4;
  private static final int HEX_COLUMN = 8;
  private static final int ASCII_COLUMN = 58;

  private HexDump() {}

  /** Returns the rows round the start. */
  public static List<String> of(byte[] bytes) {
    return around(bytes, 0);
  }

  /** Returns the rows round an offset, each indented by two. */
  public static List<String> around(byte[] bytes, int offset) {
    int first = firstRow(bytes, offset);
    int end = Math.min(first + MOST_ROWS, rows(bytes));
    List<String> lines = new ArrayList<>();
    for (int row = first; row < end; row++) {
      lines.add(row(bytes, row));
    }
    if (end - first < rows(bytes)) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  (bytes %s to %s of %s)",
              Words.number((long) first * ROW),
              Words.number(Math.min(end * ROW, bytes.length) - 1),
              Words.number(bytes.length)));
    }
    return lines;
  }

  /** Returns the same rows with a mark and a remark under the byte at the offset. */
  public static List<String> marked(byte[] bytes, int offset, String remark) {
    List<String> lines = new ArrayList<>(around(bytes, offset));
    int line = Math.min(offset / ROW, Math.max(0, rows(bytes) - 1)) - firstRow(bytes, offset);
    int column = column(offset - (line + firstRow(bytes, offset)) * ROW);
    lines.addAll(Math.min(line + 1, lines.size()), mark(column, remark));
    return lines;
  }

  /** The remark stands right of the mark, or below it where it would leave the page. */
  private static List<String> mark(int column, String remark) {
    String mark = " ".repeat(column) + "^^";
    String both = mark + " " + remark;
    return both.length() <= Words.COLUMNS
        ? List.of(both)
        : List.of(mark, " ".repeat(Math.max(2, Words.COLUMNS - remark.length())) + remark);
  }

  private static int rows(byte[] bytes) {
    return (bytes.length + ROW - 1) / ROW;
  }

  private static int firstRow(byte[] bytes, int offset) {
    int wanted = offset / ROW - 1;
    return Math.max(0, Math.min(wanted, rows(bytes) - MOST_ROWS));
  }

  private static int column(int positionInRow) {
    return HEX_COLUMN + 3 * positionInRow + (positionInRow >= ROW / 2 ? 1 : 0);
  }

  private static String row(byte[] bytes, int row) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %04x", row * ROW));
    StringBuilder ascii = new StringBuilder("|");
    for (int i = 0; i < ROW && row * ROW + i < bytes.length; i++) {
      byte value = bytes[row * ROW + i];
      pad(line, column(i)).append(String.format(Locale.ROOT, "%02x", value));
      ascii.append(value >= ' ' && value <= '~' ? (char) value : '.');
    }
    return pad(line, ASCII_COLUMN).append(ascii).append('|').toString();
  }

  private static StringBuilder pad(StringBuilder line, int column) {
    return line.append(" ".repeat(column - line.length()));
  }
}
