package io.github.udppeer.link;

/**
 * What has become of the datagrams of a link.
 *
 * @param toServer those from clients
 * @param toClient those from the server
 * @param clients how many clients the link has seen
 */
public record LinkStatistics(Flow toServer, Flow toClient, int clients) {

  /**
   * What has become of the datagrams of one direction. Each that entered is counted once as passed,
   * dropped or held.
   *
   * @param entered datagrams that came to the link
   * @param passed datagrams that were sent on, changed or not, the copies not counted
   * @param dropped datagrams that were not sent on: by a rule, answered in the server's stead, or
   *     because the system did not take them
   * @param held datagrams that wait: delayed, kept back, or before a function of the test; on a
   *     closed link those that waited when it closed
   * @param duplicates copies sent beside those that passed
   * @param replies answers that the link itself gave to datagrams of this direction
   */
  public record Flow(
      long entered, long passed, long dropped, long held, long duplicates, long replies) {

    /** Adds the figures of both. */
    Flow plus(Flow other) {
      return new Flow(
          entered + other.entered,
          passed + other.passed,
          dropped + other.dropped,
          held + other.held,
          duplicates + other.duplicates,
          replies + other.replies);
    }
  }
}
