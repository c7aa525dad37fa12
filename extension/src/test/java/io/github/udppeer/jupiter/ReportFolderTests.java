package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.udppeer.ChildJvm;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where files go when JUnit offers no folder for them. */
@Isolated("a starting process inherits all open sockets: for some ms closed ones stay bound")
class ReportFolderTests {

  private static final String OF_USER = "udp-peer-" + System.getProperty("user.name");

  @TempDir Path here;
  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(strings = {"target", "build"})
  void isThatOfTheBuild(String build) throws IOException {
    Files.createDirectory(here.resolve(build));

    assertThat(write()).isEqualTo(here.resolve(build).resolve("udp-peer").resolve("page"));
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void isTheUsersOwnWhereThereIsNoBuild() throws IOException {
    assertThat(write()).isEqualTo(temporary.resolve(OF_USER).resolve("page"));
  }

  @Test
  void isTheUsersOwnWhereThatOfTheBuildCannotBeCreated() throws IOException {
    Files.createFile(Files.createDirectory(here.resolve("target")).resolve("udp-peer"));

    assertThat(write()).isEqualTo(temporary.resolve(OF_USER).resolve("page"));
  }

  @Test
  void isTheUsersOwnWhereThatOfTheBuildCannotBeWritten() throws IOException {
    Path ofBuild = Files.createDirectory(here.resolve("target")).resolve("udp-peer");

    Path page =
        ReportFolder.write(
            here,
            temporary,
            folder -> {
              if (folder.equals(ofBuild)) {
                throw new AccessDeniedException(folder.toString());
              }
              return page(folder);
            });

    assertThat(page).isEqualTo(temporary.resolve(OF_USER).resolve("page"));
  }

  @Test
  void isTheUsersOwnWhereTheBuildBelongsToSomebodyElse() throws IOException {
    Path target = Files.createDirectory(here.resolve("target"));
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-xr-xr-x"));

    try (ChildJvm child =
        ChildJvm.startUnprivileged(WritingChild.class, here.toString(), temporary.toString())) {
      assertThat(child.readLine()).isEqualTo(temporary.resolve(OF_USER).resolve("page").toString());
    }
  }

  @Test
  void isNeverALinkThatSomebodyHasLaid() throws IOException {
    Path foreign = Files.createDirectory(temporary.resolve("foreign"));
    Files.writeString(foreign.resolve("page"), "of somebody else");
    Files.createSymbolicLink(temporary.resolve(OF_USER), foreign);

    assertThatIOException()
        .isThrownBy(this::write)
        .withMessageEndingWith("is no folder of this user's, but a link or a file; remove it");
    assertThat(foreign.resolve("page")).hasContent("of somebody else");
  }

  private Path write() throws IOException {
    return ReportFolder.write(here, temporary, ReportFolderTests::page);
  }

  private static Path page(Path folder) throws IOException {
    return Files.writeString(folder.resolve("page"), "of this test");
  }

  /** Writes where it may, and says where that was. */
  static final class WritingChild {

    private WritingChild() {}

    public static void main(String[] arguments) throws IOException {
      Path here = Path.of(arguments[0]);
      System.out.println(ReportFolder.write(here, Path.of(arguments[1]), ReportFolderTests::page));
    }
  }
}
