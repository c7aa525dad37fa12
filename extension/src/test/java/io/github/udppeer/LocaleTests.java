package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written on a machine with other digits is what is written on any. */
@Isolated("a process that is just being started holds the sockets of all other tests open")
class LocaleTests {

  private static final Pattern PAUSE =
      Pattern.compile("class=\"gap\"|nothing was seen|~ found queued");

  private static final Pattern LATE = Pattern.compile(", (captured|found queued)[^<]*");
  private static final Pattern NUMBER = Pattern.compile("[ +-]*[0-9][0-9.,]*");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG", "fa-IR", "hi-IN-u-nu-deva", "th-TH-u-nu-thai", "tr-TR", "de-DE"})
  void everythingIsWrittenAsUnderTheRootLocale(String tag) throws IOException {
    Map<String, String> everywhere = writtenUnder(Locale.ROOT);
    Map<String, String> here = writtenUnder(Locale.forLanguageTag(tag));

    assertThat(here).containsOnlyKeys(everywhere.keySet()).hasSizeGreaterThan(10);
    assertThat(here).allSatisfy(LocaleTests::hasNothingOfAnotherLocale);
    assertThat(here)
        .allSatisfy((file, text) -> assertThat(shape(text)).isEqualTo(shape(everywhere.get(file))));
  }

  private Map<String, String> writtenUnder(Locale locale) throws IOException {
    Path own = Files.createDirectory(folder.resolve(locale.toLanguageTag()));
    try (ChildJvm child =
        ChildJvm.start(List.of(), WritingChild.class, locale.toLanguageTag(), own.toString())) {
      assertThat(child.readLine()).isEqualTo(String.format(locale, "%,d", 1_234));
    }
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(own)) {
      for (Path file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }

  /** Digits and letters of other scripts, their separators, and a decimal comma. */
  private static void hasNothingOfAnotherLocale(String file, String text) {
    assertThat(text)
        .as(file)
        .matches("(?s)[\\p{ASCII}\u00b7\u2192]*"); // · and → are the page's own
    assertThat(text).as(file).doesNotContainPattern("[0-9],[0-9]{1,2}(?![0-9])");
    assertThat(text).as(file).doesNotContainPattern("[0-9][.][0-9]{3} (bytes|datagrams)");
  }

  /** Its lines in any order, a mark for each number, and without what hangs on the moment. */
  private static SortedSet<String> shape(String text) {
    SortedSet<String> lines = new TreeSet<>();
    for (String line : text.lines().toList()) {
      if (!PAUSE.matcher(line).find()) {
        String onTime = LATE.matcher(line).replaceAll("").replace("ms~", "ms ");
        lines.add(NUMBER.matcher(onTime).replaceAll("#"));
      }
    }
    return lines;
  }
}
