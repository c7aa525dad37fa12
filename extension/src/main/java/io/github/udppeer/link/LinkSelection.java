package io.github.udppeer.link;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * The datagrams that a rule is for; what is to become of them completes the rule, which is in force
 * from then on.
 *
 * @since 0.1.0
 */
public final class LinkSelection {

  private static final int LARGEST = 65_535;

  /** Makes verdicts of one direction. */
  private interface Effect {
    Verdict on(Passage passage, SplittableRandom random);
  }

  private final LinkPath path;
  private final LinkSelector selector;

  LinkSelection(LinkPath path, LinkSelector selector) {
    this.path = path;
    this.selector = selector;
  }

  /**
   * Drops them.
   *
   * @return the rule in force
   */
  public LinkFault drop() {
    return always(Verdict.drop());
  }

  /**
   * Sends each of them more than once.
   *
   * @param times how many copies beside the datagram itself, 1 to 1,000
   * @return the rule in force
   */
  public LinkFault duplicate(int times) {
    return always(Verdict.duplicate(times));
  }

  /**
   * Sends them later; others overtake them.
   *
   * @param delay 0 to 24 hours
   * @return the rule in force
   */
  public LinkFault delay(Duration delay) {
    return always(Verdict.delayed(delay));
  }

  /**
   * Sends them later, each by a delay of its own, so that they overtake each other.
   *
   * @param least 0 to 24 hours
   * @param most not less than that; each delay between the two is as likely as any other
   * @return the rule in force
   */
  public LinkFault delay(Duration least, Duration most) {
    long from = Checks.delay("least", least);
    long to = Checks.delay("most", most);
    if (to < from) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "most is less than least: %s, %s", most, least));
    }
    String words = Verdict.delayed(least) + " to " + Verdict.delayed(most).toString().substring(6);
    return add(words, false, (passage, random) -> Verdict.delayed(random.nextLong(from, to + 1)));
  }

  /**
   * Keeps each of them back until others have gone in the same direction, whichever client's they
   * are.
   *
   * @param others how many, 1 or more
   * @return the rule in force
   */
  public LinkFault holdUntil(int others) {
    return always(Verdict.held(others));
  }

  /**
   * Inverts bits of each of them. Those that it does not have are left out.
   *
   * @param bitPositions counted from 0, the highest bit of the first byte
   * @return the rule in force
   */
  public LinkFault flipBits(int... bitPositions) {
    return always(Verdict.flipped(bitPositions));
  }

  /**
   * Inverts bits of each of them at random places. An empty datagram stays as it is.
   *
   * @param bits how many different ones, 1 to 65,535; in a shorter datagram all
   * @return the rule in force
   */
  public LinkFault corrupt(int bits) {
    Checks.between("bits", bits, 1, LARGEST);
    return add(
        "corrupt " + bits, false, (passage, random) -> Verdict.corrupted(bits, passage, random));
  }

  /**
   * Sends the beginning of each of them only.
   *
   * @param bytes how many are left, 0 to 65,535; a shorter datagram goes as it is
   * @return the rule in force
   */
  public LinkFault cutTo(int bytes) {
    Verdict cut = Verdict.cut(bytes);
    return add(
        cut.toString(),
        false,
        (passage, random) -> passage.length() > bytes ? cut : Verdict.pass());
  }

  /**
   * Sends other bytes instead of each of them.
   *
   * @param payload 0 to 65,527 bytes, over IPv4 65,507; more fails the test
   * @return the rule in force
   */
  public LinkFault replaceWith(byte[] payload) {
    return always(Verdict.replaced(payload));
  }

  /**
   * Answers each of them in the stead of whom it is for, who does not get it.
   *
   * @param payload the answer, 0 to 65,527 bytes, over IPv4 65,507; more fails the test
   * @return the rule in force
   */
  public LinkFault replyWith(byte[] payload) {
    return always(Verdict.reply(payload));
  }

  /**
   * Answers each of them in the stead of whom it is for, who does not get it.
   *
   * @param text the answer, sent in UTF-8
   * @return the rule in force
   */
  public LinkFault replyWith(String text) {
    return replyWith(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Answers each of them in the stead of whom it is for, who does not get it. The function runs
   * where a {@link LinkRule} runs; what it throws fails the test.
   *
   * @param answer makes the answer to a datagram
   * @return the rule in force
   */
  public LinkFault replyWith(Function<? super LinkDatagram, byte[]> answer) {
    Objects.requireNonNull(answer, "answer");
    return add(
        "reply", true, (passage, random) -> Verdict.answered(answer.apply(passage.datagram())));
  }

  private LinkFault always(Verdict verdict) {
    return add(verdict.toString(), false, (passage, random) -> verdict);
  }

  private LinkFault add(String words, boolean runsUserCode, Effect effect) {
    return path.add(
        new LinkFault.Plan(
            words,
            selector.toString(),
            runsUserCode || selector.runsUserCode(),
            random -> decision(effect, random)));
  }

  /** What is chosen must not hang on what is done to it: each has a stream of its own. */
  private LinkFault.Decision decision(Effect effect, SplittableRandom random) {
    LinkSelector.Choice choice = selector.begin(random.split());
    return passage -> choice.test(passage) ? effect.on(passage, random) : Verdict.pass();
  }
}
