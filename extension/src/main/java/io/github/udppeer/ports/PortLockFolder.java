package io.github.udppeer.ports;

import io.github.udppeer.internal.kernel.UserFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Locks of port numbers by files in a folder of this user's, for systems where no socket can do it.
 *
 * <p>A file is removed by its holder, before the lock on it goes. Somebody can have opened it just
 * before, and then locks what has no name any more, while a third creates and locks a new file. So
 * who has got a lock gives the file a length by chance, and looks whether it is that of the name.
 */
final class PortLockFolder {

  private static final int LONGEST = 1 << 20;

  /** A pipe opened for both ways does not wait for its other end. */
  private static final Set<OpenOption> OPTIONS =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);

  private final UserFolder folder;

  PortLockFolder(UserFolder folder) {
    this.folder = folder;
  }

  /**
   * Returns the folder that all JVMs of this user have in common: not that of {@code
   * java.io.tmpdir}, of which builds give each module its own.
   */
  static PortLockFolder shared() {
    Path common = Path.of("/tmp");
    Path parent =
        Files.isWritable(common) ? common : Path.of(System.getProperty("java.io.tmpdir", "."));
    return new PortLockFolder(UserFolder.of(parent, "udp-peer-ports"));
  }

  Path file(int number) {
    return folder.path().resolve(number + ".lock");
  }

  /** Says whether the file of a number is there, of a holder who lives or died. */
  boolean has(int number) {
    return Files.exists(file(number), LinkOption.NOFOLLOW_LINKS) && folder.isOwn();
  }

  /**
   * Locks a number.
   *
   * @return the lock, which {@link #unlock} gives back
   * @throws PortTakenException if somebody else has it
   * @throws IOException if there can be no lock in this folder
   */
  FileChannel lock(int number) throws IOException {
    folder.create();
    Path file = file(number);
    FileChannel channel = open(file);
    try {
      requireLock(channel, file);
      requireNamed(channel, file);
      return channel;
    } catch (IOException | RuntimeException taken) {
      channel.close();
      throw taken;
    }
  }

  /** Gives a lock back, and removes the file. */
  void unlock(int number, FileChannel lock) throws IOException {
    try (lock) {
      Files.deleteIfExists(file(number));
    }
  }

  private static FileChannel open(Path file) throws IOException {
    boolean isThere = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    if (isThere && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new PortTakenException(file + " is no regular file");
    }
    try {
      return FileChannel.open(file, OPTIONS);
    } catch (FileSystemException unusable) {
      throw isThere ? new PortTakenException(unusable.toString(), unusable) : unusable;
    }
  }

  private static void requireLock(FileChannel channel, Path file) throws IOException {
    try {
      if (channel.tryLock() == null) {
        throw new PortTakenException(file + " is locked by another test run");
      }
    } catch (OverlappingFileLockException held) {
      // The claim was lost: somebody has replaced the system properties meanwhile.
      throw new PortTakenException(file + " is locked by this JVM", held);
    }
  }

  private static void requireNamed(FileChannel channel, Path file) throws IOException {
    int length = ThreadLocalRandom.current().nextInt(1, LONGEST);
    channel.truncate(0).write(ByteBuffer.allocate(1), length - 1L);
    if (lengthOf(file) != length) {
      throw new PortTakenException(file + " was removed by another test run meanwhile");
    }
  }

  private static long lengthOf(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .size();
    } catch (NoSuchFileException removed) {
      return -1;
    }
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
