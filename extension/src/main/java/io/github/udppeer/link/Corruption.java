package io.github.udppeer.link;

import java.util.BitSet;
import java.util.SplittableRandom;

/** Bits at random places. */
final class Corruption {

  private Corruption() {}

  static Verdict of(int bits, Passage passage, SplittableRandom random) {
    int all = passage.length() * Byte.SIZE;
    if (all == 0) {
      return Verdict.pass();
    }
    BitSet chosen = new BitSet(all);
    for (int bound = all - Math.min(bits, all); bound < all; bound++) { // Floyd's sampling
      int place = random.nextInt(bound + 1);
      chosen.set(chosen.get(place) ? bound : place);
    }
    return Verdict.flipped(chosen.stream().toArray());
  }
}
