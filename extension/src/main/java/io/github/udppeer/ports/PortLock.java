package io.github.udppeer.ports;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A port number held against all other test runs on the machine, by a lock of {@link PortLocks},
 * and within this JVM, by a claim. The system drops the lock when this process ends, however it
 * ends.
 *
 * <p>The lock alone would not do where it is one on a file. On POSIX systems a process loses its
 * lock on a file when it closes any descriptor of that file, so a second test of this JVM that only
 * tried the lock, and closed the file when refused, would give the first one's number free to other
 * processes. The claim keeps it from opening the file at all. It is a system property, because
 * these are the one thing that all class loaders of a JVM share.
 */
final class PortLock implements AutoCloseable {

  private static final String CLAIM = "io.github.udppeer.reserved.";

  private final String claim;
  private final Closeable lock;
  private final AtomicBoolean closed = new AtomicBoolean();

  private PortLock(String claim, Closeable lock) {
    this.claim = claim;
    this.lock = lock;
  }

  /**
   * Takes the lock.
   *
   * @throws PortTakenException if somebody else has it
   * @throws IOException if there can be no lock
   */
  static PortLock take(int port, PortLocks locks) throws IOException {
    String claim = CLAIM + port;
    if (System.getProperties().putIfAbsent(claim, "true") != null) {
      throw new PortTakenException("port " + port + " is reserved by another test of this JVM");
    }
    try {
      return new PortLock(claim, locks.lock(port));
    } catch (IOException | RuntimeException taken) {
      System.getProperties().remove(claim);
      throw taken;
    }
  }

  /** Lets the number go; a second call does nothing. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      lock.close();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot give up the lock of a reserved port", failure);
    } finally {
      System.getProperties().remove(claim);
    }
  }
}
