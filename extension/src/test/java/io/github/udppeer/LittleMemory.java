package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What becomes of peers where the JVM has little direct memory, or none for a moment. */
final class LittleMemory {

  private static final byte[] ONE = {1};

  private LittleMemory() {}

  private static DatagramPeer open(PeerGroup group, String name) {
    return group.open(
        PeerOptions.builder().name(name).receiveTimeout(Duration.ofSeconds(30)).build());
  }

  /** Tests that capture more than there is memory for, and others right after each. */
  static final class Bursts {

    private static final int ROUNDS = 5;
    private static final int NEXT = 3;
    private static final int DATAGRAMS = 300;
    private static final byte[] LARGE = new byte[60_000];

    private Bursts() {}

    public static void main(String[] arguments) throws IOException {
      try (PeerGroup run = PeerGroup.open(WaitLimits.DEFAULT)) {
        for (int round = 0; round < ROUNDS; round++) {
          requireAllCounted(burst(run));
          for (int next = 0; next < NEXT; next++) {
            requireNothingLost(run);
          }
        }
      }
      System.out.println("each next peer lost nothing");
      ChildJvm.holdUntilReleased();
    }

    private static DatagramPeer burst(PeerGroup run) {
      try (PeerGroup test = run.openGroup()) {
        DatagramPeer peer = open(test, "burst");
        for (int number = 0; number < DATAGRAMS; number++) {
          peer.sendTo(peer, LARGE);
        }
        return peer;
      }
    }

    /** Those that found no memory are no secret. */
    private static void requireAllCounted(DatagramPeer burst) {
      PeerStatistics figures = burst.statistics();
      assertThat(figures.sent() + figures.sentUnkept()).isEqualTo(DATAGRAMS);
      assertThat(figures.sentUnkept()).isPositive();
      assertThat(burst.sent()).hasSize((int) figures.sent());
      figures
          .kernelDrops()
          .ifPresent(
              drops ->
                  assertThat(figures.received() + figures.logDrops() + drops).isEqualTo(DATAGRAMS));
    }

    private static void requireNothingLost(PeerGroup run) {
      try (PeerGroup test = run.openGroup()) {
        DatagramPeer next = open(test, "next");
        next.sendTo(next, ONE);
        assertThat(next.poll().orElseThrow()).hasPayload(ONE); // which does not wait
        assertThat(next).lostNothing();
        assertThat(next.sent()).hasSize(1);
        Throwable failure = catchThrowable(() -> assertThat(next).hasPending(1));
        assertThat(failure).hasMessageNotContainingAny("memory", "dropped", "buffer");
      }
    }
  }

  /** The first peer whose figures are asked for when nothing is left. */
  static final class FirstFigures {

    private FirstFigures() {}

    public static void main(String[] arguments) throws IOException {
      try (PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT)) {
        DatagramPeer peer = open(group, "peer");
        List<ByteBuffer> all = takeAll();
        System.out.println("with none left: " + figures(peer));
        Throwable failure = catchThrowable(() -> assertThat(peer).hasPending(1));
        System.out.println("with none left: " + failure.getClass().getSimpleName());
        all.clear();
        peer.sendTo(peer, ONE);
        assertThat(peer).receives().hasPayload(ONE);
        System.out.println("with some again: " + figures(peer));
      }
      ChildJvm.holdUntilReleased();
    }

    private static String figures(DatagramPeer peer) {
      PeerStatistics figures = peer.statistics();
      boolean areDropsTold = figures.kernelDrops().isPresent();
      return figures.received() + " received, drops are told: " + areDropsTold;
    }

    /** Few sizes, for the JVM takes half a second to say that there is no more. */
    private static List<ByteBuffer> takeAll() {
      List<ByteBuffer> all = new ArrayList<>();
      for (int size = 1 << 20; size > 0; size >>= 10) {
        while (isTaken(size, all)) {
          // one more
        }
      }
      return all;
    }

    private static boolean isTaken(int size, List<ByteBuffer> all) {
      try {
        return all.add(ByteBuffer.allocateDirect(size));
      } catch (OutOfMemoryError none) {
        return false;
      }
    }
  }
}
