package io.github.udppeer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Runs the sections, prints their tables, and writes them down. */
public final class BenchRun {

  /** What all sections share, so that each is measured and all are done within ten minutes. */
  private static final long ALL_SECONDS = 560;

  private static final List<Section> SECTIONS =
      List.of(
          new ReceiveCostSection(),
          new LatencySection(),
          new LifeCycleSection(),
          new HeapSection(),
          new ScaleSection(),
          new LinkSection(),
          new WatchSection(),
          new GrowthSection(),
          new BurstSection());

  /** What takes too long to be measured with the others: it runs when it is asked for by name. */
  private static final Section FIRST = new FirstSection();

  private BenchRun() {}

  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    Settings settings = Settings.fromProperties();
    if (settings.only().contains("soak")) {
      Soak.main(arguments);
      return;
    }
    Files.createDirectories(settings.folder());
    if (settings.only().contains(FIRST.name())) {
      measure(settings, List.of(FIRST), FIRST.seconds(), "first");
    }
    List<Section> wanted =
        SECTIONS.stream().filter(section -> settings.wants(section.name())).toList();
    if (!wanted.isEmpty()) {
      measure(settings, wanted, ALL_SECONDS, "results");
    }
  }

  private static void measure(Settings settings, List<Section> sections, long seconds, String name)
      throws Exception {
    Results results = new Results();
    Bench bench = new Bench(settings, Programs.compile(settings, results), results);
    long begin = System.nanoTime();
    List<Section> left = new ArrayList<>(sections);
    while (!left.isEmpty()) {
      long used = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
      int wanted = left.stream().mapToInt(Section::seconds).sum();
      bench.share((double) (seconds - used) / wanted);
      runOne(bench, left.remove(0));
    }
    Machine machine = Machine.here();
    List<String> tables = new Tables(machine, results).lines();
    tables.forEach(System.out::println);
    Path file = settings.folder().resolve(name + ".json");
    Files.writeString(file, Json.of(machine, results));
    System.out.println("written: " + file);
    if (settings.docs()) {
      rewriteDocs(settings, sections, tables);
    }
  }

  /** A section that fails leaves a note, and the others their figures. */
  private static void runOne(Bench bench, Section section) {
    long begin = System.nanoTime();
    bench.startClock(section.seconds());
    try {
      section.run(bench);
    } catch (Exception failure) {
      failure.printStackTrace();
      bench.results().note("Failed: %s: %s".formatted(section.name(), failure.getMessage()));
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
    System.out.printf("%s: %d s%n", section.name(), seconds);
  }

  /** The tables of a part would stand where those of all were. */
  private static void rewriteDocs(Settings settings, List<Section> sections, List<String> tables)
      throws IOException {
    String region = "JDK " + Runtime.version().feature();
    if (sections.contains(FIRST)) {
      region += ", first test";
    } else if (!sections.equals(SECTIONS)) {
      System.out.println("The manual keeps its tables: these are of some sections only.");
      return;
    }
    Path page = settings.sources().resolve("../docs/performance.md").normalize();
    DocsRegion.rewrite(page, region, tables);
  }
}
