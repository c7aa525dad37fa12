package io.github.udppeer.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserFolderTests {

  private static final int NOBODY = 65_534;

  @TempDir Path temporary;
  private UserFolder folder;

  @BeforeEach
  void name() {
    assumeTrue(
        temporary.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "this system has no POSIX permissions");
    folder = UserFolder.of(temporary, "evidence");
  }

  @Test
  void isNamedAfterTheUserAndClosedToAllOthers() throws IOException {
    Path created = folder.create();

    assertThat(created)
        .isEqualTo(temporary.resolve("evidence-" + System.getProperty("user.name")))
        .isEmptyDirectory();
    assertThat(Files.getPosixFilePermissions(created))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(folder.isOwn()).isTrue();
    assertThat(folder).hasToString(created.toString());
  }

  @Test
  void isUsedAgainWithWhatIsInIt() throws IOException {
    Path file = Files.createFile(folder.create().resolve("file"));

    assertThat(folder.create()).isDirectoryContaining(file::equals);
  }

  @Test
  void isNotThereBeforeItIsCreated() {
    assertThat(folder.isOwn()).isFalse();
    assertThat(folder.path()).doesNotExist();
  }

  @Test
  void isRefusedWhereItIsALink() throws IOException {
    Path foreign = Files.createDirectory(temporary.resolve("foreign"), ownerOnly());
    Files.createSymbolicLink(folder.path(), foreign);

    refuses("is no folder of this user's, but a link or a file; remove it");
    assertThat(foreign).isEmptyDirectory();
  }

  @Test
  void isRefusedWhereItIsALinkToNothing() throws IOException {
    Files.createSymbolicLink(folder.path(), temporary.resolve("missing"));

    refuses("is no folder of this user's, but a link or a file; remove it");
    assertThat(temporary.resolve("missing")).doesNotExist();
  }

  @Test
  void isRefusedWhereItIsAFile() throws IOException {
    Files.createFile(folder.path());

    refuses("is no folder of this user's, but a link or a file; remove it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwxrwx", "rwx---r-x", "rwx-w----"})
  void isRefusedWhereOthersMayUseIt(String permissions) throws IOException {
    Files.createDirectory(folder.path());
    Files.setPosixFilePermissions(folder.path(), PosixFilePermissions.fromString(permissions));

    refuses("is open to other users (" + permissions + "); remove it, or take their rights away");
    assertThat(folder.path()).isEmptyDirectory();
  }

  @Test
  void isRefusedWhereItBelongsToAnother() throws IOException {
    Files.createDirectory(folder.path(), ownerOnly());
    assumeTrue(isGivenAway(folder.path()), "this user may not give files away");

    refuses("belongs to " + Files.getOwner(folder.path()).getName() + "; remove it");
    assertThat(folder.path()).isEmptyDirectory();
  }

  private static boolean isGivenAway(Path path) throws IOException {
    try {
      Files.setAttribute(path, "unix:uid", NOBODY);
      return true;
    } catch (FileSystemException forbidden) {
      return false;
    }
  }

  private static FileAttribute<?> ownerOnly() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  }

  private void refuses(String why) {
    assertThat(folder.isOwn()).isFalse();
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(folder::create)
        .withMessage(folder.path() + ": " + why);
  }
}
