package io.github.udppeer.link;

import io.github.udppeer.internal.text.Words;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Which datagrams a rule applies to. Immutable: each rule counts for itself, and for each direction
 * by itself, the datagrams that reach it since it was added.
 *
 * @since 0.1.0
 */
public final class LinkSelector {

  /** Selects the datagrams of one rule in one direction, and so counts them. */
  @FunctionalInterface
  interface Choice {
    boolean test(Passage passage);
  }

  /** Begins to count. */
  @FunctionalInterface
  interface Start {
    Choice with(SplittableRandom random);
  }

  static final LinkSelector ALL = stateless("all", passage -> true);

  private final String words;
  private final boolean runsUserCode;
  private final Start start;

  private LinkSelector(String words, boolean runsUserCode, Start start) {
    this.words = words;
    this.runsUserCode = runsUserCode;
    this.start = start;
  }

  private static LinkSelector stateless(String words, Choice choice) {
    return new LinkSelector(words, false, random -> choice);
  }

  /** Selects by the number of a datagram, from 1. */
  private static LinkSelector numbered(String words, Predicate<Long> which) {
    return new LinkSelector(
        words,
        false,
        random -> {
          long[] count = {0};
          return passage -> which.test(++count[0]);
        });
  }

  /**
   * Selects the first datagrams.
   *
   * @param count how many, 1 or more
   * @return the selector
   */
  public static LinkSelector first(int count) {
    Checks.between("count", count, 1, Integer.MAX_VALUE);
    return numbered("first " + Words.number(count), number -> number <= count);
  }

  /**
   * Selects all but the first datagrams.
   *
   * @param count how many are left alone, 1 or more
   * @return the selector
   */
  public static LinkSelector afterFirst(int count) {
    Checks.between("count", count, 1, Integer.MAX_VALUE);
    return numbered("after " + Words.number(count), number -> number > count);
  }

  /**
   * Selects one datagram.
   *
   * @param number its number, 1 for the first
   * @return the selector
   */
  public static LinkSelector nth(int number) {
    Checks.between("number", number, 1, Integer.MAX_VALUE);
    return numbered("number " + Words.number(number), it -> it == number);
  }

  /**
   * Selects every nth datagram: of {@code everyNth(3)} the third, the sixth and so on.
   *
   * @param period 1 or more
   * @return the selector
   */
  public static LinkSelector everyNth(int period) {
    Checks.between("period", period, 1, Integer.MAX_VALUE);
    return numbered("1 in " + Words.number(period), number -> number % period == 0);
  }

  /**
   * Selects each datagram with this probability.
   *
   * @param probability 0 to 1
   * @return the selector
   */
  public static LinkSelector probability(double probability) {
    Checks.probability("probability", probability);
    return new LinkSelector(
        "probability " + probability,
        false,
        random -> passage -> random.nextDouble() < probability);
  }

  /**
   * Selects in bursts, as the model of Gilbert and Elliott has it: a good and a bad state, between
   * which each datagram may switch, and in each a probability to be selected.
   *
   * @param enter the probability to enter the bad state before a datagram
   * @param leave the probability to leave it
   * @return the selector of all datagrams of the bad state, and of none of the good one
   */
  public static LinkSelector bursts(double enter, double leave) {
    return bursts(enter, leave, 0, 1);
  }

  /**
   * Selects in bursts, as the model of Gilbert and Elliott has it: a good and a bad state, between
   * which each datagram may switch, and in each a probability to be selected.
   *
   * @param enter the probability to enter the bad state before a datagram
   * @param leave the probability to leave it
   * @param inGood the probability to be selected in the good state
   * @param inBad the probability to be selected in the bad state
   * @return the selector
   */
  public static LinkSelector bursts(double enter, double leave, double inGood, double inBad) {
    Checks.probability("enter", enter);
    Checks.probability("leave", leave);
    Checks.probability("inGood", inGood);
    Checks.probability("inBad", inBad);
    return new LinkSelector(
        String.format(
            Locale.ROOT, "bursts (%s in, %s out, %s and %s)", enter, leave, inGood, inBad),
        false,
        random -> {
          boolean[] bad = {false};
          return passage -> {
            bad[0] = random.nextDouble() < (bad[0] ? 1 - leave : enter);
            return random.nextDouble() < (bad[0] ? inBad : inGood);
          };
        });
  }

  /**
   * Selects datagrams of one client.
   *
   * @param client the client's own address and port
   * @return the selector
   */
  public static LinkSelector ofClient(SocketAddress client) {
    Objects.requireNonNull(client, "client");
    String words =
        client instanceof InetSocketAddress inet ? Words.address(inet) : client.toString();
    return stateless("client " + words, passage -> passage.clientAddress().equals(client));
  }

  /**
   * Selects datagrams by a predicate. It runs where a {@link LinkRule} runs, and what it throws
   * fails the test.
   *
   * @param description what is looked for, for messages
   * @param match decides whether a datagram is selected
   * @return the selector
   */
  public static LinkSelector matching(String description, Predicate<? super LinkDatagram> match) {
    Checks.name("description", description);
    Objects.requireNonNull(match, "match");
    return new LinkSelector(description, true, random -> passage -> match.test(passage.datagram()));
  }

  /**
   * Selects among those that this one selects: {@code matching("AAAA", …).and(first(2))} are the
   * first two that match, while {@code first(2).and(matching("AAAA", …))} are those of the first
   * two that do.
   *
   * @param next which only counts what this selects
   * @return the selector
   */
  public LinkSelector and(LinkSelector next) {
    return new LinkSelector(
        words + ", " + next.words,
        runsUserCode || next.runsUserCode,
        random -> {
          Choice one = start.with(random);
          Choice other = next.start.with(random);
          return passage -> one.test(passage) && other.test(passage);
        });
  }

  Choice begin(SplittableRandom random) {
    return start.with(random);
  }

  boolean runsUserCode() {
    return runsUserCode;
  }

  @Override
  public String toString() {
    return words;
  }
}
