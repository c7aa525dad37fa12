package io.github.udppeer.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results as Markdown. */
final class Tables {

  private final Machine machine;
  private final Results results;

  Tables(Machine machine, Results results) {
    this.machine = machine;
    this.results = results;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(machine.text()));
    results.notes().forEach(note -> lines.addAll(List.of("", note)));
    targets(lines);
    Map<String, List<Figure>> sections = new LinkedHashMap<>();
    results
        .figures()
        .forEach(it -> sections.computeIfAbsent(it.section(), none -> new ArrayList<>()).add(it));
    sections.forEach((title, figures) -> section(lines, title, figures));
    return lines;
  }

  private void targets(List<String> lines) {
    if (results.targets().isEmpty()) {
      return;
    }
    lines.addAll(List.of("", "| Target | limit | measured | |", "|---|---|---|---|"));
    for (Target target : results.targets()) {
      lines.add(
          "| %s | %s | %s | %s |"
              .formatted(
                  target.text(),
                  target.limitText(),
                  target.valueText(),
                  target.isMet() ? "met" : "not met"));
    }
  }

  /** One row per contender, one column per case. */
  private static void section(List<String> lines, String title, List<Figure> figures) {
    List<String> columns = figures.stream().map(Figure::column).distinct().toList();
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    figures.forEach(
        figure ->
            rows.computeIfAbsent(figure.contender(), none -> new LinkedHashMap<>())
                .put(figure.column(), figure.text()));
    lines.add("");
    lines.add("| %s | %s |".formatted(title, String.join(" | ", columns)));
    lines.add("|---" + "|---".repeat(columns.size()) + "|");
    rows.forEach(
        (contender, cells) ->
            lines.add(
                "| %s | %s |"
                    .formatted(
                        contender,
                        String.join(
                            " | ",
                            columns.stream().map(it -> cells.getOrDefault(it, "")).toList()))));
  }
}
