package io.github.udppeer;

import io.github.udppeer.report.Causes;
import io.github.udppeer.report.PartPlace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which datagram an assertion was looking for, so that it can be looked for elsewhere when it has
 * failed: among those consumed, those cleared, and those that come too late.
 *
 * @param isAny whether any would have done
 * @param match tells of a datagram whether it would have done
 * @param likeness tells of one that would not have done in what it looks as if it did
 */
record Expected(boolean isAny, Predicate<Datagram> match, Likeness likeness) {

  /**
   * Tells of a datagram what is all that differs where a reader would take it for the right one.
   */
  interface Likeness {

    Likeness NONE = datagram -> Optional.empty();

    Optional<String> in(Datagram datagram);
  }

  static Expected any() {
    return new Expected(true, datagram -> true, Likeness.NONE);
  }

  /** The same for an assertion that looks at what came from this index on only. */
  Expected from(long firstIndex) {
    return new Expected(
        isAny && firstIndex == 0,
        datagram -> datagram.index() >= firstIndex && match.test(datagram),
        likeness);
  }

  /** The predicate may be the user's, who did not write it for datagrams such as these. */
  static Expected matching(Predicate<? super Datagram> match) {
    return new Expected(
        false,
        datagram -> {
          try {
            return match.test(datagram);
          } catch (Throwable notForThisOne) {
            return false; // the assertion has failed already, and its own words are to be told
          }
        },
        Likeness.NONE);
  }

  /** Leaves out those that are there for another one that is expected too. */
  Expected beside(List<Datagram> others) {
    return new Expected(
        isAny, datagram -> !others.contains(datagram) && match.test(datagram), likeness);
  }

  static Expected payload(byte[] payload) {
    return new Expected(
        false,
        datagram -> Arrays.equals(payload, datagram.payload()),
        actual -> Causes.alike(payload, actual.payload()));
  }

  /** One with a part that may be somewhere in it. */
  static Expected part(byte[] part, PartPlace place) {
    return new Expected(
        false,
        datagram -> Payloads.has(datagram.payload(), part, place),
        actual -> Causes.alike(part, actual.payload(), place));
  }

  /** One that a matcher matches, which may be a user's and throw. */
  static Expected matching(DatagramMatcher matcher) {
    return new Expected(false, matcher::matchesQuietly, matcher::likeness);
  }
}
