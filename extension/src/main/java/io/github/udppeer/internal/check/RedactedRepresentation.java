package io.github.udppeer.internal.check;

import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.peer.RedactedParts;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.assertj.core.presentation.StandardRepresentation;
import org.jspecify.annotations.Nullable;

/**
 * How AssertJ shows values on the way from a payload that a redactor hides parts of: what the
 * redactor leaves, and a mark for the parts of the rest. A test's own constants are shown.
 */
final class RedactedRepresentation extends VisibleRepresentation {

  /** For bytes that may be shown, which else would be looked at one by one. */
  private static final StandardRepresentation PLAIN = new StandardRepresentation();

  private final RedactedParts parts;
  private final List<CapturedDatagram> datagrams;
  private final Class<?> shownAsIs;
  private @Nullable Object decoded;
  private Optional<Decoding<?>> decoder = Optional.empty();

  /**
   * For values of a peer's.
   *
   * @param datagrams of which they are made; none where it may be any
   * @param shownAsIs the type of those whose text hides what it has to hide
   */
  RedactedRepresentation(Peer peer, List<CapturedDatagram> datagrams, Class<?> shownAsIs) {
    this.parts = new RedactedParts(peer, datagrams);
    this.datagrams = datagrams;
    this.shownAsIs = shownAsIs;
  }

  @Override
  public RedactedRepresentation decoded(Object value, Decoding<?> by) {
    decoded = value;
    decoder = Optional.of(by);
    return this;
  }

  @Override
  String shown(@Nullable Object object) {
    if (object == null || shownAsIs.isInstance(object) || RedactedParts.isConstant(object)) {
      return super.shown(object);
    }
    if (decoder.isPresent() && object.equals(decoded)) {
      return decodedAsShown(decoder.get());
    }
    if (object instanceof CharSequence || object instanceof Character) {
      return super.shown(parts.shown(object.toString()));
    }
    if (object instanceof Byte one) {
      return parts.shown(new byte[] {one}, true).isPresent()
          ? PLAIN.toStringOf(object)
          : RedactedParts.MARK;
    }
    Optional<byte[]> bytes = bytes(object);
    if (bytes.isPresent()) {
      boolean isScattered = !(object instanceof byte[]);
      return parts
          .shown(bytes.get(), isScattered)
          .map(PLAIN::toStringOf)
          .orElse(RedactedParts.MARK);
    }
    return isContainer(object) ? super.shown(object) : parts.withMarks(super.shown(object));
  }

  private String decodedAsShown(Decoding<?> by) {
    try {
      return super.shown(by.decode(datagrams.get(0).shown()));
    } catch (Throwable unable) {
      return RedactedParts.MARK;
    }
  }

  /** Whether AssertJ shows the elements one by one. */
  private static boolean isContainer(Object object) {
    return object.getClass().isArray()
        || object instanceof Iterable
        || object instanceof Map
        || object instanceof Map.Entry
        || object instanceof Tuple;
  }

  /** The bytes of an array or a collection of such. */
  private static Optional<byte[]> bytes(Object object) {
    if (object instanceof byte[] array) {
      return Optional.of(array);
    }
    Object[] all =
        object instanceof Collection<?> collection
            ? collection.toArray()
            : object instanceof Object[] array ? array : new Object[0];
    if (all.length == 0 || !Arrays.stream(all).allMatch(Byte.class::isInstance)) {
      return Optional.empty();
    }
    byte[] bytes = new byte[all.length];
    for (int place = 0; place < all.length; place++) {
      bytes[place] = (Byte) all[place];
    }
    return Optional.of(bytes);
  }
}
