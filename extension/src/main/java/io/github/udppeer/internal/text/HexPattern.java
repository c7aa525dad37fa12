package io.github.udppeer.internal.text;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Bytes as hexadecimal digits, of which some may be any: {@code 1f 8b .. 08 ...}. A dot stands for
 * any digit, three dots at the end for any number of further bytes.
 */
public final class HexPattern {

  private static final String REST = "...";

  private final byte[] values;
  private final byte[] masks;
  private final boolean isOpenEnded;

  private HexPattern(byte[] values, byte[] masks, boolean isOpenEnded) {
    this.values = values;
    this.masks = masks;
    this.isOpenEnded = isOpenEnded;
  }

  /**
   * Reads a pattern; blanks between bytes may be left out.
   *
   * @throws IllegalArgumentException if it is none, with the place where it goes wrong
   */
  public static HexPattern of(String pattern) {
    String[] words = pattern.strip().split("\\s+", -1);
    boolean isOpenEnded = words[words.length - 1].equals(REST);
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    ByteArrayOutputStream masks = new ByteArrayOutputStream();
    for (int word = 0; word < words.length - (isOpenEnded ? 1 : 0); word++) {
      add(words[word], pattern, values, masks);
    }
    return new HexPattern(values.toByteArray(), masks.toByteArray(), isOpenEnded);
  }

  private static void add(
      String word, String pattern, ByteArrayOutputStream values, ByteArrayOutputStream masks) {
    if (word.length() % 2 != 0) {
      throw refused(word, pattern);
    }
    for (int at = 0; at < word.length(); at += 2) {
      int value = 0;
      int mask = 0;
      for (char digit : new char[] {word.charAt(at), word.charAt(at + 1)}) {
        boolean isAny = digit == '.';
        if (!isAny && !HexFormat.isHexDigit(digit)) {
          throw refused(word, pattern);
        }
        value = value << 4 | (isAny ? 0 : HexFormat.fromHexDigit(digit));
        mask = mask << 4 | (isAny ? 0 : 0xf);
      }
      values.write(value);
      masks.write(mask);
    }
  }

  private static IllegalArgumentException refused(String word, String pattern) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s in the hex pattern %s is no byte: write two digits for each, a dot for a digit that"
                + " may be any, and ... at the end for any further bytes, such as 1f 8b .. 08 ...",
            Words.quoted(Words.printable(word, 40)),
            Words.quoted(Words.printable(pattern, 80))));
  }

  public boolean matches(byte[] payload) {
    return (isOpenEnded || payload.length == values.length)
        && Payloads.startsWith(payload, values, masks);
  }

  /** Says where a payload differs first; empty where it does not. */
  public Optional<String> difference(byte[] payload) {
    for (int at = 0; at < Math.min(payload.length, values.length); at++) {
      if (((payload[at] ^ values[at]) & masks[at]) != 0) {
        return Optional.of(
            String.format(
                Locale.ROOT, "at offset %d is %02x, not %s", at, payload[at] & 0xff, digits(at)));
      }
    }
    return matches(payload)
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "it has %s, not %s%,d",
                Words.bytes(payload.length),
                isOpenEnded ? "at least " : "",
                values.length));
  }

  private String digits(int at) {
    String value = HexFormat.of().toHexDigits(values[at]);
    return ((masks[at] & 0xf0) == 0 ? "." : value.substring(0, 1))
        + ((masks[at] & 0x0f) == 0 ? "." : value.substring(1));
  }

  /** Returns it with one blank between bytes. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < values.length; at++) {
      text.append(at == 0 ? "" : " ").append(digits(at));
    }
    String rest = text.isEmpty() ? REST : " " + REST;
    String bytes = text.isEmpty() ? "of no bytes" : text.toString();
    return isOpenEnded ? text + rest : bytes;
  }
}
