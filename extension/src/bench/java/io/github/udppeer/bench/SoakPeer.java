package io.github.udppeer.bench;

import io.github.udppeer.DatagramPeer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A peer and what must be pending there. */
final class SoakPeer {

  /**
   * A datagram on its way.
   *
   * @param text its payload, which no other datagram of the test has
   * @param source where it comes from
   */
  record Expected(String text, InetSocketAddress source) {}

  private final DatagramPeer peer;
  private final List<Expected> pending = new ArrayList<>();
  private int held;

  SoakPeer(DatagramPeer peer) {
    this.peer = peer;
  }

  DatagramPeer peer() {
    return peer;
  }

  List<Expected> pending() {
    return pending;
  }

  /** Returns how many came since the last clear. */
  int held() {
    return held;
  }

  void expect(String text, InetSocketAddress source) {
    pending.add(new Expected(text, source));
    held++;
  }

  void cleared() {
    pending.clear();
    held = 0;
  }

  Expected head() {
    return pending.get(0);
  }

  Expected takeHead() {
    return pending.remove(0);
  }

  Expected takeAny(Random random) {
    return pending.remove(random.nextInt(pending.size()));
  }

  List<String> takeAll() {
    List<String> texts = new ArrayList<>(pending.stream().map(Expected::text).toList());
    pending.clear();
    return texts;
  }
}
