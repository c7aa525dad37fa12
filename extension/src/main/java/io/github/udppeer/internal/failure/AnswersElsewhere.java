package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.core.CaptureView;
import io.github.udppeer.internal.kernel.BoundSocket;
import io.github.udppeer.internal.kernel.SocketTable;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.peer.PeerText;
import io.github.udppeer.internal.timeline.PeerNames;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who else got what an exchange has waited for in vain: a server may answer to a wrong port. */
public final class AnswersElsewhere {

  private static final int MOST = 2;
  private static final int MOST_SENT = 1000;

  private final Peer peer;
  private final ExchangeRequest request;
  private final FailureView view;

  public AnswersElsewhere(ExchangeRequest request) {
    this.peer = request.peer();
    this.request = request;
    this.view = FailureView.now(peer);
  }

  public List<String> facts() {
    List<String> facts = new ArrayList<>();
    peer.context().peersAround().stream()
        .filter(other -> !other.equals(peer))
        .flatMap(other -> answer(other).stream())
        .limit(MOST)
        .forEach(facts::add);
    return facts.isEmpty() ? sockets() : facts;
  }

  private Optional<String> answer(Peer other) {
    List<CapturedDatagram> found = new ArrayList<>(1);
    DatagramSearch.all(view.on(other))
        .forEach(
            datagram -> {
              if (found.isEmpty() && isAnswer(datagram)) {
                found.add(datagram);
              }
            });
    return found.stream()
        .findFirst()
        .map(datagram -> Causes.cameToPeer(other.toString(), PeerText.when(datagram)));
  }

  private boolean isAnswer(CapturedDatagram datagram) {
    return request.isAnsweredFrom(datagram.source())
        && datagram.nanos() - request.sentNanos() > 0
        && peer.context().peersAround().stream()
            .filter(datagram::isFrom)
            .allMatch(sender -> hasSentIt(sender, datagram));
  }

  /** What was captured after the request may have been sent before; of peers that is known. */
  private boolean hasSentIt(Peer sender, CapturedDatagram datagram) {
    try (CaptureView sent = sender.socket().sent()) {
      byte[] payload = datagram.whole();
      for (int entry = sent.size() - 1; entry >= Math.max(0, sent.size() - MOST_SENT); entry--) {
        if (sent.nanos(entry) - request.sentNanos() > 0
            && Arrays.equals(payload, sent.payload(entry))) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * Of a plain socket only the kernel knows, and that not from where its datagrams came: so only
   * those are shown that are the test's, or connected to who was asked.
   */
  private List<String> sockets() {
    return view.kernel().table().map(this::sockets).orElse(List.of());
  }

  private List<String> sockets(SocketTable table) {
    PeerNames names = view.names();
    Set<Integer> ofPeers = portsOfPeers();
    return table.sockets().stream()
        .filter(socket -> mayHoldIt(socket) && !ofPeers.contains(socket.local().getPort()))
        .filter(socket -> isConnected(socket) || !names.beside(socket.local()).isEmpty())
        .filter(table::isOfThisProcess)
        .limit(MOST)
        .map(socket -> words(names, socket))
        .toList();
  }

  private static String words(PeerNames names, BoundSocket socket) {
    String beside = names.beside(socket.local());
    String of = beside.isEmpty() ? " (this process)" : "";
    return Causes.unreadBySocket(names.address(socket.local()) + of, socket.receiveQueueBytes());
  }

  private boolean mayHoldIt(BoundSocket socket) {
    return socket.receiveQueueBytes() > 0
        && (isConnected(socket) ? request.isAnsweredFrom(socket.remote()) : isWithinReach(socket))
        && !request.isTo(socket.local());
  }

  private static boolean isConnected(BoundSocket socket) {
    return socket.remote().getPort() != 0;
  }

  /** What answers from loopback reaches loopback only. */
  private boolean isWithinReach(BoundSocket socket) {
    InetAddress local = socket.local().getAddress();
    return local.isAnyLocalAddress()
        || local.isLoopbackAddress() == request.destination().getAddress().isLoopbackAddress();
  }

  private Set<Integer> portsOfPeers() {
    return peer.context().peersOfRun().stream()
        .map(other -> other.address().getPort())
        .collect(Collectors.toSet());
  }
}
