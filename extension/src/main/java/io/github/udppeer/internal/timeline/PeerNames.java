package io.github.udppeer.internal.timeline;

import io.github.udppeer.internal.text.Words;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which peer, plain socket or link of a test an address belongs to. */
public final class PeerNames {

  private final Participants participants;

  /** The peers by their ports, made at the first look: among thousands each is found at once. */
  private @Nullable Map<Integer, List<Lifeline>> byPort;

  /** Knows these; where two had the same address, the later one counts. */
  public PeerNames(Participants participants) {
    this.participants = participants;
  }

  /** Returns {@code 127.0.0.1:4242 (peer "server")}, or the address alone where it is nobody's. */
  public String address(InetSocketAddress address) {
    return Words.address(address) + beside(address);
  }

  public String beside(InetSocketAddress address) {
    String name = "";
    for (Lifeline peer : onPort(address.getPort())) {
      if (peer.isAt(address)) {
        name = " (peer \"" + peer.name() + "\")";
      }
    }
    return name.isEmpty() ? socketBeside(address) : name;
  }

  private String socketBeside(InetSocketAddress address) {
    return participants.sockets().stream()
        .filter(socket -> socket.isAt(address))
        .reduce((earlier, later) -> later)
        .map(socket -> " (" + socket.words() + ")")
        .orElseGet(() -> linkBeside(address));
  }

  /** Returns whether the address is that of a peer, plain socket or link of the test. */
  public boolean isKnown(InetSocketAddress address) {
    return !beside(address).isEmpty();
  }

  /** Returns whether the address is that of a peer of the test. */
  public boolean isPeer(InetSocketAddress address) {
    return isPeer(address, any -> true);
  }

  /** Returns whether the address is that of a peer of the test that is open. */
  public boolean isOpenPeer(InetSocketAddress address) {
    return isPeer(address, peer -> !peer.socket().isClosed());
  }

  private boolean isPeer(InetSocketAddress address, Predicate<Lifeline> which) {
    return onPort(address.getPort()).stream().filter(which).anyMatch(peer -> peer.isAt(address));
  }

  /** Returns whether the address is that of a plain socket of the test. */
  public boolean isPlainSocket(InetSocketAddress address) {
    return participants.sockets().stream().anyMatch(socket -> socket.isAt(address));
  }

  private List<Lifeline> onPort(int port) {
    Map<Integer, List<Lifeline>> known = byPort;
    if (known == null) {
      known = new HashMap<>();
      for (Lifeline peer : participants.peers()) {
        int own = peer.socket().localAddress().getPort();
        known.computeIfAbsent(own, any -> new ArrayList<>(1)).add(peer);
      }
      byPort = known;
    }
    return known.getOrDefault(port, List.of());
  }

  private String linkBeside(InetSocketAddress address) {
    return participants.links().stream()
        .filter(link -> link.hasPort(address))
        .findFirst()
        .map(link -> " (link \"" + link.name() + "\")")
        .orElseGet(() -> codeBeside(address));
  }

  private String codeBeside(InetSocketAddress address) {
    return participants.code().stream()
        .filter(socket -> socket.local().filter(it -> Lifeline.isOf(it, address)).isPresent())
        .reduce((earlier, later) -> later)
        .map(socket -> " (" + CodeWords.name(socket) + ")")
        .orElse("");
  }
}
