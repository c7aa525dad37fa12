package io.github.udppeer.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a manual cannot say what is not so. */
class ManualTests {

  private static final String SOURCE = "extension/Example.java";
  private static final String EXAMPLE = Repository.SNIPPETS + "/Example.java";
  private static final String OUTPUT = Repository.GOLDEN + "/output.txt";

  @TempDir private Path root;

  @BeforeEach
  void writeProject() throws IOException {
    write(
        "pom.xml",
        """
        <project>
          <groupId>org.example</groupId>
          <version>1.2.3</version>
          <modules><module>extension</module></modules>
          <profiles><profile><id>samples</id></profile></profiles>
        </project>
        """);
    write("extension/pom.xml", "<project><artifactId>example</artifactId></project>");
    write(
        SOURCE,
        """
        class Example {
          // -region answer
          int answer() {
            // -region inner
            return 42;
            // -endregion
          }

          // -endregion
        }
        """
            .replace("-", "")); // else these were regions of this file
  }

  @Test
  void aRegionMayBeShown() throws IOException {
    assertThat(
            problems(
                """
                <!-- snippet: extension/Example.java#answer -->
                ```java
                int answer() {
                  return 42;
                }
                ```
                """))
        .isEmpty();
  }

  @Test
  void aRegionWithinAnotherMayBeShown() throws IOException {
    assertThat(
            problems(
                """
                <!-- snippet: extension/Example.java#inner -->
                ```java
                return 42;
                ```
                """))
        .isEmpty();
  }

  @Test
  void aRegionOfKotlinMayBeShown() throws IOException {
    write("extension/Example.kt", "// region answer\nfun answer() = 42\n// endregion\n");
    String block =
        "<!-- snippet: extension/Example.kt#answer -->\n```kotlin\nfun answer() = %d\n```";
    assertThat(problems(block.formatted(42))).isEmpty();
    assertThat(problems(block.formatted(41))).hasSize(1);
  }

  @Test
  void codeThatDiffersIsToldByLine() throws IOException {
    assertThat(
            problems(
                """
                # Title

                <!-- snippet: extension/Example.java#answer -->
                ```java
                int answer() {
                  return 41;
                }
                ```
                """))
        .singleElement()
        .asString()
        .isEqualToNormalizingNewlines(
            """
            README.md:4: line 2 of the block is not that of extension/Example.java#answer
                source:   return 42;
                page:     return 41;\
            """);
  }

  @Test
  void codeThatIsCutShortIsTold() throws IOException {
    assertThat(
            problems(
                """
                <!-- snippet: extension/Example.java#answer -->
                ```java
                int answer() {
                  return 42;
                ```
                """))
        .singleElement()
        .asString()
        .contains("README.md:2: line 3", "source: }", "page:   <the end>");
  }

  @Test
  void codeMustNameItsSource() throws IOException {
    assertThat(problems("```java\nint answer;\n```"))
        .containsExactly(
            "README.md:1: the line before must name what is shown: <!-- snippet: FILE#REGION -->");
  }

  @Test
  void aBlankLineAfterTheNameIsNoName() throws IOException {
    assertThat(problems("<!-- snippet: extension/Example.java#inner -->\n\n```java\nx\n```"))
        .containsExactly(
            "README.md:3: the line before must name what is shown: <!-- snippet: FILE#REGION -->");
  }

  @Test
  void theRegionMustExist() throws IOException {
    assertThat(problems("<!-- snippet: extension/Example.java#question -->\n```java\n```"))
        .containsExactly("README.md:2: there is no extension/Example.java#question");
  }

  @Test
  void theFileMustExist() throws IOException {
    assertThat(problems("<!-- snippet: Other.java#answer -->\n```java\n```"))
        .containsExactly("README.md:2: there is no Other.java#answer");
  }

  @Test
  void outputMustNameItsFile() throws IOException {
    assertThat(problems("```text\n42\n```"))
        .containsExactly(
            "README.md:1: the line before must name what is shown: <!-- output: FILE -->");
  }

  @Test
  void outputMustBeThatOfItsFile() throws IOException {
    write(OUTPUT, "the answer\nis 42\n");
    assertThat(problems("<!-- output: " + OUTPUT + " -->\n```text\nthe answer\nis 41\n```"))
        .singleElement()
        .asString()
        .contains("README.md:2: line 2", OUTPUT, "source: is 42", "page:   is 41");
    assertThat(problems("<!-- output: " + OUTPUT + " -->\n```text\nthe answer\nis 42\n```"))
        .isEmpty();
  }

