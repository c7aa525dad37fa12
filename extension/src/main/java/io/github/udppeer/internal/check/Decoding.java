package io.github.udppeer.internal.check;

/**
 * Makes a value of a payload: a function of the test's.
 *
 * @param <T> the value's type
 */
public interface Decoding<T> {

  T decode(byte[] payload) throws Exception;
}
