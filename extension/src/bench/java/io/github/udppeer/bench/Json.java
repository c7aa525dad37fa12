package io.github.udppeer.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The results for programs. */
final class Json {

  private Json() {}

  static String of(Machine machine, Results results) {
    return """
    {
    "date": %s, "jdk": %s, "cores": %d, "processor": %s, "system": %s, "rmem_max": %d,
    "notes": %s,
    "targets": %s,
    "figures": %s
    }
    """
        .formatted(
            text(machine.date().toString()),
            text(machine.jdk()),
            machine.cores(),
            text(machine.processor()),
            text(machine.system()),
            machine.receiveBufferLimit(),
            list(results.notes().stream().map(Json::text).toList()),
            list(results.targets().stream().map(Json::target).toList()),
            list(results.figures().stream().map(Json::figure).toList()));
  }

  private static String target(Target target) {
    return "{\"text\": %s, \"value\": %s, \"limit\": %s, \"unit\": %s, \"met\": %s}"
        .formatted(
            text(target.text()),
            number(target.value()),
            number(target.limit()),
            text(target.unit()),
            target.isMet());
  }

  private static String figure(Figure figure) {
    return "{\"section\": %s, \"contender\": %s, \"case\": %s, \"value\": %s, \"unit\": %s, \"ratio\": %s}"
        .formatted(
            text(figure.section()),
            text(figure.contender()),
            text(figure.column()),
            number(figure.value()),
            text(figure.unit()),
            number(figure.ratio()));
  }

  private static String list(List<String> elements) {
    return elements.stream().collect(Collectors.joining(",\n  ", "[\n  ", "\n]"));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "null" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String text(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
