package io.github.udppeer.bench;

import java.io.IOException;

/** What is lost of a burst that comes at full speed from another process. */
final class BurstSection implements Section {

  private static final String[] CONTENDERS = {
    Receiver.PEER, Receiver.CHANNEL, Receiver.SOCKET, Receiver.NETTY_NIO, Receiver.NETTY_EPOLL
  };

  private static final int SMALL = 10_000;
  private static final int LARGE = 100_000;

  /** What a kernel queue of 4 MiB holds, by size. */
  private static final int[] FITTING = {10_000, 6_500, 3_600};

  private static final int COLD_SECONDS = 12;

  /** Enough to see how the others do; the peer runs on, as its target is a count of runs. */
  private static final int RUNS_OF_OTHERS = 8;

  private static final int RUNS_OF_PEER = 25;

  /** The loss-free share of runs that a warm peer is to reach: 23 of 25. */
  private static final double LOSS_FREE = 92;

  @Override
  public String name() {
    return "burst";
  }

  @Override
  public int seconds() {
    return 230;
  }

  @Override
  public void run(Bench bench) throws IOException {
    try (Contender sender = bench.sender()) {
      for (int size : ReceiveCostSection.SIZES) {
        warm(bench, new BurstRuns(sender, SMALL, size), 8);
        warm(bench, new BurstRuns(sender, LARGE, size), 35);
      }
      for (int i = 0; i < FITTING.length; i++) {
        int size = ReceiveCostSection.SIZES[i];
        coldFitting(bench, new BurstRuns(sender, FITTING[i], size));
        if (FITTING[i] < SMALL) {
          cold(bench, new BurstRuns(sender, SMALL, size));
        }
        cold(bench, new BurstRuns(sender, LARGE, size));
      }
    }
  }

  /** No datagram of a burst that a kernel queue of 4 MiB holds may be lost. */
  private static void coldFitting(Bench bench, BurstRuns runs) throws IOException {
    cold(bench, runs);
    String text = "%,d × %d B, cold, all fit the kernel's queue: lost";
    bench
        .results()
        .add(
            Target.atMost(
                text.formatted(runs.datagrams(), runs.size()), runs.lostBy(Receiver.PEER), 0, ""));
  }

  /** Bursts of the same size go through each JVM before one counts. */
  private static void warm(Bench bench, BurstRuns runs, int seconds) throws IOException {
    bench.startClock(seconds);
    try (Contenders contenders = new Contenders()) {
      contenders.addJvms("burst", CONTENDERS);
      for (Contender contender : contenders) {
        for (int i = 0; i < bench.settings().runs(1, 5); i++) {
          runs.warmUp(contender);
        }
      }
      int rounds = bench.settings().runs(2, RUNS_OF_PEER);
      bench.rounds(
          rounds,
          contenders,
          contender -> {
            boolean isPeer = contender.name().equals(Receiver.PEER);
            if (isPeer || runs.runsOf(contender) < RUNS_OF_OTHERS) {
              runs.count(contender);
            }
          });
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
  private static void cold(Bench bench, BurstRuns runs) throws IOException {
    bench.startClock(COLD_SECONDS);
    int rounds = bench.settings().runs(1, 4);
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
