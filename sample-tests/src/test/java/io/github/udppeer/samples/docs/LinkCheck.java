package io.github.udppeer.samples.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows the links of a page to files of the repository and to their headings. */
final class LinkCheck {

  private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");

  private LinkCheck() {}

  /** Tells of each broken link, by the number of its line. */
  static void check(MarkdownPage page, BiConsumer<Integer, String> problems) {
    page.prose()
        .forEach(
            (number, line) -> {
              Matcher link = LINK.matcher(line);
              while (link.find()) {
                check(page, link.group(1), problem -> problems.accept(number, problem));
              }
            });
  }

  private static void check(MarkdownPage page, String target, Consumer<String> problems) {
    if (target.matches("https?://.*")) {
      return;
    }
    int hash = target.indexOf('#');
    String path = hash < 0 ? target : target.substring(0, hash);
    Path file = path.isEmpty() ? page.file() : page.file().resolveSibling(path).normalize();
    if (!Files.exists(file)) {
      problems.accept("the link goes nowhere: " + target);
    } else if (hash >= 0
        && !MarkdownPage.read(file).anchors().contains(target.substring(hash + 1))) {
      problems.accept("there is no such heading: " + target);
    }
  }
}
