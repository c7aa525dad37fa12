package io.github.udppeer.internal.peer;

/** Decides whether a datagram is meant. */
public interface DatagramPredicate {

  /** Whether it is; a function of the test's may throw whatever it likes. */
  boolean matches(CapturedDatagram datagram) throws Exception;
}
