package io.github.udppeer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramMatcher;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.ReceiveFlag;
import io.github.udppeer.Reception;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Assertions that must hold for a peer with these datagrams pending. */
final class SoakAssertions {

  private static final int SMALL_BUFFER = 3; // every text is longer

  private final Random random;
  private final SoakPeer model;
  private final DatagramPeer peer;

  SoakAssertions(Random random, SoakPeer model) {
    this.random = random;
    this.model = model;
    this.peer = model.peer();
  }

  void step() {
    if (model.pending().isEmpty()) {
      emptyStep();
      return;
    }
    switch (random.nextInt(8)) {
      case 0 -> receivesTheFirst();
      case 1 -> peeksTwice();
      case 2 -> truncates();
      case 3 -> receivesOneInTheMiddle();
      case 4 -> receivesAllInAnyOrder();
      case 5 -> counts();
      case 6 -> pollsTheFirst();
      default -> clears();
    }
  }

  private void emptyStep() {
    switch (random.nextInt(4)) {
      case 0 -> assertThat(peer).hasNothingPending();
      case 1 -> assertThat(peer).wouldBlock();
      case 2 -> assertThat(peer).receivesNothingFor(Duration.ofMillis(1));
      default -> assertThat(peer.poll()).isEmpty();
    }
  }

  private void receivesTheFirst() {
    SoakPeer.Expected expected = model.takeHead();
    assertThat(peer).receives().hasText(expected.text()).isFrom(expected.source()).isNotTruncated();
  }

  private void peeksTwice() {
    assertThat(peer).peeks().hasText(model.head().text());
    assertThat(peer).peeks().isFrom(model.head().source());
    assertThat(peer).hasPending(model.pending().size());
  }

  private void truncates() {
    boolean peeking = random.nextBoolean();
    ByteBuffer buffer = ByteBuffer.allocate(SMALL_BUFFER);
    Reception reception = peeking ? peer.recvFrom(buffer, ReceiveFlag.PEEK) : peer.recvFrom(buffer);
    SoakPeer.Expected expected = peeking ? model.head() : model.takeHead();
    byte[] wire = expected.text().getBytes(StandardCharsets.UTF_8);
    assertThat(reception)
        .isEqualTo(new Reception(SMALL_BUFFER, SMALL_BUFFER, wire.length, expected.source()));
    assertThat(wire).startsWith(buffer.array());
  }

  private void receivesOneInTheMiddle() {
    SoakPeer.Expected expected = model.takeAny(random);
    assertThat(peer)
        .receivesMatching(
            DatagramMatcher.matching("a certain text", it -> it.text().equals(expected.text())))
        .isFrom(expected.source());
  }

  private void receivesAllInAnyOrder() {
    List<String> texts = model.takeAll();
    Collections.shuffle(texts, random);
    assertThat(peer).receivesInAnyOrder(texts.toArray(String[]::new)).hasNothingPending();
  }

  private void counts() {
    assertThat(peer).hasPending(model.pending().size()).hasReceived(model.held());
    assertThat(peer.statistics().pending()).isEqualTo(model.pending().size());
    assertThat(peer.received()).hasSize(model.held());
    assertThat(peer.pending())
        .extracting(it -> it.text())
        .isEqualTo(model.pending().stream().map(SoakPeer.Expected::text).toList());
  }

  private void pollsTheFirst() {
    assertThat(peer.peek()).map(it -> it.text()).contains(model.head().text());
    assertThat(peer.poll()).map(it -> it.text()).contains(model.takeHead().text());
  }

  private void clears() {
    peer.clear();
    model.cleared();
    assertThat(peer).hasNothingPending().hasReceived(0);
  }
}
