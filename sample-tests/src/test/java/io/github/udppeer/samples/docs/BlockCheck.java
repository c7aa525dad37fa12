package io.github.udppeer.samples.docs;

import io.github.udppeer.samples.docs.MarkdownPage.Block;
import io.github.udppeer.samples.docs.Poms.Coordinates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares a block of the manual with what it shows. */
final class BlockCheck {

  private static final Pattern DIRECTIVE =
      Pattern.compile("<!-- (snippet|output|table|file): ([^\\s#]+)(?:#(\\S+))? -->");

  private static final Pattern GRADLE = Pattern.compile("\\w+\\(\"(.*)\"\\)");
  private static final String LIBRARY = "io.github.udppeer";
  private static final Pattern ROOM = Pattern.compile("<b>([\\w.]+)</b>");
  private static final Pattern OPTION = Pattern.compile(" (-P|-pl) ?(\\S+)");

  private final Path root;
  private final Poms poms;

  /** What was compared: files, and regions as FILE#NAME. */
  private final List<String> shown = new ArrayList<>();

  BlockCheck(Path root) {
    this.root = root;
    this.poms = new Poms(root);
  }

  List<String> shown() {
    return shown;
  }

  void check(Block block, Consumer<String> problems) {
    switch (block.language()) {
      case "java", "properties" -> compare(block, "snippet", problems);
      case "text" -> compare(block, "output", problems);
      case "table" -> {
        if (block.directive().startsWith("<!-- table:")) {
          compare(block, "table", problems);
        }
      }
      case "xml" -> {
        if (block.directive().startsWith("<!-- file:")) {
          compare(block, "file", problems);
        } else {
          dependencies(block, problems);
        }
      }
      case "kotlin" -> {
        if (block.directive().startsWith("<!-- snippet:")) {
          compare(block, "snippet", problems);
        } else {
          block.content().forEach(line -> gradle(line, problems));
        }
      }
      case "mermaid" -> block.content().forEach(line -> rooms(line, problems));
      case "shell" -> block.content().forEach(line -> command(line, problems));
      default ->
          problems.accept(
              "a block of \"%s\" cannot be checked; use java, properties, text, xml, kotlin, mermaid or shell"
                  .formatted(block.language()));
    }
  }

  /** A figure names rooms in bold: each is a package of the library. */
  private void rooms(String line, Consumer<String> problems) {
    Matcher room = ROOM.matcher(line);
    while (room.find()) {
      String name = room.group(1);
      String all = name.startsWith(LIBRARY) ? name : LIBRARY + "." + name;
      if (!Files.exists(root.resolve("extension/src/main/java").resolve(all.replace('.', '/')))) {
        problems.accept("there is no room " + name);
      }
    }
  }

  private void compare(Block block, String kind, Consumer<String> problems) {
    Matcher directive = DIRECTIVE.matcher(block.directive());
    if (!directive.matches() || !directive.group(1).equals(kind)) {
      problems.accept(
          "the line before must name what is shown: <!-- %s: FILE%s -->"
              .formatted(kind, kind.equals("snippet") ? "#REGION" : ""));
      return;
    }
    Optional<String> region = Optional.ofNullable(directive.group(3));
    String name = directive.group(2) + region.map(it -> "#" + it).orElse("");
    shown.add(name);
    source(directive.group(2), region, kind)
        .ifPresentOrElse(
            expected -> difference(name, expected, block.content()).ifPresent(problems),
            () -> problems.accept("there is no " + name));
  }

  private Optional<List<String>> source(String name, Optional<String> region, String kind) {
    Path file = root.resolve(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Repository.lines(file);
    return kind.equals("snippet") ? Regions.find(lines, region.orElse("")) : Optional.of(lines);
  }

  private static Optional<String> difference(
      String name, List<String> expected, List<String> actual) {
    int line = 0;
    while (line < Math.max(expected.size(), actual.size())) {
      if (!at(expected, line).equals(at(actual, line))) {
        return Optional.of(
            "line %d of the block is not that of %s%n    source: %s%n    page:   %s"
                .formatted(line + 1, name, at(expected, line), at(actual, line)));
      }
      line++;
    }
    return Optional.empty();
  }

  private static String at(List<String> lines, int line) {
    return line < lines.size() ? lines.get(line) : "<the end>";
  }

  private void dependencies(Block block, Consumer<String> problems) {
    String xml = "<shown>" + String.join("\n", block.content()) + "</shown>";
    try {
      Poms.elements(Poms.parse(xml).getChildNodes())
          .forEach(
              dependency ->
                  coordinates(
                      Poms.child(dependency, "groupId")
                          + ":"
                          + Poms.child(dependency, "artifactId")
                          + ":"
                          + Poms.child(dependency, "version"),
                      problems));
    } catch (IllegalArgumentException malformed) {
      problems.accept(malformed.getMessage());
    }
  }

  private void gradle(String line, Consumer<String> problems) {
    Matcher dependency = GRADLE.matcher(line.strip());
    if (dependency.matches()) {
      coordinates(dependency.group(1), problems);
    } else {
      problems.accept("not a dependency of Gradle: " + line);
    }
  }

  private void coordinates(String shownAs, Consumer<String> problems) {
    Coordinates library = poms.library();
    if (!shownAs.equals(library.toString())) {
      problems.accept("the library is %s, not %s".formatted(library, shownAs));
    }
  }

  private void command(String line, Consumer<String> problems) {
    if (!line.startsWith("mvn ")) {
      problems.accept("not a command that can be checked: " + line);
    }
    Matcher option = OPTION.matcher(line);
    while (option.find()) {
      List<String> known = option.group(1).equals("-P") ? poms.profiles() : poms.modules();
      if (!known.contains(option.group(2))) {
        problems.accept("the build has no %s %s".formatted(option.group(1), option.group(2)));
      }
    }
  }
}
