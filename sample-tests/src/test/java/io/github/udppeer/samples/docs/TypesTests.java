package io.github.udppeer.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.samples.docs.MarkdownPage.Block;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a reader finds the package of each type which an example uses. */
class TypesTests {

  private static final String LINK = "README.md#where-the-types-live";
  private static final Pattern PUBLIC =
      Pattern.compile("^public .*\\b(class|@?interface|enum|record)\\b", Pattern.MULTILINE);
  private static final Pattern STATIC =
      Pattern.compile("^import static ([\\w.]+)\\.(\\w+);", Pattern.MULTILINE);

  private final Path root = Repository.root();
  private final String table = Repository.text(root.resolve("docs/README.md"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.github.udppeer",
        "io.github.udppeer.exceptions",
        "io.github.udppeer.jupiter",
        "io.github.udppeer.link",
        "io.github.udppeer.ports"
      })
  void theTableHasEachTypeOfThePackage(String name) {
    List<String> types = publicTypes(name);

    assertThat(types).isNotEmpty();
    assertThat(table).contains("| `" + name + "` | `" + String.join("`, `", types) + "` |\n");
  }

  private List<String> publicTypes(String packageName) {
    Path folder = root.resolve("extension/src/main/java").resolve(packageName.replace('.', '/'));
    return Repository.files(folder, file -> file.endsWith(".java")).stream()
        .filter(file -> file.getParent().equals(folder))
        .filter(file -> PUBLIC.matcher(Repository.text(file)).find())
        .map(file -> file.getFileName().toString().replace(".java", ""))
        .toList();
  }

  @Test
  void eachPageWithCodeLeadsToTheTable() {
    assertThat(new Manual(root).pages())
        .filteredOn(TypesTests::hasCode)
        .allSatisfy(
            page -> assertThat(Repository.text(page.file())).as("%s", page.file()).contains(LINK));
  }

  private static boolean hasCode(MarkdownPage page) {
    return page.blocks().stream().anyMatch(block -> block.language().equals("java"));
  }

  @Test
  void theTableHasEachStaticImportOfTheExamples() {
    assertThat(staticImports())
        .isNotEmpty()
        .allSatisfy(
            name -> {
              int dot = name.lastIndexOf('.');
              assertThat(table)
                  .containsPattern(
                      "\\| `%s` \\| .*`%s`"
                          .formatted(
                              Pattern.quote(name.substring(0, dot)), name.substring(dot + 1)));
            });
  }

  /** Those that a block uses, by the source which it shows. */
  private Stream<String> staticImports() {
    return new Manual(root)
        .pages().stream()
            .flatMap(page -> page.blocks().stream())
            .filter(block -> block.directive().matches("<!-- snippet: \\S+\\.java#\\S+ -->"))
            .flatMap(this::staticImports)
            .distinct();
  }

  private Stream<String> staticImports(Block block) {
    String file = block.directive().replaceAll("<!-- snippet: |#.*", "");
    String shown = String.join("\n", block.content());
    return imports(Repository.text(root.resolve(file)))
        .filter(name -> shown.matches("(?s).*\\b" + name.replaceAll(".*\\.", "") + "\\b.*"));
  }

  private static Stream<String> imports(String source) {
    Matcher found = STATIC.matcher(source);
    return found.results().map(it -> it.group(1) + "." + it.group(2));
  }
}
