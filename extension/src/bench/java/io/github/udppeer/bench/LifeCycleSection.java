package io.github.udppeer.bench;

import java.io.IOException;

/** What opening and closing costs, alone and as a part of a test. */
final class LifeCycleSection implements Section {

  private static final String TITLE = "Life cycle";

  @Override
  public String name() {
    return "lifecycle";
  }

  @Override
  public int seconds() {
    return 50;
  }

  @Override
  public void run(Bench bench) throws IOException {
    perPeer(bench);
    perTest(bench);
  }

  /** The peer beside a bare channel only, as ratios of each round. */
  static void measureFirst(Bench bench) throws IOException {
    bench.startClock(60);
    Samples cycles = new Samples();
    measurePerPeer(bench, cycles, false, 21);
    Pairs perPeer = cycles.pairs(Receiver.PEER, Receiver.CHANNEL);
    String cycle = "Life cycle of a peer ÷ bare channel (%d rounds)".formatted(perPeer.count());
    bench.results().add(Target.atMost(cycle, perPeer.medianRatio(), 1.6, ""));
    bench.startClock(60);
    Samples tests = new Samples();
    measurePerTest(bench, tests);
    Samples added = tests.minus(PerTestTask.EMPTY);
    added(bench, added, PerTestTask.CHANNEL, "by a resolver of a bare channel");
    added(bench, added, PerTestTask.ANNOTATED, "by one for an annotated parameter");
  }

  private static void added(Bench bench, Samples added, String byHand, String words) {
    Pairs pairs = added.pairs(PerTestTask.PEER, byHand);
    String text = "Added to a test by a peer ÷ %s (%d rounds)".formatted(words, pairs.count());
    bench.results().add(Target.atMost(text, pairs.medianRatio(), 2, ""));
  }

  private static void perPeer(Bench bench) throws IOException {
    Samples samples = new Samples();
    measurePerPeer(bench, samples, true, 15);
    bench.results().addMedians(TITLE, "open, bind, close", samples, Bench.C, 1e-3, "µs");
    double ratio = samples.median(Receiver.PEER) / samples.median(Bench.C);
    bench.results().add(Target.atMost("Life cycle of a peer ÷ C", ratio, 2.2, ""));
  }

  private static void measurePerPeer(Bench bench, Samples samples, boolean withOthers, int rounds)
      throws IOException {
    try (Contenders contenders = new Contenders()) {
      if (withOthers) {
        bench.addProgram(contenders, "lifecycle");
        contenders.addJvms(
            "lifecycle", Receiver.SOCKET, LifeCycleTask.NETTY, LifeCycleTask.SOCKET_AND_THREAD);
      }
      contenders.addJvms("lifecycle", Receiver.PEER, Receiver.CHANNEL);
      int count = bench.settings().runs(200, 1000);
      for (Contender contender : contenders) {
        contender.ask(count * 50);
      }
      bench.rounds(
          bench.settings().runs(3, rounds),
          contenders,
          it -> samples.add(it.name(), it.ask(count)[0] / count));
    }
  }

  private static void perTest(Bench bench) throws IOException {
    Samples samples = new Samples();
    measurePerTest(bench, samples);
    bench.results().addMedians(TITLE, "one test", samples, PerTestTask.EMPTY, 1e-3, "µs");
    double added = samples.median(PerTestTask.PEER) - samples.median(PerTestTask.EMPTY);
    bench.results().add(Target.atMost("Added to a test by a peer", added * 1e-3, 15, "µs"));
  }

  private static void measurePerTest(Bench bench, Samples samples) throws IOException {
    try (Contenders contenders = new Contenders()) {
      contenders.addJvms(
          "tests", PerTestTask.EMPTY, PerTestTask.CHANNEL, PerTestTask.ANNOTATED, PerTestTask.PEER);
      for (Contender contender : contenders) {
        for (int i = 0; i < bench.settings().runs(2, 60); i++) {
          contender.ask("run");
        }
      }
      bench.rounds(
          bench.settings().runs(3, 25),
          contenders,
          contender -> {
            double[] answer = contender.ask("run");
            samples.add(contender.name(), answer[0] / answer[1]);
          });
    }
  }
}
