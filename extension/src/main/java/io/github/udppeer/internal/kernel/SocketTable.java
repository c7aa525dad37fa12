package io.github.udppeer.internal.kernel;

import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The kernel's own list of UDP sockets at one moment: who is bound where, what lies unread, and how
 * many datagrams the kernel dropped on each. The JDK shows none of these.
 *
 * <p>Linux keeps it in {@code /proc/net/udp} and {@code /proc/net/udp6}; it covers the sockets of
 * this process' network namespace, whoever opened them. Reading it takes a fraction of a
 * millisecond with a few sockets open and tens of them with thousands, so it is for failures and
 * for the end of a test, once for all its sockets, and not for every call.
 *
 * <p>The sockets that stand for reserved ports are left out.
 */
public final class SocketTable {

  private static final Path PROC = Path.of("/proc");

  private final SocketHolders holders;
  private final List<BoundSocket> sockets;

  private SocketTable(SocketHolders holders, List<BoundSocket> sockets) {
    this.holders = holders;
    this.sockets = sockets;
  }

  /** Returns the table as it is now, or empty where the system has none that we can read. */
  public static Optional<SocketTable> read() {
    return read(PROC, ByteOrder.nativeOrder());
  }

  /** Says whether the system has a table that we may read. */
  static boolean isThere() {
    return Files.isReadable(PROC.resolve("net").resolve("udp"));
  }

  public static Optional<SocketTable> read(Path proc, ByteOrder order) {
    return new SocketTableReader(proc, order, ProcFile::read)
        .read()
        .map(all -> new SocketTable(new SocketHolders(proc), all));
  }

  /** Returns all sockets, those of IPv4 first. */
  public List<BoundSocket> sockets() {
    return sockets;
  }

  /** Returns the sockets with this port, whatever their address. */
  public List<BoundSocket> onPort(int port) {
    return sockets.stream().filter(socket -> socket.local().getPort() == port).toList();
  }

  /**
   * Returns the sockets that would receive a unicast datagram sent to {@code local}: those bound to
   * that very address, to the wildcard of its family, or, for an IPv4 address, to the IPv6 wildcard
   * of a dual-stack socket. A connected one is among them, although it takes datagrams from its
   * remote address only. The table does not show a socket that is restricted to IPv6 ({@code
   * IPV6_V6ONLY}) from a dual-stack one.
   */
  public List<BoundSocket> holding(InetSocketAddress local) {
    return sockets.stream().filter(socket -> socket.takes(local)).toList();
  }

  /**
   * Returns the one socket bound to exactly this address, as its channel's {@code
   * getLocalAddress()} gives it; empty also where several share the address, since then the figures
   * of one would pass for those of another.
   *
   * <p>One bound to 0.0.0.0 through an IPv6 channel gives its address as {@code ::}, and is listed
   * so.
   */
  public Optional<BoundSocket> boundTo(InetSocketAddress local) {
    List<BoundSocket> exact = sockets.stream().filter(own -> own.local().equals(local)).toList();
    return exact.size() == 1 ? Optional.of(exact.get(0)) : Optional.empty();
  }

  /** Says whether it can be seen which sockets this process holds. */
  public boolean showsThisProcess() {
    return holders.canSeeThisProcess();
  }

  /** Says whether this process holds the socket, as far as its own descriptors can be read. */
  public boolean isOfThisProcess(BoundSocket socket) {
    return holders.isOfThisProcess(socket.inode());
  }

  /**
   * Returns the process that holds the socket, this one if it is among the holders. Best effort:
   * empty where it is closed by now or the holder is not ours to look into. It walks the open
   * descriptors of this process, and then of every other, each once for all the table's sockets.
   */
  public Optional<SocketHolder> holderOf(BoundSocket socket) {
    return holders.holderOf(socket.inode());
  }
}
