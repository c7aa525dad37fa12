package io.github.udppeer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a cold JVM pays: the first test, the first exchange, the first failure, the first burst. */
final class FirstSection implements Section {

  private static final String TITLE = "First test (medians of the pairs, peer and by hand in turn)";
  private static final String[] COLUMNS = {"peer", "by hand", "peer ÷ by hand", "pairs"};
  private static final int PAIRS = 21;

  /** Where one run differs much from the next. */
  private static final int MANY_PAIRS = 61;

  /** After so many rounds of failing tests the compiler has little left to do. */
  private static final int WARM_UPS = 70;

  private static final double MILLIS = 1e3;

  @Override
  public String name() {
    return "first";
  }

  @Override
  public int seconds() {
    return 800;
  }

  @Override
  public void run(Bench bench) throws IOException {
    Path folder = Files.createDirectories(bench.settings().folder().resolve("first"));
    WholeProcess jvm = new WholeProcess(folder);
    one(bench, jvm);
    classes(bench, jvm, folder);
    many(bench, jvm);
    script(bench, jvm);
    wholeProcesses(
        bench,
        jvm,
        PAIRS,
        "one failing test, whole process",
        FailingPeerTestCase.One.class,
        FailingByHandTestCase.One.class);
    LifeCycleSection.measureFirst(bench);
    failing(bench);
    bursts(bench);
  }

  private static void one(Bench bench, WholeProcess jvm) throws IOException {
    double ratio =
        wholeProcesses(
            bench,
            jvm,
            MANY_PAIRS,
            "one test, whole process",
            OnePeerTestCase.class,
            OneByHandTestCase.class);
    bench.results().add(Target.atMost("One test, whole process, CPU ÷ by hand", ratio, 1.08, ""));
  }

  private static void many(Bench bench, WholeProcess jvm) throws IOException {
    double ratio =
        wholeProcesses(
            bench,
            jvm,
            PAIRS,
            "2,000 tests, whole process",
            OnePeerTestCase.Many.class,
            OneByHandTestCase.Many.class);
    bench
        .results()
        .add(Target.atMost("2,000 tests, whole process, CPU ÷ by hand", ratio, 1.05, ""));
  }

  /** Returns the ratio of the processors' time. */
  private static double wholeProcesses(
      Bench bench, WholeProcess jvm, int pairs, String what, Class<?> ours, Class<?> byHand)
      throws IOException {
    Samples cpu = new Samples();
    Samples wall = new Samples();
    Pairs cpuPairs = new Pairs();
    Pairs wallPairs = new Pairs();
    for (int i = 0; i < bench.settings().runs(2, pairs); i++) {
      WholeProcess.Cost our = jvm.run(ours);
      WholeProcess.Cost their = jvm.run(byHand);
      cpu.add("peer", our.cpuSeconds());
      cpu.add("by hand", their.cpuSeconds());
      wall.add("peer", our.wallSeconds());
      wall.add("by hand", their.wallSeconds());
      cpuPairs.add(our.cpuSeconds(), their.cpuSeconds());
      wallPairs.add(our.wallSeconds(), their.wallSeconds());
    }
    row(bench, what + ": CPU", cpu, cpuPairs);
    row(bench, what + ": wall time", wall, wallPairs);
    return cpuPairs.medianRatio();
  }

  private static void row(Bench bench, String what, Samples samples, Pairs pairs) {
    Results results = bench.results();
    results.add(TITLE, what, COLUMNS[0], samples.median("peer") * MILLIS, "ms");
    results.add(TITLE, what, COLUMNS[1], samples.median("by hand") * MILLIS, "ms");
    results.add(TITLE, what, COLUMNS[2], pairs.medianRatio(), "");
    results.add(TITLE, what, COLUMNS[3], pairs.count(), "");
  }

