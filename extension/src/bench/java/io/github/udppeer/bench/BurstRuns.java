package io.github.udppeer.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The runs of one kind of burst, and what became of the datagrams. */
final class BurstRuns {

  private static final class Tally {
    int runs;
    int lossFree;
    long lost;
    int unexplained;
  }

  private final Contender sender;
  private final int datagrams;
  private final int size;
  private final Map<String, Tally> tallies = new LinkedHashMap<>();

  BurstRuns(Contender sender, int datagrams, int size) {
    this.sender = sender;
    this.datagrams = datagrams;
    this.size = size;
  }

  int datagrams() {
    return datagrams;
  }

  int size() {
    return size;
  }

  int runsOf(Contender contender) {
    Tally tally = tallies.get(contender.name());
    return tally == null ? 0 : tally.runs;
  }

  /** Returns how many datagrams the contender did not receive, in all runs. */
  double lostBy(String contender) {
    return (double) tallies.get(contender).lost;
  }

  void warmUp(Contender contender) throws IOException {
    burst(contender);
  }

  void count(Contender contender) throws IOException {
    double[] fates = burst(contender);
    Tally tally = tallies.computeIfAbsent(contender.name(), none -> new Tally());
    double lost = datagrams - fates[0];
    tally.runs++;
    tally.lossFree += lost == 0 ? 1 : 0;
    tally.lost += (long) lost;
    if (!Double.isNaN(fates[1])) {
      tally.unexplained += lost == fates[1] + fates[2] ? 0 : 1;
    }
  }

  /** Returns how many were received, and where it is known dropped by the kernel and the log. */
  private double[] burst(Contender contender) throws IOException {
    int port = (int) contender.ask("open")[0];
    sender.ask("burst", port, datagrams, size);
    return contender.ask("result", datagrams);
  }

  double lossFreePercent(String contender) {
    Tally tally = tallies.get(contender);
    return 100.0 * tally.lossFree / tally.runs;
  }

  double lostPercent(String contender) {
    Tally tally = tallies.get(contender);
    return 100.0 * tally.lost / ((double) datagrams * tally.runs);
  }

  void report(Results results, String state) {
    String section = "Bursts at full speed, " + state + " JVM: % lost";
    String column = "%,d × %d B".formatted(datagrams, size);
    tallies.forEach(
        (contender, tally) -> {
          double percent = lostPercent(contender);
          String free = "%% (%d of %d without loss)".formatted(tally.lossFree, tally.runs);
          results.add(section, contender, column, percent, free);
        });
    results.add(
        Target.atMost(
            "%s, %s: runs whose losses the statistics do not count".formatted(column, state),
            tallies.get(Receiver.PEER).unexplained,
            0,
            ""));
  }
}
