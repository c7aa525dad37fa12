package io.github.udppeer.internal.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A payload as people may see it: what a redactor left of it, and how long it was on the wire.
 *
 * <p>What the redactor was given is not kept, but for a hash that pairs the sending of a datagram
 * with its arrival.
 */
public final class ShownPayload {

  private final byte[] bytes;
  private final int wireLength;
  private final int wireHash;
  private final boolean isWhole;
  private final boolean redacted;

  private ShownPayload(byte[] wire, int wireLength, byte[] shown, boolean redacted) {
    this.bytes = shown;
    this.wireLength = wireLength;
    this.wireHash = Arrays.hashCode(wire);
    this.isWhole = wire.length == wireLength;
    this.redacted = redacted;
  }

  /** Shows the beginning of a payload of which no more is kept. */
  public static ShownPayload beginning(byte[] wire, int wireLength) {
    return new ShownPayload(wire, wireLength, wire.clone(), false);
  }

  /** Shows what a redactor leaves of the beginning of a payload of which no more is kept. */
  public static ShownPayload beginning(
      byte[] wire, int wireLength, UnaryOperator<byte[]> redactor) {
    return new ShownPayload(wire, wireLength, redacted(wire, redactor), true);
  }

  /** Shows a payload as it was on the wire. */
  public static ShownPayload of(byte[] wire) {
    return new ShownPayload(wire, wire.length, wire.clone(), false);
  }

  /** Shows what a redactor leaves of a payload. */
  public static ShownPayload of(byte[] wire, UnaryOperator<byte[]> redactor) {
    return new ShownPayload(wire, wire.length, redacted(wire, redactor), true);
  }

  /**
   * Returns what a redactor leaves of a payload. One that fails gives words instead of bytes, and
   * not its exception's: these may hold secrets.
   */
  public static byte[] redacted(byte[] wire, UnaryOperator<byte[]> redactor) {
    try {
      byte @Nullable [] left = redactor.apply(wire.clone());
      return left == null ? words("redactor returned null") : left.clone();
    } catch (Throwable thrown) { // whatever it is, it must not hide the failure that is reported
      return words("redactor threw " + thrown.getClass().getName());
    }
  }

  private static byte[] words(String words) {
    return words.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns a copy of the bytes to show. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Returns how many bytes are to be shown. */
  public int length() {
    return bytes.length;
  }

  /** Returns how long the payload was on the wire. */
  public int wireLength() {
    return wireLength;
  }

  /** Returns whether a redactor had its way. */
  public boolean isRedacted() {
    return redacted;
  }

  /** Returns whether this was the same on the wire, as far as that is known. */
  public boolean wasSameAs(ShownPayload other) {
    boolean isComparable = isWhole && other.isWhole;
    return wireLength == other.wireLength && (!isComparable || wireHash == other.wireHash);
  }
}
