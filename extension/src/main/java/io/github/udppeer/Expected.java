package io.github.udppeer;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which datagram an assertion was looking for, so that it can be looked for elsewhere when it has
 * failed: among those consumed, those cleared, and those that come too late.
 *
 * @param isAny whether any would have done
 * @param match tells of a datagram whether it would have done
 */
record Expected(boolean isAny, Predicate<Datagram> match) {

  static Expected any() {
    return new Expected(true, datagram -> true);
  }

  /** The same for an assertion that looks at what came from this index on only. */
  Expected from(long firstIndex) {
    return new Expected(
        isAny && firstIndex == 0,
        datagram -> datagram.index() >= firstIndex && match.test(datagram));
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
        });
  }

  /** Leaves out those that are there for another one that is expected too. */
  Expected beside(List<Datagram> others) {
    return new Expected(isAny, datagram -> !others.contains(datagram) && match.test(datagram));
  }

  static Expected payload(byte[] payload) {
    return new Expected(false, datagram -> Arrays.equals(payload, datagram.payload()));
  }
}
