package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.core.Thrown;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.DatagramPredicate;
import io.github.udppeer.internal.text.PartPlace;
import io.github.udppeer.internal.text.Payloads;
import io.github.udppeer.internal.text.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides whether a datagram matches, and describes in messages what it matches. */
public final class Expectation {

  private static final int LONGEST_REFUSAL = 200;
  private static final String FITTING = "a fitting datagram";

  /** Says of a datagram that does not match how it is like one that does. */
  public interface Likeness {

    Likeness NONE = datagram -> Optional.empty();

    Optional<String> in(CapturedDatagram datagram);

    /** Says why nothing could be made of a datagram at all. */
    default Optional<String> refusal(CapturedDatagram datagram) {
      return Optional.empty();
    }
  }

  /** Makes a value of a payload; an exception says that it is none. */
  public interface Decoding<T> {
    T decode(byte[] payload) throws Exception;
  }

  /** Asks a decoder, whose exceptions are an answer. */
  private record Decodable(Decoding<?> decoding) implements Likeness {
    @Override
    public Optional<String> in(CapturedDatagram datagram) {
      return Optional.empty();
    }

    @Override
    public Optional<String> refusal(CapturedDatagram datagram) {
      try {
        decoding.decode(datagram.payload());
        return Optional.empty();
      } catch (Exception refused) {
        return Optional.of(Thrown.text(refused));
      }
    }
  }

  private final String words;
  private final boolean isAny;
  private final DatagramPredicate test;
  private final Likeness likeness;
  private final Optional<byte[]> payload;
  private final long firstIndex;

  private Expectation(
      String words,
      boolean isAny,
      DatagramPredicate test,
      Likeness likeness,
      Optional<byte[]> payload,
      long firstIndex) {
    this.words = words;
    this.isAny = isAny;
    this.test = test;
    this.likeness = likeness;
    this.payload = payload;
    this.firstIndex = firstIndex;
  }

  private static Expectation of(String words, DatagramPredicate test, Likeness likeness) {
    return new Expectation(words, false, test, likeness, Optional.empty(), 0);
  }

  /** Any datagram. */
  public static Expectation any() {
    return new Expectation(
        "a datagram", true, datagram -> true, Likeness.NONE, Optional.empty(), 0);
  }

  /** Those that a test matches, in these words. */
  public static Expectation matching(String words, DatagramPredicate test) {
    return of(words, test, Likeness.NONE);
  }

  /** Those that a test matches, where no message describes them. */
  public static Expectation matching(DatagramPredicate test) {
    return matching(FITTING, test);
  }

  /** The same with what makes a datagram like one of them. */
  public static Expectation matching(DatagramPredicate test, Likeness likeness) {
    return of(FITTING, test, likeness);
  }

  /** This very text, which a message compares byte by byte. */
  static Expectation text(String text) {
    byte[] bytes = Payloads.utf8(text);
    Expectation fitting = payload(Words.quoted(text), bytes);
    return new Expectation(
        fitting.words, false, fitting.test, fitting.likeness, Optional.of(bytes), 0);
  }

  public static List<Expectation> texts(List<String> texts) {
    return texts.stream().map(Expectation::text).toList();
  }

  public static Expectation payload(String words, byte[] payload) {
    return of(
        words,
        datagram -> Arrays.equals(payload, datagram.payload()),
        actual -> Causes.alike(payload, actual.payload()));
  }

  /** Those of which a decoder makes a value that is looked for; what it refuses is none. */
  public static <T> Expectation decodable(
      String words, Decoding<? extends T> decoding, Predicate<? super T> test) {
    return of(
        words,
        datagram -> {
          T value;
          try {
            value = decoding.decode(datagram.payload());
          } catch (Exception refused) {
            return false;
          }
          return test.test(value);
        },
        new Decodable(decoding));
  }

  public static Expectation payload(byte[] payload) {
    return payload(FITTING, payload);
  }

  public static Expectation part(String words, byte[] part, PartPlace place) {
    return of(
        words,
        datagram -> Payloads.has(datagram.payload(), part, place),
        actual -> Causes.alike(part, actual.payload(), place));
  }

  public static Expectation part(byte[] part, PartPlace place) {
    return part(FITTING, part, place);
  }

  public Expectation and(Expectation other) {
    return of(
        words + " and " + other.words,
        datagram -> matches(datagram) && other.matches(datagram),
        withRefusals(other, datagram -> likenessOfTheOne(datagram, other)));
  }

  public Expectation or(Expectation other) {
    return of(
        words + " or " + other.words,
        datagram -> matches(datagram) || other.matches(datagram),
        withRefusals(other, datagram -> likeness(datagram).or(() -> other.likeness(datagram))));
  }

  private Likeness withRefusals(Expectation other, Likeness ofBoth) {
    return new Likeness() {
      @Override
      public Optional<String> in(CapturedDatagram datagram) {
        return ofBoth.in(datagram);
      }

      @Override
      public Optional<String> refusal(CapturedDatagram datagram) {
        return likeness.refusal(datagram).or(() -> other.likeness.refusal(datagram));
      }
    };
  }

  public Expectation negated() {
    return of("anything but " + words, datagram -> !matches(datagram), Likeness.NONE);
  }

  /** Where one of two matches, and only the other one does not, its likeness is worth knowing. */
  private Optional<String> likenessOfTheOne(CapturedDatagram datagram, Expectation other) {
    if (isMetBy(datagram)) {
      return other.likeness(datagram);
    }
    return other.isMetBy(datagram) ? likeness(datagram) : Optional.empty();
  }

  /** Those alone that come from this index on. */
  public Expectation from(long index) {
    return new Expectation(words, isAny && index == 0, test, likeness, payload, index);
  }

  /** Those that came at any time. */
  Expectation atAnyTime() {
    return new Expectation(words, isAny, test, likeness, payload, 0);
  }

  /** Those that are none of these. */
  Expectation beside(List<CapturedDatagram> others) {
    return new Expectation(
        words,
        isAny,
        datagram -> !others.contains(datagram) && test.matches(datagram),
        likeness,
        payload,
        firstIndex);
  }

  /** Whether it matches; what a function of the test's throws gets out. */
  public boolean matches(CapturedDatagram datagram) throws Exception {
    return test.matches(datagram);
  }

  /**
   * Whether it matches and came in time, for an assertion that has failed already: what is thrown
   * over it is not worth knowing then.
   */
  public boolean isMetBy(CapturedDatagram datagram) {
    try {
      return datagram.index() >= firstIndex && test.matches(datagram);
    } catch (Throwable notForThisOne) {
      return false;
    }
  }

  /** How a datagram that does not match is like one that does. */
  public Optional<String> likeness(CapturedDatagram datagram) {
    return likeness.in(datagram);
  }

  /** How many of these a decoder refused, and why the first; empty where none. */
  Optional<String> refusals(List<CapturedDatagram> several) {
    List<String> refused = several.stream().flatMap(it -> likeness.refusal(it).stream()).toList();
    return refused.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "the decoder refused %,d of these %,d: %s",
                refused.size(),
                several.size(),
                Words.printable(refused.get(0), LONGEST_REFUSAL)));
  }

  boolean isAny() {
    return isAny;
  }

  /** The payload that it must have; empty where there is more to it. */
  public Optional<byte[]> payload() {
    return payload;
  }

  long firstIndex() {
    return firstIndex;
  }

  public String words() {
    return words;
  }

  @Override
  public String toString() {
    return words;
  }
}
