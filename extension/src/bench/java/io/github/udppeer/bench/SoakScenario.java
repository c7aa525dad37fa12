package io.github.udppeer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramMatcher;
import io.github.udppeer.DatagramPeer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random traffic between some peers and a socket, and random assertions that must hold. */
final class SoakScenario {

  private static final int MOST_COMPANIONS = 3;
  private static final int MOST_STEPS = 30;
  private static final int MOST_SENT = 5;

  /** One in so many datagrams is large. */
  private static final int LARGE_ONE_IN = 50;

  private static final int LARGEST = 60_000;
  private static final int LARGEST_SMALL = 200;

  private final Random random;
  private final long seed;
  private final List<SoakPeer> peers = new ArrayList<>();
  private final DatagramSocket socket;
  private int datagrams;

  SoakScenario(long seed, List<DatagramPeer> given, DatagramSocket socket) {
    this.random = new Random(seed);
    this.seed = seed;
    this.socket = socket;
    given.forEach(peer -> peers.add(new SoakPeer(peer)));
    for (int i = random.nextInt(MOST_COMPANIONS + 1); i > 0; i--) {
      peers.add(new SoakPeer(given.get(0).open("companion")));
    }
  }

  void run() throws Exception {
    for (int steps = 1 + random.nextInt(MOST_STEPS); steps > 0; steps--) {
      step();
    }
    for (SoakPeer each : peers) {
      finish(each);
    }
  }

  private void step() throws Exception {
    SoakPeer to = any();
    switch (random.nextInt(5)) {
      case 0 -> sendFromPeer(any().peer(), to);
      case 1 -> sendFromSocket(to);
      case 2 -> sendFromThreadWhileWaiting(any().peer(), to);
      default -> new SoakAssertions(random, to).step();
    }
  }

  private SoakPeer any() {
    return peers.get(random.nextInt(peers.size()));
  }

  private void sendFromPeer(DatagramPeer from, SoakPeer to) {
    for (int i = random.nextInt(MOST_SENT) + 1; i > 0; i--) {
      String text = text();
      from.sendTo(to.peer(), text);
      to.expect(text, from.address());
    }
  }

  private void sendFromSocket(SoakPeer to) throws IOException {
    InetSocketAddress source = (InetSocketAddress) socket.getLocalSocketAddress();
    for (int i = random.nextInt(MOST_SENT) + 1; i > 0; i--) {
      String text = text();
      byte[] payload = text.getBytes(StandardCharsets.UTF_8);
      socket.send(new DatagramPacket(payload, payload.length, to.peer().address()));
      to.expect(text, source);
    }
  }

  /** The assertion begins before, during or after the sending. */
  private void sendFromThreadWhileWaiting(DatagramPeer from, SoakPeer to)
      throws InterruptedException {
    String text = text();
    Thread thread = new Thread(() -> from.sendTo(to.peer(), text));
    thread.start();
    assertThat(to.peer())
        .receivesMatching(
            DatagramMatcher.matching("the text that a thread sends", it -> it.text().equals(text)))
        .isFrom(from);
    thread.join();
    to.expect(text, from.address());
    to.pending().remove(to.pending().size() - 1);
  }

  private String text() {
    boolean isLarge = random.nextInt(LARGE_ONE_IN) == 0;
    int length = random.nextInt(isLarge ? LARGEST : LARGEST_SMALL);
    return "%d/%d %s".formatted(seed, datagrams++, "x".repeat(length));
  }

  private void finish(SoakPeer each) {
    DatagramPeer peer = each.peer();
    if (!each.pending().isEmpty()) {
      assertThat(peer).receivesInOrder(each.takeAll().toArray(String[]::new));
    }
    assertThat(peer).hasNothingPending().lostNothing();
    if (random.nextBoolean()) {
      peer.close();
      assertThat(peer.received()).hasSize(each.held());
    }
  }
}
