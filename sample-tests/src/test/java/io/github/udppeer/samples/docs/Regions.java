package io.github.udppeer.samples.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what stands between {@code // region NAME} and {@code // endregion} in a source. */
final class Regions {

  private static final Pattern BEGIN = Pattern.compile("\\s*(?://|#) region (\\S+)");
  private static final Pattern END = Pattern.compile("\\s*(?://|#) endregion");

  private Regions() {}

  /** The lines of a region, as far to the left as they go; regions within lose their markers. */
  static Optional<List<String>> find(List<String> source, String name) {
    for (int at = 0; at < source.size(); at++) {
      if (nameAt(source, at).filter(name::equals).isPresent()) {
        return Optional.of(dedented(upToEnd(source, at + 1)));
      }
    }
    return Optional.empty();
  }

  static List<String> names(List<String> source) {
    List<String> names = new ArrayList<>();
    for (int at = 0; at < source.size(); at++) {
      nameAt(source, at).ifPresent(names::add);
    }
    return names;
  }

  private static Optional<String> nameAt(List<String> source, int at) {
    Matcher begin = BEGIN.matcher(source.get(at));
    return begin.matches() ? Optional.of(begin.group(1)) : Optional.empty();
  }

  private static List<String> upToEnd(List<String> source, int start) {
    List<String> region = new ArrayList<>();
    int depth = 1;
    for (String line : source.subList(start, source.size())) {
      if (END.matcher(line).matches()) {
        depth--;
      } else if (BEGIN.matcher(line).matches()) {
        depth++;
      } else {
        region.add(line);
      }
      if (depth == 0) {
        return region;
      }
    }
    throw new IllegalStateException("a region has no end: line " + start + " begins it");
  }

  private static List<String> dedented(List<String> region) {
    String text = String.join("\n", region).stripTrailing(); // a blank last line would count
    return text.stripIndent().replaceFirst("^\n+", "").lines().toList();
  }
}
