package io.github.udppeer.bench;

import java.io.IOException;
import java.nio.file.Path;

/** A thousand and ten thousand peers on one loop. */
final class ScaleSection implements Section {

  private static final String TITLE = "Many peers on one loop";
  private static final int[] COUNTS = {1_000, 10_000};

  /** Datagrams of a run, so many that a run lasts longer than a breath of the machine. */
  private static final int DATAGRAMS = 200_000;

  @Override
  public String name() {
    return "scale";
  }

  @Override
  public int seconds() {
    return 50;
  }

  @Override
  public void run(Bench bench) throws IOException {
    for (int count : COUNTS) {
      memory(bench, count);
      rate(bench, count);
    }
  }

  private static void memory(Bench bench, int count) throws IOException {
    try (Contender peers = Contender.jvm("scale", Receiver.PEER)) {
      peers.ask("memory 100"); // loads all classes
      double[] answer = peers.ask("memory", count);
      double megabytes = answer[1] / (1 << 20);
      String column = "%,d".formatted(count);
      Results results = bench.results();
      results.add(TITLE, "heap per open peer", column, answer[0], "B", 1);
      results.add(TITLE, "off-heap after ten 64-byte datagrams each", column, megabytes, "MiB", 1);
      results.add(
          Target.atMost("Heap per peer, %s peers".formatted(column), answer[0], 1024, "B").over(1));
      results.add(
          Target.atMost(
                  "Off-heap, %s peers with ten datagrams each".formatted(column),
                  megabytes,
                  64,
                  "MiB")
              .over(1));
    }
  }

  private static void rate(Bench bench, int count) throws IOException {
    Samples samples = new Samples();
    try (Contenders contenders = new Contenders();
        Contender sender = bench.sender()) {
      bench.addProgram(contenders, "epoll");
      contenders.addJvms("scale", Receiver.PEER);
      for (Contender contender : contenders) {
        contender.ask("open", count, ports(bench, contender));
      }
      Samples warmUp = new Samples();
      bench.rounds(2, contenders, it -> send(bench, sender, it, count, warmUp));
      int rounds = bench.settings().runs(2, 9);
      bench.rounds(rounds, contenders, it -> send(bench, sender, it, count, samples));
    }
    String column = "%,d".formatted(count);
    bench.results().addMedians(TITLE, column, samples, Bench.C, 1e-3, "µs per datagram");
    double ratio = samples.median(Receiver.PEER) / samples.median(Bench.C);
    String text = "Receiving round-robin, %s peers ÷ C epoll".formatted(column);
    bench.results().add(Target.atMost(text, ratio, 1.6, "").over(samples.rounds()));
  }

  private static void send(
      Bench bench, Contender sender, Contender receiver, int count, Samples samples)
      throws IOException {
    int rounds = DATAGRAMS / count;
    double start = sender.ask("rounds", ports(bench, receiver), rounds, "64")[0];
    double[] answer = receiver.ask("await", rounds * count);
    if (answer[0] != rounds * count) {
      throw new IOException("%s: %.0f arrived".formatted(receiver.name(), answer[0]));
    }
    samples.add(receiver.name(), (answer[1] - start) / answer[0]);
  }

  private static Path ports(Bench bench, Contender contender) {
    return bench.settings().folder().resolve("ports-" + contender.name());
  }
}
