package io.github.udppeer.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** What a link without rules passes of a flood, beside relays written by hand. */
final class LinkSection implements Section {

  private static final String TITLE = "Relayed of a flood";
  private static final String LATE = "A link's delay: how much later a datagram came";
  private static final int[] SIZES = {64, 1400};
  private static final int DATAGRAMS = 300_000;
  private static final int WARM_UP = 3;

  @Override
  public String name() {
    return "link";
  }

  @Override
  public int seconds() {
    return 40;
  }

  @Override
  public void run(Bench bench) throws IOException {
    try (Contenders relays = new Contenders();
        Contender sender = bench.sender()) {
      bench.addProgram(relays, "relay");
      relays.addJvms("relay", RelayTask.CHANNEL, RelayTask.LINK);
      for (int size : SIZES) {
        measure(bench, relays, sender, size);
      }
    }
    delays(bench);
  }

  private static void delays(Bench bench) throws IOException {
    try (Contender link = Contender.jvm("delay", RelayTask.LINK)) {
      int count = bench.settings().runs(20, 200);
      link.ask(1, 50); // loads all classes
      for (int millis : new int[] {1, 20}) {
        double[] late = link.ask(millis, count);
        String column = "%d ms".formatted(millis);
        bench.results().add(LATE, "median", column, late[0] / 1000, "µs");
        bench.results().add(LATE, "p99", column, late[1] / 1000, "µs");
        bench
            .results()
            .add(
                Target.atMost(
                    "Later than a delay of %s: median".formatted(column),
                    late[0] / 1000,
                    1000,
                    "µs"));
      }
    }
  }

  private static void measure(Bench bench, Contenders relays, Contender sender, int size)
      throws IOException {
    int rounds = bench.settings().quick() ? 2 : 9;
    Samples samples = new Samples();
    for (Contender relay : relays) {
      for (int round = 0; round < WARM_UP; round++) {
        perSecond(relay, sender, size);
      }
    }
    bench.rounds(
        rounds, relays, relay -> samples.add(relay.name(), perSecond(relay, sender, size)));
    String column = "%,d B".formatted(size);
    bench.results().addMedians(TITLE, column, samples, Bench.C, 1, "datagrams/s");
    double channel = samples.median(RelayTask.CHANNEL);
    double program = samples.median(Bench.C);
    double fastest = Double.isNaN(program) ? channel : Math.max(channel, program);
    bench
        .results()
        .add(
            Target.atLeast(
                "Relayed by a link ÷ by the fastest relay, " + column,
                samples.median(RelayTask.LINK) / fastest,
                0.5,
                ""));
  }

  private static double perSecond(Contender relay, Contender sender, int size) throws IOException {
    int port = (int) relay.ask("open")[0];
    double[] time = sender.ask("burst", port, DATAGRAMS, size);
    double passed = relay.ask("passed")[0];
    return passed * TimeUnit.SECONDS.toNanos(1) / (time[1] - time[0]);
  }
}
