package io.github.udppeer.samples.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One page of the manual.
 *
 * @param file where it lies
 * @param lines its text
 */
record MarkdownPage(Path file, List<String> lines) {

  private static final String FENCE = "```";
  private static final String TABLE = "table";

  /**
   * A code block, or a table.
   *
   * @param line the number of the line that begins it, from 1
   * @param language what the fence says, or {@code table}
   * @param directive the line before it
   * @param content its lines, without the fences
   */
  record Block(int line, String language, String directive, List<String> content) {}

  static MarkdownPage read(Path file) {
    return new MarkdownPage(file, Repository.lines(file));
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      if (isFence(at)) {
        int end = endOfFence(at);
        String language = lines.get(at).strip().substring(FENCE.length());
        blocks.add(new Block(at + 1, language, before(at), lines.subList(at + 1, end)));
        at = end;
      } else if (isTable(at)) {
        int end = endOfTable(at);
        blocks.add(new Block(at + 1, TABLE, before(at), lines.subList(at, end)));
        at = end;
      }
    }
    return blocks;
  }

  /** The text outside code blocks, by its line number, without code between backticks. */
  Map<Integer, String> prose() {
    Map<Integer, String> prose = new LinkedHashMap<>();
    for (int at = 0; at < lines.size(); at++) {
      if (isFence(at)) {
        at = endOfFence(at);
      } else {
        prose.put(at + 1, lines.get(at).replaceAll("`[^`]*`", "``"));
      }
    }
    return prose;
  }

  /** What a link may have behind its #: the headings as a forge makes names of them. */
  List<String> anchors() {
    List<String> anchors = new ArrayList<>();
    for (int line : prose().keySet()) {
      String text = lines.get(line - 1);
      if (text.startsWith("#")) {
        String anchor = anchor(text.replaceFirst("#+\\s*", ""));
        long same = anchors.stream().filter(it -> it.matches(anchor + "(-\\d+)?")).count();
        anchors.add(same == 0 ? anchor : anchor + "-" + same);
      }
    }
    return anchors;
  }

  private static String anchor(String heading) {
    return heading
        .strip()
        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  private boolean isFence(int at) {
    return lines.get(at).strip().startsWith(FENCE);
  }

  private boolean isTable(int at) {
    return lines.get(at).startsWith("|");
  }

  private int endOfFence(int start) {
    int end = start + 1;
    while (end < lines.size() && !lines.get(end).strip().equals(FENCE)) {
      end++;
    }
    return end;
  }

  private int endOfTable(int start) {
    int end = start;
    while (end < lines.size() && isTable(end)) {
      end++;
    }
    return end;
  }

  private String before(int at) {
    return at == 0 ? "" : lines.get(at - 1).strip();
  }
}
