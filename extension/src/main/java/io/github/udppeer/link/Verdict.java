package io.github.udppeer.link;

import io.github.udppeer.internal.text.Words;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a datagram on its way through a link. Immutable.
 *
 * <p>Verdicts add up, those of one rule by {@link #and} and those of several rules by their order:
 * each changes what the ones before have left, delays are added, and a datagram that is dropped or
 * answered goes no further.
 *
 * @since 0.1.0
 */
public final class Verdict {

  /** What it does to a datagram. */
  @FunctionalInterface
  interface Step {
    void on(Passage passage);
  }

  /** 65,535 less the header of UDP (8): what IPv6 carries. */
  static final int LONGEST = 65_527;

  /** The same less the header of IPv4 (20). */
  static final int LONGEST_IPV4 = 65_507;

  private static final int LARGEST = 65_535;
  private static final int MOST_COPIES = 1000;
  private static final int MOST_LISTED = 4;

  private static final Verdict PASS = new Verdict("pass", passage -> {});
  private static final Verdict DROP = new Verdict("drop", Passage::drop);

  private final String words;
  private final Step step;

  private Verdict(String words, Step step) {
    this.words = words;
    this.step = step;
  }

  /**
   * Lets the datagram go on as it is.
   *
   * @return the verdict of a rule that does not apply
   */
  public static Verdict pass() {
    return PASS;
  }

  /**
   * Drops the datagram. No later rule sees it.
   *
   * @return the verdict
   */
  public static Verdict drop() {
    return DROP;
  }

  /**
   * Sends the datagram more than once. The copies share its fate: they go when it goes.
   *
   * @param times how many copies beside the datagram itself, 1 to 1,000
   * @return the verdict
   */
  public static Verdict duplicate(int times) {
    Checks.between("times", times, 1, MOST_COPIES);
    return new Verdict("duplicate x" + times, passage -> passage.duplicate(times));
  }

  /**
   * Sends the datagram later. Others overtake it.
   *
   * @param delay zero or more, added to the delays of other rules
   * @return the verdict
   */
  public static Verdict delayed(Duration delay) {
    return delayed(Checks.delay("delay", delay));
  }

  static Verdict delayed(long nanos) {
    String words = "delay " + Words.duration(Duration.ofNanos(nanos));
    return new Verdict(words, passage -> passage.delay(nanos));
  }

  /**
   * Keeps the datagram back until others have gone in the same direction, whichever client's they
   * are. Where no others come it stays.
   *
   * @param others how many, 1 or more
   * @return the verdict
   */
  public static Verdict held(int others) {
    Checks.between("others", others, 1, Integer.MAX_VALUE);
    return new Verdict("hold for " + others, passage -> passage.hold(others));
  }

  /**
   * Sends other bytes instead.
   *
   * @param payload 0 to 65,527 bytes, over IPv4 65,507; what the system refuses to send counts as
   *     dropped and fails the test
   * @return the verdict
   */
  public static Verdict replaced(byte[] payload) {
    return changed("replace", checked(payload));
  }

  /** Sends these bytes instead, which nobody else has. */
  static Verdict changed(String words, byte[] payload) {
    return new Verdict(words, passage -> passage.replace(payload));
  }

  /**
   * Sends the beginning of the datagram only. A shorter one goes as it is.
   *
   * @param bytes how many are left, 0 or more
   * @return the verdict
   */
  public static Verdict cut(int bytes) {
    Checks.between("bytes", bytes, 0, LARGEST);
    return new Verdict("cut to " + bytes, passage -> passage.cut(bytes));
  }

  /**
   * Inverts bits of the payload. Those that it does not have are left out.
   *
   * @param positions counted from 0, the highest bit of the first byte
   * @return the verdict
   */
  public static Verdict flipped(int... positions) {
    int[] bits = positions.clone();
    Checks.bits(bits);
    String words =
        bits.length > MOST_LISTED
            ? "flip " + Words.number(bits.length) + " bits"
            : "flip bit "
                + Arrays.stream(bits).mapToObj(String::valueOf).collect(Collectors.joining(" "));
    return new Verdict(words, passage -> passage.flip(bits));
  }

  /**
   * Answers in the stead of whom the datagram is for, which does not get it: it counts as dropped.
   *
   * @param payloads the answers, in their order, each of 0 to 65,527 bytes, over IPv4 65,507; what
   *     the system refuses to send fails the test
   * @return the verdict
   */
  public static Verdict reply(byte[]... payloads) {
    byte[][] replies = Arrays.stream(payloads).map(Verdict::checked).toArray(byte[][]::new);
    return new Verdict("reply", passage -> passage.reply(replies));
  }

  private static byte[] checked(byte[] payload) {
    byte[] copy = Objects.requireNonNull(payload, "payload").clone();
    Checks.between("the payload's length", copy.length, 0, LONGEST);
    return copy;
  }

  /**
   * Adds another verdict, which takes effect after this one.
   *
   * @param next the other
   * @return both in one
   */
  public Verdict and(Verdict next) {
    if (this == PASS || next == PASS) {
      return this == PASS ? next : this;
    }
    return new Verdict(
        words + ", " + next.words,
        passage -> {
          step.on(passage);
          if (!passage.isDropped()) {
            next.step.on(passage);
          }
        });
  }

  void on(Passage passage) {
    step.on(passage);
  }

  @Override
  public String toString() {
    return words;
  }

  /** Flips bits at random places. */
  static Verdict corrupted(int bits, Passage passage, SplittableRandom random) {
    int all = passage.length() * Byte.SIZE;
    if (all == 0) {
      return pass();
    }
    BitSet chosen = new BitSet(all);
    for (int bound = all - Math.min(bits, all); bound < all; bound++) { // Floyd's sampling
      int place = random.nextInt(bound + 1);
      chosen.set(chosen.get(place) ? bound : place);
    }
    return flipped(chosen.stream().toArray());
  }

  /** A verdict as a function of the test returned it. */
  static Verdict given(@Nullable Verdict verdict) {
    if (verdict == null) {
      throw new NullPointerException("the rule returned null; return Verdict.pass() instead");
    }
    return verdict;
  }

  /** An answer as a function of the test returned it. */
  static Verdict answered(byte @Nullable [] payload) {
    if (payload == null) {
      throw new NullPointerException("the function returned null instead of a payload");
    }
    return reply(payload);
  }
}
