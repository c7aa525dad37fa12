package io.github.udppeer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A port number held against all other test runs on the machine, by a lock on a file, and within
 * this JVM, by a claim. The system drops the lock when this process ends, however it ends.
 *
 * <p>The file alone would not do. On POSIX systems a process loses its lock on a file when it
 * closes any descriptor of that file, so a second test of this JVM that only tried the lock, and
 * closed the file when refused, would give the first one's number free to other processes. The
 * claim keeps it from opening the file at all. It is a system property, because these are the one
 * thing that all class loaders of a JVM share.
 */
final class PortLock implements AutoCloseable {

  private static final String CLAIM = "io.github.udppeer.reserved.";

  private final String claim;
  private final FileChannel file;
  private final AtomicBoolean closed = new AtomicBoolean();

  private PortLock(String claim, FileChannel file) {
    this.claim = claim;
    this.file = file;
  }

  /**
   * Takes the lock.
   *
   * @throws IOException if somebody else has it, or the file cannot be opened
   */
  static PortLock take(int port, PortLockFolder folder) throws IOException {
    String claim = CLAIM + port;
    if (System.getProperties().putIfAbsent(claim, "true") != null) {
      throw new IOException("port " + port + " is reserved by another test of this JVM");
    }
    try {
      return new PortLock(claim, locked(folder.file(port), folder));
    } catch (IOException | RuntimeException taken) {
      System.getProperties().remove(claim);
      throw taken;
    }
  }

  private static FileChannel locked(Path file, PortLockFolder folder) throws IOException {
    FileChannel channel = folder.open(file);
    try {
      requireLock(channel, file);
      return channel;
    } catch (IOException | RuntimeException taken) {
      channel.close();
      throw taken;
    }
  }

  private static void requireLock(FileChannel channel, Path file) throws IOException {
    try {
      if (channel.tryLock() == null) {
        throw new IOException(file + " is locked by another test run");
      }
    } catch (OverlappingFileLockException held) {
      // The claim was lost: somebody has replaced the system properties meanwhile.
      throw new IOException(file + " is locked by this JVM", held);
    }
  }

  /** Lets the number go; a second call does nothing. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      // With the descriptor the lock goes. The file stays: see PortLockFolder.
      file.close();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot close the lock of a reserved port", failure);
    } finally {
      System.getProperties().remove(claim);
    }
  }
}
