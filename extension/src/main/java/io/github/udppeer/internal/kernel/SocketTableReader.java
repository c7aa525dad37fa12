package io.github.udppeer.internal.kernel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the two files of the kernel's UDP socket table, each more than once where one reading is
 * not enough.
 *
 * <p>The kernel hands such a file out a memory page at a time and finds the place to go on from by
 * counting entries. A socket closed between two pages makes it skip one that stays open, and a
 * socket opened makes it show one twice. So a table of one page is exact, and of a longer one
 * several readings are put together: it may still hold a socket closed meanwhile, but misses an
 * open one only if every reading has skipped it.
 */
final class SocketTableReader {

  /** What surely fits into one page of 4 KiB, the smallest in use, with room for a last line. */
  private static final int ONE_PAGE = 3 * 1024;

  private static final int MOST_READINGS = 8;

  private final Path net;
  private final ByteOrder order;
  private final Source source;

  /** What the library binds for itself is no socket of a test, and of no program under test. */
  private final Pattern ownLock;

  private final Map<Identity, BoundSocket> sockets = new LinkedHashMap<>();

  /**
   * What makes two lines the same socket: its counters move on from reading to reading. No record:
   * what one hashes with is linked at its first use, for ten milliseconds.
   */
  private static final class Identity {

    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final long inode;

    Identity(BoundSocket socket) {
      local = socket.local();
      remote = socket.remote();
      inode = socket.inode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Identity that
          && inode == that.inode
          && local.equals(that.local)
          && remote.equals(that.remote);
    }

    @Override
    public int hashCode() {
      return Long.hashCode(inode);
    }
  }

  /** From where a file's text comes. */
  interface Source {
    String read(Path file) throws IOException;
  }

  SocketTableReader(Path proc, ByteOrder order, Source source) {
    this.net = proc.resolve("net");
    this.order = order;
    this.source = source;
    this.ownLock = LockAddresses.ofThisMachine().line(order);
  }

  /**
   * Returns the sockets, or empty where there is no table that we can read and understand. That
   * holds for a single line of another form, too: the kernel writes whole lines only, so such a
   * line is no accident, and to skip it would be to say that nothing is bound there.
   */
  Optional<List<BoundSocket>> read() {
    boolean ipv4 = collect("udp");
    return ipv4 && (collect("udp6") || isAbsent("udp6"))
        ? Optional.of(List.copyOf(sockets.values()))
        : Optional.empty();
  }

  /** The kernel has no table for IPv6 where it runs without IPv6. */
  private boolean isAbsent(String name) {
    return Files.notExists(net.resolve(name));
  }

  private boolean collect(String name) {
    for (int reading = 1; reading <= MOST_READINGS; reading++) {
      Optional<String> table = text(name);
      int known = sockets.size();
      if (table.isEmpty() || !table.get().lines().skip(1).allMatch(this::add)) {
        return false;
      }
      boolean nothingNew = reading > 1 && sockets.size() == known;
      if (nothingNew || table.get().length() <= ONE_PAGE) {
        return true;
      }
    }
    return true;
  }

  private boolean add(String line) {
    if (ownLock.matcher(line).lookingAt()) {
      return true;
    }
    Optional<BoundSocket> socket = SocketTableLine.parse(line, order);
    if (socket.isPresent()) {
      sockets.put(new Identity(socket.get()), socket.get());
    }
    return socket.isPresent();
  }

  private Optional<String> text(String name) {
    try {
      return Optional.of(source.read(net.resolve(name)));
    } catch (IOException absentOrForbidden) {
      return Optional.empty();
    }
  }
}