  @Test
  void aTableMustBeThatOfItsFile() throws IOException {
    write(OUTPUT, "| a |\n|---|\n| b |\n");
    assertThat(problems("<!-- table: " + OUTPUT + " -->\n| a |\n|---|\n| c |\n"))
        .singleElement()
        .asString()
        .contains("README.md:2: line 3", "source: | b |", "page:   | c |");
    assertThat(problems("<!-- table: " + OUTPUT + " -->\n| a |\n|---|\n| b |\n")).isEmpty();
  }

  @Test
  void aWholePomMustBeThatOfItsFile() throws IOException {
    write("whole/pom.xml", "<project>\n</project>\n");
    String block = "<!-- file: whole/pom.xml -->\n```xml\n%s\n</project>\n```";
    assertThat(problems(block.formatted("<project>"))).isEmpty();
    assertThat(problems(block.formatted("<projekt>"))).hasSize(1);
  }

  @Test
  void aTableOfItsOwnNeedsNoFile() throws IOException {
    assertThat(problems("| a |\n|---|\n| b |\n")).isEmpty();
  }

  @Test
  void aFigureNamesRoomsThatAreThere() throws IOException {
    write("extension/src/main/java/io/github/udppeer/ports/package-info.java", "");
    String figure = "```mermaid\na[\"<b>%s</b><br/>what it does\"]\n```";
    assertThat(problems(figure.formatted("ports"))).isEmpty();
    assertThat(problems(figure.formatted("io.github.udppeer"))).isEmpty();
    assertThat(problems(figure.formatted("harbour"))).hasSize(1);
  }

  @Test
  void otherBlocksAreRefused() throws IOException {
    assertThat(problems("```\n42\n```\n\n```groovy\n42\n```"))
        .hasSize(2)
        .allMatch(problem -> problem.contains("cannot be checked"));
  }

  @Test
  void dependenciesMustBeTheLibrary() throws IOException {
    assertThat(
            problems(
                """
                ```xml
                <dependency>
                  <groupId>org.example</groupId>
                  <artifactId>example</artifactId>
                  <version>1.2.2</version>
                </dependency>
                ```

                ```kotlin
                testImplementation("org.example:example:1.2.3")
                testImplementation("org.example:other:1.2.3")
                ```

                ```xml
                <dependency>
                ```
                """))
        .satisfiesExactly(
            maven ->
                assertThat(maven)
                    .isEqualTo(
                        "README.md:1: the library is org.example:example:1.2.3,"
                            + " not org.example:example:1.2.2"),
            gradle -> assertThat(gradle).startsWith("README.md:9: ").contains("example:other"),
            malformed -> assertThat(malformed).startsWith("README.md:14: not well-formed"));
  }

  @Test
  void commandsMustNameWhatTheBuildHas() throws IOException {
    assertThat(
            problems(
                """
                ```shell
                mvn -q test -Psamples -pl extension
                mvn -q test -Pexamples -pl library
                make
                ```
                """))
        .containsExactly(
            "README.md:1: the build has no -P examples",
            "README.md:1: the build has no -pl library",
            "README.md:1: not a command that can be checked: make");
  }

  @Test
  void linksMustLeadSomewhere() throws IOException {
    write("docs/page.md", "# A `page()`: what it is\n\n[back](../README.md#title)\n");
    assertThat(
            problems(
                """
                # Title

                [page](docs/page.md) [heading](docs/page.md#a-page-what-it-is) [here](#title)
                [elsewhere](https://example.org/nowhere) and `[code](nowhere)`
                [nothing](docs/other.md)
                [no heading](docs/page.md#b-page) [nor here](#page)
                """))
        .containsExactly(
            "README.md:5: the link goes nowhere: docs/other.md",
            "README.md:6: there is no such heading: docs/page.md#b-page",
            "README.md:6: there is no such heading: #page");
  }

  @Test
  void examplesThatNobodyShowsAreTold() throws IOException {
    write(EXAMPLE, "// region unseen\n// endregion\n");
    write(OUTPUT, "42\n");
    assertThat(problems("# Title"))
        .containsExactly(
            OUTPUT + ": is shown on no page", EXAMPLE + "#unseen: is shown on no page");
  }

  private List<String> problems(String readme) throws IOException {
    write("README.md", readme);
    return new Manual(root).problems();
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
