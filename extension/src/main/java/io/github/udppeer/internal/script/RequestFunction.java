package io.github.udppeer.internal.script;

import io.github.udppeer.internal.peer.CapturedDatagram;

/**
 * Makes something of a request: a function of the test's.
 *
 * @param <T> what it makes
 */
public interface RequestFunction<T> {

  T of(CapturedDatagram request) throws Exception;
}
