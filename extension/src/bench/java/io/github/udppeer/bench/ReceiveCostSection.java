package io.github.udppeer.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What receiving one datagram costs when nothing else is done. */
final class ReceiveCostSection implements Section {

  static final int[] SIZES = {32, 512, 1400};

  private static final String TITLE = "Receive-only cost per datagram";

  /** Fits a kernel queue of 4 MiB in each size; where less is granted the run fails. */
  private static final int DATAGRAMS = 2000;

  @Override
  public String name() {
    return "receive";
  }

  @Override
  public int seconds() {
    return 60;
  }

  @Override
  public void run(Bench bench) throws IOException {
    Map<Integer, Samples> samples = new LinkedHashMap<>();
    try (Contenders contenders = new Contenders()) {
      bench.addProgram(contenders, "receive");
      contenders.addJvms(
          "receive",
          Receiver.PEER,
          Receiver.CHANNEL,
          Receiver.SOCKET,
          Receiver.NETTY_NIO,
          Receiver.NETTY_EPOLL);
      for (int size : SIZES) {
        bench.rounds(
            1,
            contenders,
            contender -> repeat(contender, size, bench.settings().runs(20, 200), new Samples()));
        Samples ofSize = samples.computeIfAbsent(size, none -> new Samples());
        bench.rounds(bench.settings().runs(5, 60), contenders, it -> repeat(it, size, 5, ofSize));
      }
    }
    samples.forEach((size, ofSize) -> report(bench.results(), size, ofSize));
  }

  private static void repeat(Contender contender, int size, int times, Samples samples)
      throws IOException {
    for (int i = 0; i < times; i++) {
      samples.add(contender.name(), contender.ask(DATAGRAMS, size)[0] / DATAGRAMS);
    }
  }

  private static void report(Results results, int size, Samples samples) {
    results.addMedians(TITLE, size + " B", samples, Bench.C, 1e-3, "µs");
    double limit = Runtime.version().feature() >= 25 ? 1.15 : 1.25;
    double ratio = samples.median(Receiver.PEER) / samples.median(Bench.C);
    results.add(Target.atMost("Receive-only cost ÷ C, %d B".formatted(size), ratio, limit, ""));
  }
}
