package io.github.udppeer.bench;

import java.io.IOException;

/** What a captured datagram weighs. */
final class HeapSection implements Section {

  private static final String TITLE = "Memory per captured 64-byte datagram";

  @Override
  public String name() {
    return "heap";
  }

  @Override
  public int seconds() {
    return 40;
  }

  @Override
  public void run(Bench bench) throws IOException {
    Samples heap = new Samples();
    Samples direct = new Samples();
    int count = bench.settings().runs(100_000, 500_000);
    try (Contenders contenders = new Contenders()) {
      contenders.addJvms("heap", Receiver.PEER, Receiver.SOCKET);
      contenders.add(Contender.jvm("heap", Receiver.NETTY_NIO, "-XX:MaxDirectMemorySize=4g"));
      bench.rounds(
          bench.settings().runs(1, 3),
          contenders,
          contender -> {
            double[] each = contender.ask(count);
            heap.add(contender.name(), each[0]);
            direct.add(contender.name(), each[1]);
          });
    }
    Results results = bench.results();
    results.addMedians(TITLE, "heap", heap, "none", 1, "B");
    results.addMedians(TITLE, "direct buffers", direct, "none", 1, "B");
    results.add(
        Target.atMost("Heap per captured 64-byte datagram", heap.median(Receiver.PEER), 20, "B")
            .over(heap.rounds()));
  }
}
