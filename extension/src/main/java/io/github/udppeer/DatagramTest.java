package io.github.udppeer;

/** Decides whether a datagram is meant. */
interface DatagramTest {

  /** Whether it is; a function of the test's may throw whatever it likes. */
  boolean matches(CapturedDatagram datagram) throws Exception;
}
