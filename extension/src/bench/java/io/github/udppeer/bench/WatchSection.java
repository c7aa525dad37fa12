package io.github.udppeer.bench;

import java.io.IOException;

/** What a watch adds to each send and receive, and what it takes to begin. */
final class WatchSection implements Section {

  private static final String TITLE = "Watch";
  private static final int PAIRS = 2_000;
  private static final String[] ATTACHING = {"-XX:+EnableDynamicAgentLoading"};

  @Override
  public String name() {
    return "watch";
  }

  @Override
  public int seconds() {
    return 60;
  }

  @Override
  public void run(Bench bench) throws IOException {
    for (String way : new String[] {"channel", "socket"}) {
      for (int length : new int[] {64, 1_400}) {
        pairs(bench, way, length);
      }
    }
    begin(bench);
  }

  private static void pairs(Bench bench, String way, int length) throws IOException {
    Samples samples = new Samples();
    try (Contenders contenders = new Contenders()) {
      contenders.add(Contender.jvm("watch", WatchTask.PLAIN, ATTACHING));
      contenders.add(Contender.jvm("watch", WatchTask.WATCHED, ATTACHING));
      for (Contender contender : contenders) {
        for (int i = 0; i < 20; i++) {
          contender.ask(way, PAIRS, length);
        }
      }
      bench.rounds(
          bench.settings().runs(5, 60),
          contenders,
          it -> samples.add(it.name(), it.ask(way, PAIRS, length)[0] / PAIRS));
    }
    String what = "%s, %d B".formatted(way, length);
    bench.results().addMedians(TITLE, what, samples, WatchTask.PLAIN, 1e-3, "µs of processor");
    Pairs pairs = samples.pairs(WatchTask.WATCHED, WatchTask.PLAIN);
    bench
        .results()
        .add(
            Target.atMost(
                "Send and receive watched ÷ plain, %s (%d rounds)".formatted(what, pairs.count()),
                pairs.medianRatio(),
                1.2,
                ""));
  }

  private static void begin(Bench bench) throws IOException {
    Samples samples = new Samples();
    for (int i = 0; i < bench.settings().runs(3, 9); i++) {
      try (Contenders contenders = new Contenders()) {
        contenders.add(Contender.jvm("watch", WatchTask.WATCHED, ATTACHING));
        for (Contender contender : contenders) {
          double[] nanos = contender.ask("begin");
          samples.add("attach", nanos[0]);
          samples.add("begin", nanos[1]);
        }
      }
    }
    bench.results().addMedians(TITLE, "once in a JVM", samples, "attach", 1e-6, "ms of processor");
    bench
        .results()
        .add(
            Target.atMost(
                "Processor time of the thread that begins the first watch",
                samples.median("begin") * 1e-9,
                0.6,
                "s"));
  }
}
