package io.github.udppeer;

import io.github.udppeer.core.CaptureView;
import io.github.udppeer.core.CapturedSocket;
import io.github.udppeer.core.LogCounts;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** What a peer remembers: datagrams of both directions, and its figures. */
final class PeerHistory {

  private final DatagramPeer peer;
  private final CapturedSocket socket;

  PeerHistory(DatagramPeer peer, CapturedSocket socket) {
    this.peer = peer;
    this.socket = socket;
  }

  List<Datagram> received() {
    try (CaptureView view = view()) {
      return datagrams(view, IntStream.range(0, view.size()));
    }
  }

  List<Datagram> pending() {
    try (CaptureView view = view()) {
      IntStream atCursor = IntStream.range(view.firstPending(), view.size());
      return datagrams(view, atCursor.filter(entry -> !view.isConsumed(entry)));
    }
  }

  private List<Datagram> datagrams(CaptureView view, IntStream entries) {
    int capacity = peer.options().receiveCapacity();
    return entries.mapToObj(entry -> Datagram.received(peer, view, entry, capacity)).toList();
  }

  /** What was received so far, what the kernel had queued included; to be closed. */
  CaptureView view() {
    return CoreCalls.run(peer, "look at what was received", socket::received);
  }

  LogCounts counts() {
    return CoreCalls.run(peer, "count what was received", socket::receivedCounts);
  }

  List<Datagram> sent() {
    try (CaptureView view = socket.sent()) {
      return IntStream.range(0, view.size())
          .mapToObj(entry -> Datagram.sent(peer, view, entry))
          .toList();
    }
  }

  PeerStatistics statistics() {
    LogCounts received = counts();
    LogCounts sent = socket.sentCounts();
    return new PeerStatistics(
        received.appended(),
        received.appendedBytes(),
        received.pending(),
        sent.appended(),
        sent.appendedBytes(),
        kernelDrops(),
        received.dropped(),
        socket.grantedReceiveBuffer());
  }

  void clear() {
    CoreCalls.run(
        peer,
        "clear",
        () -> {
          socket.clear();
          return socket;
        });
  }

  void close() {
    try {
      if (!socket.isClosed()) {
        peer.rememberDrops(lastKernelDrops());
      }
    } finally {
      CoreCalls.run(
          peer,
          "close",
          () -> {
            socket.close();
            return socket;
          });
    }
  }

  OptionalLong kernelDrops() {
    OptionalLong known = peer.dropsAtClose();
    return known != null ? known : KernelDrops.of(socket.localAddress());
  }

  /** Reading the socket table is dear, so at close it is read only where a drop was possible. */
  private OptionalLong lastKernelDrops() {
    boolean possible = CoreCalls.run(peer, "close", socket::mayHaveOverflowed);
    return possible ? KernelDrops.of(socket.localAddress()) : KernelDrops.none();
  }
}
