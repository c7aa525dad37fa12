package io.github.udppeer.semantics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of docs/semantics.md.
 *
 * @param page the text of the page
 * @param rows the rows of its tables, in their order
 */
record SemanticsTable(String page, List<Fact> rows) {

  /** Why a row may not be shown, in the order of the page. */
  static final List<String> REASONS =
      List.of("always bound", "never connected", "not offered", "out of Java's reach");

  private static final Pattern ROW =
      Pattern.compile("\\| (\\d+) \\| ([^|]+) \\| (?:([^|]+) )?\\| ([^|]+) \\|");
  private static final Pattern TEST = Pattern.compile("`(\\w+\\.\\w+)`");

  /**
   * One row.
   *
   * @param number its number
   * @param peer what a peer does; empty where it does not show the row
   * @param shownBy the tests, or the reason why there is none
   */
  record Fact(int number, String peer, String shownBy) {

    boolean isShown() {
      return !peer.isEmpty();
    }

    boolean differs() {
      return peer.startsWith("Differs: ");
    }

    /** Each test with the row's number before it, as {@code 18 TransferTests.whatDoesNotFit}. */
    Stream<String> claims() {
      return TEST.matcher(shownBy).results().map(test -> number + " " + test.group(1));
    }
  }

  static SemanticsTable read() {
    String page = text(root().resolve("docs/semantics.md"));
    List<Fact> rows = new ArrayList<>();
    page.lines()
        .filter(line -> line.matches("\\| *\\d.*"))
        .forEach(
            line -> {
              Matcher row = ROW.matcher(line);
              if (!row.matches()) {
                throw new IllegalArgumentException("not a row of four cells: " + line);
              }
              String peer = row.group(3) == null ? "" : row.group(3);
              rows.add(new Fact(Integer.parseInt(row.group(1)), peer, row.group(4)));
            });
    return new SemanticsTable(page, rows);
  }

  /** The lines that the page begins with. */
  String counts() {
    String reasons =
        REASONS.stream()
            .map(reason -> reason + ": " + count(row -> row.shownBy().equals(reason)))
            .collect(Collectors.joining(", "));
    return """
    Rows shown: %d, of which %d differ by design.
    Rows not shown: %d; %s.
    """
        .formatted(
            count(Fact::isShown),
            count(Fact::differs),
            count(Predicate.not(Fact::isShown)),
            reasons);
  }

  private long count(Predicate<Fact> which) {
    return rows.stream().filter(which).count();
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/semantics.md"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("these tests run in a clone of the repository only");
      }
    }
    return folder;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
