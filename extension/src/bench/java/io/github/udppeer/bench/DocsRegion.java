package io.github.udppeer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A part of the manual's page that the tables of one JDK fill. */
final class DocsRegion {

  private DocsRegion() {}

  static void rewrite(Path page, String region, List<String> tables) throws IOException {
    List<String> lines = Files.readAllLines(page);
    int start = lines.indexOf("<!-- bench: " + region + " -->");
    int end = lines.indexOf("<!-- bench: end of " + region + " -->");
    if (start < 0 || end < start) {
      throw new IOException(page.getFileName() + " has no region for " + region);
    }
    List<String> rewritten = new ArrayList<>(lines.subList(0, start + 1));
    rewritten.add("");
    rewritten.addAll(tables);
    rewritten.add("");
    rewritten.addAll(lines.subList(end, lines.size()));
    Files.write(page, rewritten);
  }
}
