package io.github.udppeer.jupiter;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.link.DatagramLink;
import io.github.udppeer.link.LinkOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The links that were opened for a scope. */
final class ScopeLinks {

  private record Shared(LinkDeclaration declaration, DatagramLink link) {}

  private final PeerScope scope;
  private final @Nullable ScopeLinks parent;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Shared> shared = new HashMap<>();

  ScopeLinks(PeerScope scope, @Nullable ScopeLinks parent) {
    this.scope = scope;
    this.parent = parent;
  }

  /** Opens what is declared, or finds it where its name is shared. */
  DatagramLink open(LinkDeclaration declaration) {
    return declaration.isShared()
        ? sharing(declaration.name()).openShared(declaration)
        : openHere(declaration);
  }

  private DatagramLink openShared(LinkDeclaration declaration) {
    lock.lock();
    try {
      Shared existing = shared.get(declaration.name());
      if (existing != null) {
        declaration.requireSameAs(existing.declaration);
        return existing.link;
      }
      DatagramLink link = openHere(declaration);
      shared.put(declaration.name(), new Shared(declaration, link));
      return link;
    } finally {
      lock.unlock();
    }
  }

  /** Finds the widest scope that has a link of this name, or will have; else it is this one. */
  private ScopeLinks sharing(String name) {
    ScopeLinks widest = this;
    for (ScopeLinks links = parent; links != null; links = links.parent) {
      if (links.hasShared(name)) {
        widest = links;
      }
    }
    return widest;
  }

  private boolean hasShared(String name) {
    lock.lock();
    try {
      return shared.containsKey(name) || scope.declarations().links().isSharedByClass(name);
    } finally {
      lock.unlock();
    }
  }

  private DatagramLink openHere(LinkDeclaration declaration) {
    String to = declaration.settings().to();
    SocketAddress server =
        scope
            .declarations()
            .peer(to)
            .map(peer -> address(scope.open(peer)))
            .orElseGet(() -> LinkOptions.to(to).build().destination());
    return declaration.openIn(scope.group(), server, scope.linkSeed());
  }

  /** A peer is of one of three types. */
  private static SocketAddress address(Object peer) {
    if (peer instanceof DatagramPeer ours) {
      return ours.address();
    }
    if (peer instanceof DatagramSocket socket) {
      return socket.getLocalSocketAddress();
    }
    try {
      return ((DatagramChannel) peer).getLocalAddress();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }
}
