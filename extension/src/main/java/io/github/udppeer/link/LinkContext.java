package io.github.udppeer.link;

import io.github.udppeer.core.DatagramLoop;
import io.github.udppeer.report.LinkTrace;

/**
 * What a link is opened in. For groups of peers, which make one; tests open links by a group, by
 * {@link DatagramLink#open(LinkOptions)} or by an annotation.
 */
@SuppressWarnings("exports") // nobody outside this module can make one
public interface LinkContext {

  /**
   * Returns the loop that relays.
   *
   * @return a running loop
   */
  DatagramLoop loop();

  /**
   * Is told of the link's history, when the link has been opened.
   *
   * @param trace what a report tells of the link
   */
  void opened(LinkTrace trace);

  /**
   * Returns the timeline for a message of the link.
   *
   * @return several lines
   */
  String timeline();

  /**
   * Tells whether somebody hides parts of payloads, which the link may carry.
   *
   * @return whether nothing is to be shown that may quote a payload
   */
  boolean isRedacting();

  /**
   * Is told that a function of the test has failed, or that the link cannot relay as it should. It
   * must be short and must not wait.
   *
   * @param words what happened
   * @param cause why
   * @return whether the test will be told; otherwise the link's next assertion throws it, or its
   *     closing
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
   * Is told of an error that fails the test, whose words quote no payload.
   *
   * @param error an assertion's, or what went wrong before
   */
  void told(AssertionError error);

  /**
   * Is told that the link has been closed.
   *
   * @param link the link
   */
  void closed(DatagramLink link);
}
