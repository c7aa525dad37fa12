package io.github.udppeer.link;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.annotation.CheckReturnValue;

/**
 * One direction of a link, or both, to declare rules for: {@code
 * link.toServer().on(LinkSelector.first(2)).drop()}.
 *
 * <p>All rules are asked in the order of their declaration, each about what the ones before have
 * left of a datagram, until one drops or answers it. A rule for both directions counts, and has its
 * random numbers, for each of them by itself.
 *
 * @since 0.1.0
 */
public final class LinkPath {

  private static final int LONGEST = 65_535;

  private final RuleBook book;
  private final Set<LinkDirection> directions;

  LinkPath(RuleBook book, Set<LinkDirection> directions) {
    this.book = book;
    this.directions = EnumSet.copyOf(directions);
  }

  /**
   * Begins a rule for some datagrams.
   *
   * @param selector for which
   * @return what can become of them
   */
  @CheckReturnValue
  public LinkSelection on(LinkSelector selector) {
    return new LinkSelection(this, Objects.requireNonNull(selector, "selector"));
  }

  /**
   * Begins a rule for all datagrams.
   *
   * @return what can become of them
   */
  @CheckReturnValue
  public LinkSelection onAll() {
    return on(LinkSelector.ALL);
  }

  /**
   * Adds a rule of the test's own.
   *
   * @param name how messages call it
   * @param rule decides on each datagram
   * @return the rule in force
   */
  public LinkFault rule(String name, LinkRule rule) {
    Checks.name("the rule's name", name);
    Objects.requireNonNull(rule, "rule");
    return add(
        new LinkFault.Plan(
            "", name, true, random -> passage -> Verdict.given(rule.decide(passage.datagram()))));
  }

  /**
   * Lets nothing through.
   *
   * @return the rule in force
   */
  public LinkFault partition() {
    return add(new LinkFault.Plan("", "partition", false, random -> passage -> Verdict.drop()));
  }

  /**
   * Drops what is longer, without a word, as a path with a smaller MTU and no ICMP does.
   *
   * @param bytes the longest payload that gets through, 0 to 65,535
   * @return the rule in force
   */
  public LinkFault limitSize(int bytes) {
    Checks.between("bytes", bytes, 0, LONGEST);
    return add(
        new LinkFault.Plan(
            "drop",
            "longer than " + bytes + " B",
            false,
            random -> passage -> passage.length() > bytes ? Verdict.drop() : Verdict.pass()));
  }

  /**
   * Lets so many datagrams a second through; others wait in a queue, and are dropped where it is
   * full.
   *
   * @param perSecond 1 to 1,000,000
   * @param queue how many may wait, 0 or more
   * @return the rule in force
   */
  public LinkFault limitRate(int perSecond, int queue) {
    Checks.between("perSecond", perSecond, 1, 1_000_000);
    Checks.between("queue", queue, 0, Integer.MAX_VALUE);
    return add(
        new LinkFault.Plan(
            "limit",
            String.format(Locale.ROOT, "%d datagrams/s, queue %d", perSecond, queue),
            false,
            random -> new RateLimit(perSecond, queue, passage -> 1)));
  }

  /**
   * Lets so many bytes of payload a second through; other datagrams wait in a queue, and are
   * dropped where it is full.
   *
   * @param bytesPerSecond 1 or more
   * @param queueBytes how many bytes may wait, 0 or more
   * @return the rule in force
   */
  public LinkFault limitBandwidth(int bytesPerSecond, int queueBytes) {
    Checks.between("bytesPerSecond", bytesPerSecond, 1, Integer.MAX_VALUE);
    Checks.between("queueBytes", queueBytes, 0, Integer.MAX_VALUE);
    return add(
        new LinkFault.Plan(
            "limit",
            String.format(Locale.ROOT, "%d bytes/s, queue %d bytes", bytesPerSecond, queueBytes),
            false,
            random -> new RateLimit(bytesPerSecond, queueBytes, Passage::length)));
  }

  LinkFault add(LinkFault.Plan plan) {
    return book.add(plan, directions);
  }
}
