package io.github.udppeer.bench;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What each look at a log costs as it grows to a million, by JMH. */
final class GrowthSection implements Section {

  private static final String TITLE = "Pending datagrams";

  /** How much dearer a call may be among a million that is to cost the same whatever is pending. */
  private static final double SAME = 2;

  private static final int MEASURED = 5;

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public int seconds() {
    return 110;
  }

  @Override
  public void run(Bench bench) throws RunnerException {
    Map<String, Double> micros = new HashMap<>();
    for (RunResult result : jmh(bench.settings())) {
      String name = result.getPrimaryResult().getLabel();
      int pending = Integer.parseInt(result.getParams().getParam("pending"));
      double score = result.getPrimaryResult().getScore();
      micros.put(name + pending, score);
      bench.results().add(TITLE, name, "%,d".formatted(pending), score, "µs", MEASURED);
    }
    for (String name : new String[] {"peek", "receive"}) {
      double ratio =
          micros.getOrDefault(name + 1_000_000, Double.NaN)
              / micros.getOrDefault(name + 1_000, Double.NaN);
      String text = "`%s` among a million ÷ among a thousand".formatted(name);
      bench.results().add(Target.atMost(text, ratio, SAME, "").over(MEASURED));
    }
  }

  private static Collection<RunResult> jmh(Settings settings) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(GrowthBenchmarks.class.getName())
            .jvmArgsAppend("-Xmx2g")
            .forks(1)
            .warmupIterations(settings.runs(1, 3))
            .warmupTime(TimeValue.milliseconds(settings.runs(200, 400)))
            .measurementIterations(settings.runs(1, MEASURED))
            .measurementTime(TimeValue.milliseconds(settings.runs(200, 300)))
            .verbosity(VerboseMode.SILENT)
            .resultFormat(ResultFormatType.JSON)
            .result(settings.folder().resolve("jmh.json").toString());
    if (settings.quick()) {
      options.param("pending", "1000", "100000");
    }
    return new Runner(options.build()).run();
  }
}
