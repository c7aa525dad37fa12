package io.github.udppeer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder with one lock file per port number, shared by the users of the machine.
 *
 * <p>The files, empty all of them, stay behind. To delete one would be a race: between our unlock
 * and our delete another run can have opened and locked it, and a third would then create a new
 * file of that name, and both would hold "the" lock.
 */
final class PortLockFolder {

  private final Path folder;

  private PortLockFolder(Path folder) {
    this.folder = folder;
  }

  static PortLockFolder shared() {
    return of(Path.of(System.getProperty("java.io.tmpdir"), "udp-peer-ports"));
  }

  static PortLockFolder of(Path folder) {
    try {
      Files.createDirectory(folder);
      shareWithEveryone(folder, "rwxrwxrwx");
    } catch (FileAlreadyExistsException there) {
      // By an earlier run, or another one at this moment.
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "cannot create the folder for the locks of reserved ports: " + folder, failure);
    }
    return new PortLockFolder(folder);
  }

  Path file(int port) {
    return folder.resolve(port + ".lock");
  }

  FileChannel open(Path file) throws IOException {
    try {
      FileChannel created =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      shareWithEveryone(file, "rw-rw-rw-");
      return created;
    } catch (FileAlreadyExistsException there) {
      return FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /**
   * Undoes what the umask took away. In a folder where everyone may write, a name may have become a
   * link to something that is none of our business: links are not followed.
   */
  private static void shareWithEveryone(Path path, String permissions) {
    PosixFileAttributeView posix =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (posix == null) {
      return;
    }
    try {
      posix.setPermissions(PosixFilePermissions.fromString(permissions));
    } catch (IOException refused) {
      // Then it is ours alone, and other users count as taken what they cannot open.
    }
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
