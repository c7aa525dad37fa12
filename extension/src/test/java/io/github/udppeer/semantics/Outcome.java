package io.github.udppeer.semantics;

/** How a call ended: the error number, told apart where the kernel has one for two things. */
enum Outcome {

  /** The call succeeded. */
  OK,

  /** Nothing was pending and the call was not to wait: {@code EAGAIN}. */
  WOULD_BLOCK,

  /** Nothing came until the receive time-out: {@code EAGAIN} too, of a call that waits. */
  TIMED_OUT,

  /** The datagram was too long to be sent: {@code EMSGSIZE}. */
  TOO_LARGE
}
