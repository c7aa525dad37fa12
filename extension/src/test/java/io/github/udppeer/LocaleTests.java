package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written on a machine with other digits is what is written on any. */
@Isolated("a process that is just being started holds the sockets of all other tests open")
class LocaleTests {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG", "fa-IR", "hi-IN-u-nu-deva", "th-TH-u-nu-thai", "tr-TR"})
  void everythingIsWrittenAsUnderTheRootLocale(String tag) throws IOException {
    Map<String, SortedSet<String>> everywhere = writtenUnder(Locale.ROOT);
    Map<String, SortedSet<String>> here = writtenUnder(Locale.forLanguageTag(tag));

    assertThat(here).containsOnlyKeys(everywhere.keySet()).isNotEmpty();
    assertThat(here)
        .allSatisfy(
            (file, lines) ->
                assertThat(lines).as(file).containsExactlyElementsOf(everywhere.get(file)));
  }

  private Map<String, SortedSet<String>> writtenUnder(Locale locale) throws IOException {
    Path own = Files.createDirectory(folder.resolve(locale.toLanguageTag()));
    try (ChildJvm child =
        ChildJvm.start(List.of(), WritingChild.class, locale.toLanguageTag(), own.toString())) {
      assertThat(child.readLine()).isEqualTo(String.format(locale, "%d", 1_234));
    }
    Map<String, SortedSet<String>> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(own)) {
      for (Path file : files.toList()) {
        texts.put(file.getFileName().toString(), shape(file));
      }
    }
    return texts;
  }

  /** What only another locale writes: digits of other scripts, and the letters of Turkish. */
  private static SortedSet<String> shape(Path file) throws IOException {
    return Pattern.compile("[\u0130\u0131\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u0e50-\u0e59]")
        .matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
