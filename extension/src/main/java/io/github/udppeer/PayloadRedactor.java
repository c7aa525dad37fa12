package io.github.udppeer;

import org.jspecify.annotations.Nullable;

/**
 * Removes secrets from a payload before it is shown: a password, a token, a customer's name. It is
 * applied to whatever the library shows of a peer's datagrams, which is the text and the bytes in
 * messages, the page and the capture file of a failure; to what assertions compare it is not.
 *
 * <p>It is given the whole payload, also where the receiving buffer cut the datagram. If it throws,
 * or returns null, that is shown in place of the bytes, by the exception's class alone. It may be
 * called by several threads at once.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface PayloadRedactor {

  /**
   * Returns what may be seen of a payload.
   *
   * @param payload a copy, of any length
   * @return the bytes to show; the length may differ
   */
  byte[] redact(byte[] payload);

  /** Shows everything: the default of an annotation's attribute. */
  final class None implements PayloadRedactor {

    /** Creates the redactor that takes nothing out. */
    public None() {}

    @Override
    public byte[] redact(byte[] payload) {
      return payload;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof None;
    }

    @Override
    public int hashCode() {
      return None.class.hashCode();
    }
  }
}
