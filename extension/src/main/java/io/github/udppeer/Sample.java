package io.github.udppeer;

import java.util.List;

/**
 * How many datagrams there are, and the first few of them: a message about a million of them makes
 * no million of objects.
 *
 * @param count all
 * @param first as many as a reader takes in
 */
record Sample(int count, List<Datagram> first) {

  static final int MOST = 5;

  static Sample of(List<Datagram> all) {
    return new Sample(all.size(), List.copyOf(all.subList(0, Math.min(MOST, all.size()))));
  }

  boolean isEmpty() {
    return count == 0;
  }
}
