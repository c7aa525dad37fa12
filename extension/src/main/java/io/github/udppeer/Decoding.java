package io.github.udppeer;

/**
 * Makes a value of a payload: a function of the test's.
 *
 * @param <T> the value's type
 */
interface Decoding<T> {

  T decode(byte[] payload) throws Exception;
}