  private static void classes(Bench bench, WholeProcess jvm, Path folder) throws IOException {
    double ours = loaded(jvm, folder, OnePeerTestCase.class);
    double theirs = loaded(jvm, folder, OneByHandTestCase.class);
    Results results = bench.results();
    results.add(TITLE, "classes loaded by one test", COLUMNS[0], ours, "");
    results.add(TITLE, "classes loaded by one test", COLUMNS[1], theirs, "");
    String text = "Classes loaded by one test beyond those by hand";
    results.add(Target.atMost(text, ours - theirs, 170, ""));
  }

  private static double loaded(WholeProcess jvm, Path folder, Class<?> tests) throws IOException {
    Path log = folder.resolve("classes.log");
    jvm.run(tests, "-Xlog:class+load:file=" + log.toAbsolutePath());
    try (var lines = Files.lines(log)) {
      return (double) lines.filter(line -> line.contains(" source:")).count();
    }
  }

  private static void script(Bench bench, WholeProcess jvm) throws IOException {
    Samples samples = new Samples();
    Pairs pairs = new Pairs();
    for (int i = 0; i < bench.settings().runs(2, PAIRS); i++) {
      double ours = answerSeconds(jvm, ScriptPeerTestCase.class);
      double theirs = answerSeconds(jvm, ScriptByHandTestCase.class);
      samples.add("peer", ours);
      samples.add("by hand", theirs);
      pairs.add(ours, theirs);
    }
    row(bench, "first answer of a JVM's first server: CPU", samples, pairs);
    String text = "First scripted exchange of a JVM, CPU beyond by hand";
    bench.results().add(Target.atMost(text, pairs.medianDifference() * MILLIS, 15, "ms"));
  }

  private static double answerSeconds(WholeProcess jvm, Class<?> tests) throws IOException {
    return Long.parseLong(jvm.run(tests).printed().get(0)) * 1e-9;
  }

  private static void failing(Bench bench) throws IOException {
    Samples samples = new Samples();
    Pairs pairs = new Pairs();
    try (Contender ours = Contender.jvm("failing", FailingTask.PEER);
        Contender theirs = Contender.jvm("failing", FailingTask.BY_HAND)) {
      for (int i = 0; i < bench.settings().runs(1, WARM_UPS); i++) {
        ours.ask("warm up");
        theirs.ask("warm up");
      }
      for (int i = 0; i < bench.settings().runs(2, PAIRS); i++) {
        double our = perTest(ours.ask("run"));
        double their = perTest(theirs.ask("run"));
        samples.add("peer", our);
        samples.add("by hand", their);
        pairs.add(our, their);
      }
    }
    row(bench, "failing test with page and capture file, warm: CPU", samples, pairs);
    String text = "Failing test with page and capture file, warm, CPU ÷ failing by hand";
    bench.results().add(Target.atMost(text, pairs.medianRatio(), 2.2, ""));
  }

  private static double perTest(double[] answer) {
    return answer[0] * 1e-9 / answer[1];
  }

  /** The peer must lose no more than the least that can be written by hand. */
  private static void bursts(Bench bench) throws IOException {
    try (Contender sender = bench.sender()) {
      BurstRuns runs = new BurstRuns(sender, 10_000, 1400);
      for (int i = 0; i < bench.settings().runs(2, MANY_PAIRS); i++) {
        for (String name : new String[] {Receiver.PEER, Receiver.CHANNEL}) {
          try (Contender contender = Contender.jvm("burst", name)) {
            runs.count(contender);
          }
        }
      }
      runs.report(bench.results(), "cold, first");
      String text = "Cold 10,000 × 1,400 B, % points lost beyond a bare channel loop";
      bench
          .results()
          .add(
              Target.atMost(
                  text,
                  runs.lostPercent(Receiver.PEER) - runs.lostPercent(Receiver.CHANNEL),
                  2,
                  ""));
      double fewer = runs.lossFreePercent(Receiver.CHANNEL) - runs.lossFreePercent(Receiver.PEER);
      text = "The same: of 20 runs, those without loss fewer than the loop's";
      bench.results().add(Target.atMost(text, fewer / 100 * 20, 2, ""));
    }
  }
}
