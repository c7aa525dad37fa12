package io.github.udppeer;

/**
 * Makes something of a request: a function of the test's.
 *
 * @param <T> what it makes
 */
interface RequestFunction<T> {

  T of(CapturedDatagram request) throws Exception;
}
