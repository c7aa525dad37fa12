package io.github.udppeer.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramAssert;
import io.github.udppeer.DatagramPeerAssert;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.jupiter.UdpLink;
import io.github.udppeer.jupiter.UdpPeer;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** That README.md and docs/ say what is so. */
class DocumentationTests {

  private static final int README_LINES = 170;

  private final Manual manual = new Manual(Repository.root());

  @Test
  void everyBlockIsWhatItNamesAndEveryLinkLeadsSomewhere() {
    assertThat(manual.problems()).as("problems of the manual").isEmpty();
  }

  @Nested
  class Readme {

    private final MarkdownPage readme = manual.page("README.md");

    @Test
    void isShort() {
      assertThat(readme.lines()).hasSizeLessThanOrEqualTo(README_LINES);
    }

    @Test
    void namesTheCommandThatShowsTheSamples() {
      assertThat(readme.blocks())
          .anyMatch(block -> block.content().equals(List.of("mvn -q -B test -Psamples")));
    }

    @Test
    void namesTheCommandThatRunsAllTests() {
      assertThat(readme.blocks())
          .filteredOn(MarkdownPage.Block::content, List.of("mvn -B verify"))
          .singleElement()
          .returns("shell", MarkdownPage.Block::language)
          .returns("<!-- .ci/run runs the next code block -->", MarkdownPage.Block::directive);
    }
  }

  /** Tables that would otherwise stay behind when the library grows. */
  @Nested
  class Tables {

    @Test
    void nameEveryAssertion() {
      List<String> rows = rows("docs/assertions.md");
      assertThat(
              Stream.of(DatagramPeerAssert.class, DatagramAssert.class)
                  .flatMap(Tables::ownMethods)
                  .map(Method::getName)
                  .distinct())
          .allSatisfy(
              name ->
                  assertThat(rows)
                      .as("rows of the tables in docs/assertions.md that begin with %s", name)
                      .anyMatch(row -> row.startsWith("| `" + name + "(")));
    }

    @Test
    void nameEveryAttributeAndItsDefault() {
      List<String> rows = rows("docs/declaring-peers.md");
      assertThat(UdpPeer.class.getDeclaredMethods())
          .allSatisfy(
              attribute ->
                  assertThat(rows)
                      .as("rows for the attribute %s", attribute.getName())
                      .anyMatch(
                          row ->
                              row.startsWith(
                                  "| `%s` | `%s` |"
                                      .formatted(attribute.getName(), defaultOf(attribute)))));
    }

    @Test
    void nameEveryAttributeOfALinkAndItsDefault() {
      List<String> rows = rows("docs/links.md");
      assertThat(UdpLink.class.getDeclaredMethods())
          .allSatisfy(
              attribute ->
                  assertThat(rows)
                      .as("rows for the attribute %s", attribute.getName())
                      .anyMatch(
                          row ->
                              row.startsWith(
                                  "| `%s` | %s |"
                                      .formatted(attribute.getName(), linkDefaultOf(attribute)))));
    }

    private static String linkDefaultOf(Method attribute) {
      Object value = attribute.getDefaultValue();
      if (value == null) {
        return "none";
      }
      return "`" + (value.equals(UdpLink.ANY_SEED) ? "ANY_SEED" : defaultOf(attribute)) + "`";
    }

    @Test
    void nameEveryConfigurationParameter() {
      assertThat(rows("docs/declaring-peers.md"))
          .filteredOn(row -> row.matches("\\| `udppeer\\.[a-z.]+` .*"))
          .extracting(row -> row.replaceAll("^\\| `|` .*", ""))
          .containsExactlyInAnyOrderElementsOf(parameters());
    }

    private static Set<String> parameters() {
      Set<String> parameters = new TreeSet<>();
      Path sources = Repository.root().resolve("extension/src/main/java");
      for (Path file : Repository.files(sources, name -> name.endsWith(".java"))) {
        Matcher name = Pattern.compile("\"(udppeer\\.[a-z.]+)\"").matcher(Repository.text(file));
        while (name.find()) {
          parameters.add(name.group(1));
        }
      }
      return parameters;
    }

    @Test
    void nameEveryOption() {
      assertThat(ownMethods(PeerOptions.Builder.class).map(Method::getName))
          .filteredOn(name -> !name.equals("build"))
          .allSatisfy(
              name ->
                  assertThat(rows("docs/declaring-peers.md"))
                      .as("rows for the option %s", name)
                      .anyMatch(row -> row.contains("`" + name + "(")));
    }

    private static Stream<Method> ownMethods(Class<?> type) {
      return Arrays.stream(type.getDeclaredMethods())
          .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic());
    }

    private static String defaultOf(Method attribute) {
      Object value = attribute.getDefaultValue();
      if (value instanceof String text) {
        return '"' + text + '"';
      }
      if (value instanceof Class<?> type) {
        return type.getSimpleName() + ".class";
      }
      return value instanceof String[] ? "{}" : String.valueOf(value);
    }

    private List<String> rows(String page) {
      return manual.page(page).blocks().stream()
          .filter(block -> block.language().equals("table"))
          .flatMap(block -> block.content().stream())
          .toList();
    }
  }
}
