package io.github.udppeer.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param only the sections to run; empty for all
 * @param quick whether a few runs of each will do, to see that it works
 * @param docs whether the tables of the manual are rewritten
 * @param folder where results and compiled programs go
 * @param sources where this module's files are
 */
record Settings(List<String> only, boolean quick, boolean docs, Path folder, Path sources) {

  static Settings fromProperties() {
    List<String> only =
        Arrays.stream(System.getProperty("bench.only", "").split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    return new Settings(
        only,
        Boolean.getBoolean("bench.quick"),
        Boolean.getBoolean("bench.docs"),
        Path.of(System.getProperty("bench.folder", "target/bench")).toAbsolutePath(),
        Path.of(System.getProperty("bench.sources", ".")).toAbsolutePath());
  }

  boolean wants(String section) {
    return only.isEmpty() || only.contains(section);
  }

  /** Returns the first where quick runs will do, else the second. */
  int runs(int quickly, int fully) {
    return quick ? quickly : fully;
  }
}
