package io.github.udppeer.bench;

import static io.github.udppeer.bench.Samples.percentile;

import java.io.IOException;
import java.util.List;

/** How long after it was sent a datagram is with the test. */
final class LatencySection implements Section {

  private static final String TITLE = "Send → received by the test's thread";
  private static final double NANOS = 1e-3;

  /** A test does not poll that often. */
  private static final int SLOW = 10;

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public int seconds() {
    return 80;
  }

  @Override
  public void run(Bench bench) throws IOException {
    try (Contenders contenders = new Contenders()) {
      bench.addProgram(contenders, "latency");
      contenders.addJvms(
          "latency",
          Route.RECEIVE,
          Route.ASSERTION,
          Receiver.CHANNEL,
          Route.QUEUE,
          Route.AWAITILITY_1_MS,
          Route.AWAITILITY);
      for (Contender contender : contenders) {
        warmUp(contender, bench.settings().runs(2_000, 40_000));
      }
      measure(bench, contenders, "quiet");
      try (Contender one = Contender.jvm("burn", "burner");
          Contender two = Contender.jvm("burn", "burner")) {
        one.ask("start");
        two.ask("start");
        measure(bench, contenders, "both cores busy");
      }
    }
  }

  private static void warmUp(Contender contender, int times) throws IOException {
    if (!isPolling(contender)) {
      contender.ask("same", times);
    }
  }

  private static void measure(Bench bench, Contenders contenders, String state) throws IOException {
    measure(bench, contenders, state, "same");
    measure(bench, contenders, state, "other");
  }

  private static void measure(Bench bench, Contenders contenders, String state, String thread)
      throws IOException {
    Samples medians = new Samples();
    Samples late = new Samples();
    bench.rounds(
        bench.settings().runs(2, 7),
        contenders,
        contender -> {
          if (contender.name().equals(Bench.C) && thread.equals("other")) {
            return;
          }
          double[] took = contender.ask(thread, times(contender, thread));
          medians.add(contender.name(), percentile(took, 50));
          late.add(contender.name(), percentile(took, 99));
        });
    String column = "%s thread, %s".formatted(thread, state);
    bench.results().addMedians(TITLE, column + ": median", medians, Bench.C, NANOS, "µs");
    bench.results().addMedians(TITLE, column + ": p99", late, Bench.C, NANOS, "µs");
    if (thread.equals("same")) {
      targets(bench.results(), state, medians, late);
    }
  }

  private static int times(Contender contender, String thread) {
    if (isPolling(contender)) {
      return SLOW;
    }
    return thread.equals("same") ? 2000 : 200;
  }

  private static boolean isPolling(Contender contender) {
    return contender.name().startsWith("Awaitility");
  }

  private static void targets(Results results, String state, Samples medians, Samples late) {
    boolean isQuiet = state.equals("quiet");
    for (String route : List.of(Route.RECEIVE, Route.ASSERTION)) {
      if (isQuiet) {
        String text = "Send → `%s`, quiet: median".formatted(route);
        results.add(
            Target.atMost(text, medians.median(route) * NANOS, 5, "µs")
                .over(medians.runsOf(route)));
      }
      String text = "Send → `%s`, %s: p99".formatted(route, state);
      results.add(
          Target.atMost(text, late.median(route) * NANOS, isQuiet ? 20 : 50, "µs")
              .over(late.runsOf(route)));
    }
  }
}
