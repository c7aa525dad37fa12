package io.github.udppeer.link;

import java.util.OptionalLong;

/**
 * What has become of the datagrams of a link.
 *
 * @param toServer those from clients
 * @param toClient those from the server
 * @param clients how many clients the link has seen
 * @since 0.1.0
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
   * @param kernelDrops datagrams that the kernel dropped on the link's own ports because the link
   *     did not read them fast enough; they never entered. Empty where the system does not count
   *     them
   */
  public record Flow(
      long entered,
      long passed,
      long dropped,
      long held,
      long duplicates,
      long replies,
      OptionalLong kernelDrops) {

    /** Adds the figures of both. */
    Flow plus(Flow other) {
      return new Flow(
          entered + other.entered,
          passed + other.passed,
          dropped + other.dropped,
          held + other.held,
          duplicates + other.duplicates,
          replies + other.replies,
          both(kernelDrops, other.kernelDrops));
    }

    private static OptionalLong both(OptionalLong one, OptionalLong other) {
      return one.isPresent() && other.isPresent()
          ? OptionalLong.of(one.getAsLong() + other.getAsLong())
          : OptionalLong.empty();
    }

    /** Returns the same with what the kernel dropped. */
    Flow with(OptionalLong drops) {
      return new Flow(entered, passed, dropped, held, duplicates, replies, drops);
    }
  }
}
