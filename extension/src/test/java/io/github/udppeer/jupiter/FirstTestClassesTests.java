package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What a first test makes its JVM load: each class costs time in which the code under test may
 * already be waiting for an answer.
 */
@Isolated("a process that is just being started holds the sockets of all other tests open")
class FirstTestClassesTests {

  /** A lambda is a class, and so is each of a stream's stages: loops read as well on this way. */
  private static final int MOST_BEYOND_BY_HAND = 170;

  /** For failures, links and the kernel's tables; and what is linked at run time. */
  private static final String USED_LATER =
      "SocketTable|KernelLook|FailureText|Timeline|DatagramLink"
          + "|udppeer.internal.watch|udppeer.watch|Watch|net.bytebuddy"
          + "|java.util.regex|java.util.Formatter|ObjectMethods|StringConcatFactory";

  @TempDir private Path folder;

  @Test
  void areFew() throws IOException {
    List<String> withPeer = loadedBy(FirstTestCase.WithPeer.class);
    List<String> byHand = loadedBy(FirstTestCase.ByHand.class);

    assertThat(byHand).hasSizeGreaterThan(1_000);
    assertThat(withPeer.size() - byHand.size())
        .as("classes beyond those by hand, of which %s", beyond(withPeer, byHand))
        .isPositive()
        .isLessThanOrEqualTo(MOST_BEYOND_BY_HAND);
  }

  @Test
  void areNoneOfWhatNobodyUsesYet() throws IOException {
    assertLoadsNone(USED_LATER + "|Timer|Workers|ScriptRun", FirstTestCase.WithPeer.class);
  }

  /** A client waits for the answer: words, formats and patterns are for failures. */
  @Test
  void areNoneOfWhatAScriptedExchangeDoesNotUse() throws IOException {
    assertLoadsNone(USED_LATER, FirstTestCase.WithScript.class);
  }

  private void assertLoadsNone(String usedLater, Class<?> tests) throws IOException {
    List<String> withPeer = loadedBy(tests);
    List<String> byHand = loadedBy(FirstTestCase.ByHand.class);

    assertThat(withPeer).contains("io.github.udppeer.DatagramPeer");
    assertThat(beyond(withPeer, byHand))
        .filteredOn(name -> Pattern.compile(usedLater).matcher(name).find())
        .isEmpty();
  }

  private List<String> loadedBy(Class<?> tests) throws IOException {
    Path log = folder.resolve(tests.getSimpleName());
    String logging = "-Xlog:class+load:file=" + log + ":none:filecount=0";
    try (ChildJvm child = ChildJvm.start(List.of(logging), FirstTestChild.class, tests.getName())) {
      assertThat(child.readLine()).isEqualTo("1");
    }
    try (var lines = Files.lines(log)) {
      return lines
          .filter(line -> line.contains(" source:"))
          .map(line -> line.substring(0, line.indexOf(' ')).replaceAll("[$]{2}Lambda.*", ""))
          .toList();
    }
  }

  /** Of lambdas only the classes that have them are compared. */
  private static List<String> beyond(List<String> more, List<String> fewer) {
    return more.stream().filter(name -> !fewer.contains(name)).sorted().toList();
  }
}
