package io.github.udppeer.internal.timeline;

import io.github.udppeer.internal.core.DatagramLoop;

/** Where a link stands: who gives it its loop, shows it in messages and learns of its end. */
public interface LinkHost {

  /**
   * Returns the loop that relays.
   *
   * @return a running loop
   */
  DatagramLoop loop();

  /**
   * Learns of the link's history, when the link has been opened.
   *
   * @param trace what a report shows of the link
   */
  void opened(LinkTrace trace);

  /**
   * Returns the timeline for a message of the link.
   *
   * @return several lines
   */
  String timeline();

  /**
   * Returns whether somebody hides parts of payloads, which the link may carry.
   *
   * @return whether nothing is to be shown that may quote a payload
   */
  boolean isRedacting();

  /**
   * Learns that a function of the test has failed, or that the link cannot relay as it should. It
   * must be short and must not wait.
   *
   * @param words what happened
   * @param cause why
   * @return whether the test will learn of it; otherwise the link's next assertion throws it, or
   *     its closing
   */
  boolean failed(String words, Throwable cause);

  /**
   * Returns the description of what is verified at the end of a test.
   *
   * @param what is verified
   * @return that, and of which test, if that is known
   */
  String atEndOf(String what);

  /**
   * Returns what is left of a wait for functions of the test. At the end of a test all links wait
   * together.
   *
   * @param nanos how long a link waits that is alone
   * @return nanoseconds, not more than that; zero or less where the time is over
   */
  long leftOfWait(long nanos);

  /**
   * Learns of an error that fails the test, whose words quote no payload.
   *
   * @param error an assertion's, or what went wrong before
   */
  void remember(AssertionError error);

  /**
   * Learns that the link has been closed.
   *
   * @param link the link
   * @param isStrict whether it is to be verified all the same
   */
  void closed(AutoCloseable link, boolean isStrict);
}
