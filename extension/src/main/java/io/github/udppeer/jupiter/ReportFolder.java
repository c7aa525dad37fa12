package io.github.udppeer.jupiter;

import io.github.udppeer.internal.kernel.UserFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.JUnitException;

/** Where the files of a test go, and what they are called. */
final class ReportFolder {

  private static final String NAME = "udp-peer";
  private static final int LONGEST_NAME = 80;

  /** Before the first page of this run; clocks of file systems are a little behind. */
  @SuppressWarnings("TimeInStaticInitializer") // that is the time which is wanted
  private static final Instant RUN = Instant.now().minusSeconds(1);

  interface Writing {
    Path into(Path folder) throws IOException;
  }

  private ReportFolder() {}

  /** Writes into a folder that JUnit attaches to the test; into the build's where it has none. */
  static Path write(ExtensionContext context, Writing writing) throws IOException {
    AtomicReference<Path> written = new AtomicReference<>();
    try {
      context.publishDirectory(NAME, folder -> written.set(writing.into(folder)));
      return Objects.requireNonNull(written.get(), "JUnit gave no folder");
    } catch (JUnitException noFolder) { // who launches the tests need not offer one
      Path temporary = Path.of(System.getProperty("java.io.tmpdir", "."));
      Path page = write(Path.of(""), temporary, writing);
      context.publishReportEntry(NAME, page.toUri().toString());
      return page;
    }
  }

  /** Writes into the folder of the build that runs here, or else for this user alone. */
  static Path write(Path here, Path temporary, Writing writing) throws IOException {
    Optional<Path> build =
        Stream.of("target", "build").map(here::resolve).filter(Files::isDirectory).findFirst();
    if (build.isPresent()) {
      try {
        return writing.into(Files.createDirectories(build.get().resolve(NAME)));
      } catch (IOException unwritable) {
        // as where the sources belong to somebody else
      }
    }
    return writing.into(UserFolder.of(temporary, NAME).create());
  }

  /**
   * A name that no file of this run has: a test that is run again keeps what its first attempt
   * left. What an earlier run of the build left is written anew.
   */
  static String unused(Path folder, String name) throws IOException {
    String next = name;
    for (int attempt = 2; isOfThisRun(folder.resolve(next + ".html")); attempt++) {
      next = name + "-" + attempt;
    }
    return next;
  }

  private static boolean isOfThisRun(Path page) throws IOException {
    if (!Files.exists(page)) {
      return false;
    }
    return !Files.getLastModifiedTime(page).toInstant().isBefore(RUN);
  }

  /** Of a dynamic test that of its factory. */
  static Optional<Class<?>> testClass(ExtensionContext context) {
    return context.getTestClass().or(() -> context.getParent().flatMap(ReportFolder::testClass));
  }

  /** The files' name: the class and the method for people, and what no other test has. */
  static String nameOf(ExtensionContext context) {
    String name =
        testClass(context).map(Class::getSimpleName).orElse("")
            + context.getTestMethod().map(method -> "." + method.getName()).orElse("");
    String plain = name.replaceAll("[^A-Za-z0-9._]", "_");
    byte[] id = context.getUniqueId().getBytes(StandardCharsets.UTF_8);
    return plain.substring(0, Math.min(LONGEST_NAME, plain.length()))
        + "-"
        + UUID.nameUUIDFromBytes(id).toString().substring(0, 13);
  }
}
