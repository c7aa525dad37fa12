package io.github.udppeer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The part of the manual's page that the tables of one JDK fill. */
final class DocsRegion {

  private DocsRegion() {}

  static void rewrite(Path page, int jdk, List<String> tables) throws IOException {
    List<String> lines = Files.readAllLines(page);
    int start = lines.indexOf("<!-- bench: JDK %d -->".formatted(jdk));
    int end = lines.indexOf("<!-- bench: end of JDK %d -->".formatted(jdk));
    if (start < 0 || end < start) {
      throw new IOException("%s has no region for JDK %d".formatted(page.getFileName(), jdk));
    }
    List<String> rewritten = new ArrayList<>(lines.subList(0, start + 1));
    rewritten.add("");
    rewritten.addAll(tables);
    rewritten.add("");
    rewritten.addAll(lines.subList(end, lines.size()));
    Files.write(page, rewritten);
  }
}
