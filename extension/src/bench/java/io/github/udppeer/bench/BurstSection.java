package io.github.udppeer.bench;

import java.io.IOException;

/** What is lost of a burst that comes at full speed from another process. */
final class BurstSection implements Section {

  private static final String[] CONTENDERS = {
    Receiver.PEER, Receiver.CHANNEL, Receiver.SOCKET, Receiver.NETTY_NIO, Receiver.NETTY_EPOLL
  };

  private static final int SMALL = 10_000;
  private static final int LARGE = 100_000;

  /** The loss-free share of runs that a warm peer is to reach: 23 of 25. */
  private static final double LOSS_FREE = 92;

  @Override
  public String name() {
    return "burst";
  }

  @Override
  public int seconds() {
    return 210;
  }

  @Override
  public void run(Bench bench) throws IOException {
    Settings settings = bench.settings();
    try (Contender sender = bench.sender()) {
      for (int size : ReceiveCostSection.SIZES) {
        warm(bench, new BurstRuns(sender, SMALL, size), settings.runs(2, 10));
        warm(bench, new BurstRuns(sender, LARGE, size), settings.runs(2, 25));
      }
      for (int size : ReceiveCostSection.SIZES) {
        cold(bench, new BurstRuns(sender, SMALL, size), settings.runs(1, 4));
        cold(bench, new BurstRuns(sender, LARGE, size), settings.runs(1, 4));
      }
    }
  }

  /** Bursts of the same size go through each JVM before one counts. */
  private static void warm(Bench bench, BurstRuns runs, int rounds) throws IOException {
    try (Contenders contenders = new Contenders()) {
      contenders.addJvms("burst", CONTENDERS);
      for (Contender contender : contenders) {
        for (int i = 0; i < bench.settings().runs(1, 5); i++) {
          runs.warmUp(contender);
        }
      }
      bench.rounds(rounds, contenders, runs::count);
    }
    runs.report(bench.results(), "warm");
    if (runs.datagrams() == LARGE) {
      bench
          .results()
          .add(
              Target.atLeast(
                  "%,d × %d B at full speed, warm: runs without loss".formatted(LARGE, runs.size()),
                  runs.lossFreePercent(Receiver.PEER),
                  LOSS_FREE,
                  "%"));
    }
  }

  /** Each run is the first thing that its JVM does. */
  private static void cold(Bench bench, BurstRuns runs, int rounds) throws IOException {
    for (int round = 0; round < rounds && (round == 0 || bench.hasTime()); round++) {
      for (String name : CONTENDERS) {
        try (Contender contender = Contender.jvm("burst", name)) {
          runs.count(contender);
        }
      }
    }
    runs.report(bench.results(), "cold");
  }
}
