package io.github.udppeer.internal.core;

/** A look at a log, under the lock that guards it. */
@FunctionalInterface
interface LogLook<T> {

  T at(CaptureLog log);
}
