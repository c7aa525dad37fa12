package io.github.udppeer.internal.kernel;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;

/**
 * A folder of this user's own in one that all users write to, such as that for temporary files. Its
 * name can be guessed, so what is there already is trusted only if it is a folder and no link, of
 * this user, and closed to all others.
 */
public final class UserFolder {

  private static final Set<PosixFilePermission> OF_OWNER =
      PosixFilePermissions.fromString("rwx------");

  private static final int LONGEST_USER = 40;

  private final Path path;

  private UserFolder(Path path) {
    this.path = path;
  }

  /** Returns the folder of this user; nothing is created. */
  public static UserFolder of(Path parent, String name) {
    String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
    String shown = user.substring(0, Math.min(LONGEST_USER, user.length()));
    return new UserFolder(parent.resolve(name + "-" + shown));
  }

  /** Returns where it is, or would be. */
  public Path path() {
    return path;
  }

  /**
   * Creates it where it is not there, and returns its path.
   *
   * @throws IOException if it cannot be created, or what is there cannot be trusted
   */
  public Path create() throws IOException {
    try {
      Files.createDirectory(path, ofOwner(OF_OWNER));
    } catch (FileAlreadyExistsException there) {
      // by an earlier run, or by somebody else
    }
    requireOwn();
    return path;
  }

  /** Says whether it is there and can be trusted. */
  public boolean isOwn() {
    try {
      requireOwn();
      return true;
    } catch (IOException absentOrForeign) {
      return false;
    }
  }

  private void requireOwn() throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      throw refused("is no folder of this user's, but a link or a file; remove it");
    }
    if (isPosix() && !OF_OWNER.containsAll(permissions())) {
      String shown = PosixFilePermissions.toString(permissions());
      throw refused("is open to other users (" + shown + "); remove it, or take their rights away");
    }
    if (!owner(path).equals(ownerOfNew())) {
      throw refused("belongs to " + owner(path).getName() + "; remove it");
    }
  }

  /** Who this user is for the file system, it alone knows. */
  private UserPrincipal ownerOfNew() throws IOException {
    Path trial = Files.createTempFile(path, "trial", ".tmp");
    try {
      return owner(trial);
    } finally {
      Files.delete(trial);
    }
  }

  private static UserPrincipal owner(Path file) throws IOException {
    return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
  }

  private Set<PosixFilePermission> permissions() throws IOException {
    return Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
  }

  private FileSystemException refused(String why) {
    return new FileSystemException(path.toString(), null, why);
  }

  private boolean isPosix() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** Returns the attributes of a new file or folder that only its owner may use. */
  private FileAttribute<?>[] ofOwner(Set<PosixFilePermission> permissions) {
    return isPosix()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(EnumSet.copyOf(permissions))}
        : new FileAttribute<?>[0];
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
