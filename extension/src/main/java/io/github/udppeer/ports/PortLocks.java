package io.github.udppeer.ports;

import io.github.udppeer.internal.kernel.LockAddresses;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * Locks of port numbers against all other test runs on the machine: by sockets, and by files where
 * and while sockets cannot be had.
 *
 * <p>Runs that lock by sockets and runs that lock by files can meet, since who has the port of the
 * sockets on the wildcard can let it go. So each locks in its own way first, and then looks for the
 * other: of two that want one number at least one sees the other.
 */
final class PortLocks {

  private final PortLockSockets sockets;
  private final PortLockFolder folder;

  PortLocks(PortLockSockets sockets, PortLockFolder folder) {
    this.sockets = sockets;
    this.folder = folder;
  }

  static PortLocks ofThisMachine() {
    return new PortLocks(
        new PortLockSockets(LockAddresses.ofThisMachine()), PortLockFolder.shared());
  }

  /**
   * Locks a number.
   *
   * @throws PortTakenException if somebody else has it
   * @throws IOException if there can be no lock
   */
  Closeable lock(int number) throws IOException {
    Optional<DatagramChannel> socket = sockets.lock(number);
    if (socket.isEmpty()) {
      return byFile(number);
    }
    if (!folder.has(number)) {
      return socket.get();
    }
    try {
      return both(socket.get(), file(number));
    } catch (IOException | RuntimeException taken) {
      socket.get().close();
      throw taken;
    }
  }

  private Closeable byFile(int number) throws IOException {
    Closeable file = file(number);
    try {
      return sockets.lock(number).<Closeable>map(socket -> both(socket, file)).orElse(file);
    } catch (IOException | RuntimeException taken) {
      file.close();
      throw taken;
    }
  }

  private Closeable file(int number) throws IOException {
    FileChannel lock = folder.lock(number);
    return () -> folder.unlock(number, lock);
  }

  private static Closeable both(Closeable socket, Closeable file) {
    return () -> {
      try (socket) {
        file.close();
      }
    };
  }

  @Override
  public String toString() {
    return "sockets on " + sockets + ", or where these cannot be bound by files in " + folder;
  }
}
