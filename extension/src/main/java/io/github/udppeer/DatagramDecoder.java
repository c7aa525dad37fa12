package io.github.udppeer;

/**
 * Makes a value of a payload, for assertions on what a datagram means. A constructor such as {@code
 * Message::new} is one; whatever it throws becomes a failed assertion.
 *
 * @param <T> the value's type
 * @since 0.1.0
 */
@FunctionalInterface
public interface DatagramDecoder<T> {

  /**
   * Decodes one payload.
   *
   * @param payload a copy of the payload as it was kept
   * @return the value
   * @throws Exception if the payload is not what the decoder expects
   */
  T decode(byte[] payload) throws Exception;
}
