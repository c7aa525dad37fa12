package io.github.udppeer.link;

/**
 * Decides what becomes of each datagram that reaches it.
 *
 * <p>It runs in a thread of its own kind, never in the one that receives, and for the datagrams of
 * one link in the order of their arrival, one at a time; so it may keep a state without a lock. One
 * that is slow delays its link and no other. What it throws fails the test; the datagram goes on as
 * if the rule had passed it.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface LinkRule {

  /**
   * Decides on a datagram.
   *
   * @param datagram as the rules before have left it
   * @return {@link Verdict#pass()} where the rule does not apply
   */
  Verdict decide(LinkDatagram datagram);
}
