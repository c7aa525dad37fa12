package io.github.udppeer.samples.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** README.md and the pages in docs/, and what they say that is not so. */
final class Manual {

  private final Path root;

  Manual(Path root) {
    this.root = root;
  }

  List<MarkdownPage> pages() {
    return Stream.concat(
            Stream.of(root.resolve("README.md")).filter(Files::exists),
            Repository.files(root.resolve("docs"), name -> name.endsWith(".md")).stream())
        .map(MarkdownPage::read)
        .toList();
  }

  MarkdownPage page(String name) {
    return MarkdownPage.read(root.resolve(name));
  }

  /** Each problem with its page and line, the difference where there is one. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    BlockCheck check = new BlockCheck(root);
    for (MarkdownPage page : pages()) {
      String name = relative(page.file());
      page.blocks()
          .forEach(
              block ->
                  check.check(
                      block, problem -> problems.add(name + ":" + block.line() + ": " + problem)));
      LinkCheck.check(page, (line, problem) -> problems.add(name + ":" + line + ": " + problem));
    }
    examples()
        .filter(example -> !check.shown().contains(example))
        .forEach(example -> problems.add(example + ": is shown on no page"));
    return problems;
  }

  /** What is there only to be shown: the golden files, and the regions of the examples. */
  private Stream<String> examples() {
    Stream<String> golden =
        Repository.files(root.resolve(Repository.GOLDEN), name -> true).stream()
            .map(this::relative);
    Stream<String> regions =
        Repository.files(root.resolve(Repository.SNIPPETS), name -> name.endsWith(".java")).stream()
            .flatMap(
                file ->
                    Regions.names(Repository.lines(file)).stream()
                        .map(region -> relative(file) + "#" + region));
    return Stream.concat(golden, regions);
  }

  private String relative(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }
}
