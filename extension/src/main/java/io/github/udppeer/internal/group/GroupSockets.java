package io.github.udppeer.internal.group;

import io.github.udppeer.internal.peer.PeerSettings;
import io.github.udppeer.internal.timeline.PlainSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The latest plain sockets of a group, open or closed, for its messages and reports. */
final class GroupSockets {

  private static final int MOST = 256;

  private final GroupNames names;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<PlainSocket> latest = new ArrayDeque<>(1);

  GroupSockets(GroupNames names) {
    this.names = names;
  }

  /** Remembers one that was bound to this address, by the name that it gets. */
  void add(PeerSettings settings, SocketAddress address) {
    String name = settings.name();
    if (!name.isEmpty()) {
      name = names.unused(name);
      names.take(settings.name(), name);
    }
    add(new PlainSocket(name, (InetSocketAddress) address));
  }

  private void add(PlainSocket socket) {
    lock.lock();
    try {
      if (latest.size() == MOST) {
        latest.removeFirst();
      }
      latest.addLast(socket);
    } finally {
      lock.unlock();
    }
  }

  List<PlainSocket> list() {
    lock.lock();
    try {
      return List.copyOf(latest);
    } finally {
      lock.unlock();
    }
  }
}
