package io.github.udppeer.link;

import java.util.OptionalLong;

/** The counts of one direction; the link's lock guards them. */
final class FlowCounts {

  private long entered;
  private long passed;
  private long dropped;
  private long held;
  private long duplicates;
  private long replies;

  /** Returns the number of the one that enters, 0 for the first. */
  long enter() {
    return entered++;
  }

  void pass() {
    passed++;
  }

  void drop() {
    dropped++;
  }

  void hold() {
    held++;
  }

  /** One that was held goes on. */
  void release() {
    held--;
  }

  void duplicate() {
    duplicates++;
  }

  void reply() {
    replies++;
  }

  long passed() {
    return passed;
  }

  /** Something broke on the way: what entered and is nowhere was dropped. */
  void dropMissing() {
    dropped = entered - passed - held;
  }

  LinkStatistics.Flow snapshot() {
    return new LinkStatistics.Flow(
        entered, passed, dropped, held, duplicates, replies, OptionalLong.empty());
  }
}
