package io.github.udppeer.link;

import io.github.udppeer.internal.core.BindRequest;
import io.github.udppeer.internal.core.DatagramLoop;
import io.github.udppeer.internal.core.DropCounts;
import io.github.udppeer.internal.core.RelaySocket;
import io.github.udppeer.internal.kernel.LiteralAddress;
import io.github.udppeer.internal.text.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of a link: on the clients' side a door for each of the server's ports, and on the
 * server's side a port for each client. The link's lock guards it.
 */
final class LinkPorts implements LinkPort.Arrivals {

  /** The server's ports that a link stands for. */
  private static final int MOST_DOORS = 256;

  /** LinkPorts of before a rebinding that still drop what comes to them. */
  private static final int MOST_RETIRED = 1024;

  /** Batches that one look takes from a socket: more than the kernel can have queued. */
  private static final int MOST_BATCHES = 256;

  private final LinkOptions options;
  private final DatagramLoop loop;
  private final ReentrantLock lock;
  private final Traffic traffic;
  private final LinkLog log;
  private final LinkFailures failures;
  private final Map<InetSocketAddress, Route.Client> clients = new HashMap<>();
  private final Map<Route.Client, LinkPort> upstreams = new HashMap<>();
  private final Map<InetSocketAddress, LinkPort> doors = new HashMap<>();
  private final List<RelaySocket> sockets = new ArrayList<>();
  private final Deque<RelaySocket> retired = new ArrayDeque<>();
  private final Map<LinkDirection, PortDrops> drops =
      new EnumMap<>(
          Map.of(
              LinkDirection.TO_SERVER, new PortDrops(), LinkDirection.TO_CLIENT, new PortDrops()));
  private boolean refusalIsTold;
  private boolean closed;

  LinkPorts(
      LinkOptions options,
      DatagramLoop loop,
      ReentrantLock lock,
      Traffic traffic,
      LinkLog log,
      LinkFailures failures) {
    this.options = options;
    this.loop = loop;
    this.lock = lock;
    this.traffic = traffic;
    this.log = log;
    this.failures = failures;
  }

  /** Opens what stands for a port of the server's. */
  LinkPort open(InetSocketAddress server) throws IOException {
    LinkPort door = new LinkPort(this, (source, length) -> toServer(source, length, server));
    door.open(open(options.host(), door));
    doors.put(server, door);
    return door;
  }

  private @Nullable Route toServer(InetSocketAddress source, int length, InetSocketAddress server) {
    Route.Client client = clientAt(source, length);
    LinkPort door = Objects.requireNonNull(doors.get(server));
    return client == null
        ? null
        : new Route(LinkDirection.TO_SERVER, client, server, door.socket());
  }

  private @Nullable Route toClient(InetSocketAddress server, int length, Route.Client client) {
    LinkPort door = doorFor(server, length);
    return door == null ? null : new Route(LinkDirection.TO_CLIENT, client, server, door.socket());
  }

  private RelaySocket open(InetAddress local, RelaySocket.Receiver receiver) throws IOException {
    BindRequest request = new BindRequest(new InetSocketAddress(local, 0), List.of(), null, 0);
    RelaySocket socket = RelaySocket.open(loop, request, lock, receiver);
    sockets.add(socket);
    return socket;
  }

  @Override
  public void arrived(Route route, ByteBuffer payload) {
    if (!closed) {
      traffic.arrived(route, payload);
    }
  }

  /** Finds the client at this address, or makes it known; null where there is no room for it. */
  private Route.@Nullable Client clientAt(InetSocketAddress address, int length) {
    Route.Client known = clients.get(address);
    if (known != null || closed) {
      return known;
    }
    if (clients.size() >= options.maxClients()) {
      String most = Words.number(clients.size());
      refuseAndTell(
          LinkDirection.TO_SERVER,
          length,
          address,
          "has " + most + " clients already, as many as its maxClients allows");
      return null;
    }
    try {
      Route.Client client = new Route.Client(address);
      bind(client);
      clients.put(address, client);
      return client;
    } catch (IOException | RuntimeException | OutOfMemoryError noSocket) {
      refuseAndTell(LinkDirection.TO_SERVER, length, address, "cannot open a socket: " + noSocket);
      return null;
    }
  }

  /** Finds what stands for a port of the server's; null where there is no room for it. */
  private @Nullable LinkPort doorFor(InetSocketAddress server, int length) {
    LinkPort known = doors.get(server);
    if (known != null || closed) {
      return known;
    }
    if (doors.size() >= MOST_DOORS) {
      String most = Words.number(doors.size());
      refuseAndTell(
          LinkDirection.TO_CLIENT,
          length,
          server,
          "stands for " + most + " ports of the server's already, which is the most");
      return null;
    }
    try {
      LinkPort door = open(server);
      InetSocketAddress local = door.socket().localAddress();
      log.event("open", Words.address(local) + ", which stands for " + Words.address(server));
      return door;
    } catch (IOException | RuntimeException | OutOfMemoryError noSocket) {
      refuseAndTell(LinkDirection.TO_CLIENT, length, server, "cannot open a socket: " + noSocket);
      return null;
    }
  }

  private void bind(Route.Client client) throws IOException {
    LinkPort upstream = new LinkPort(this, (source, length) -> toClient(source, length, client));
    InetAddress server = options.destination().getAddress();
    upstream.open(
        open(
            server.isLoopbackAddress()
                ? LiteralAddress.loopback(server)
                : LiteralAddress.wildcard(server),
            upstream));
    upstreams.put(client, upstream);
    client.bind(upstream.socket());
  }

  /**
   * Gives each client another port; what comes to the one before gets no further.
   *
   * @return ports of long before, to be closed without the lock
   */
  List<RelaySocket> rebind() {
    for (Route.Client client : clients.values()) {
      LinkPort before = Objects.requireNonNull(upstreams.get(client));
      try {
        bind(client);
      } catch (IOException noSocket) {
        throw new UncheckedIOException(
            String.format(
                Locale.ROOT,
                "link \"%s\" cannot give %s another port: %s",
                options.name(),
                Words.address(client.address()),
                noSocket),
            noSocket);
      }
      before.route(this::fromRetired);
      retired.addLast(before.socket());
    }
    log.event("rebind", String.format(Locale.ROOT, "%s clients", Words.number(clients.size())));
    return takeOldest();
  }

  private @Nullable Route fromRetired(InetSocketAddress source, int length) {
    refuse(LinkDirection.TO_CLIENT, length, source, "a port of before rebinding");
    return null;
  }

  private List<RelaySocket> takeOldest() {
    List<RelaySocket> oldest = new ArrayList<>();
    while (retired.size() > MOST_RETIRED) {
      oldest.add(retired.removeFirst());
    }
    sockets.removeAll(oldest);
    dropsOf(LinkDirection.TO_CLIENT).closing(oldest);
    return oldest;
  }

  /** Drops what has come, for a reason that is no rule. */
  private void refuse(LinkDirection direction, int length, InetSocketAddress source, String why) {
    FlowCounts counts = traffic.counts(direction);
    counts.enter();
    counts.drop();
    log.event(
        "drop",
        String.format(
            Locale.ROOT, "%s B from %s (%s)", Words.number(length), Words.address(source), why));
  }

  private void refuseAndTell(
      LinkDirection direction, int length, InetSocketAddress source, String why) {
    refuse(direction, length, source, why);
    if (!refusalIsTold) {
      refusalIsTold = true;
      String words =
          String.format(
              Locale.ROOT,
              "link \"%s\" dropped a datagram from %s: it %s",
              options.name(),
              Words.address(source),
              why);
      failures.add(words, new IllegalStateException(words));
    }
  }

  @Override
  public void failed(String what, Throwable broken) {
    failures.threw(String.format(Locale.ROOT, "link \"%s\" %s: ", options.name(), what), broken);
  }

  /** Takes what has come so far. A socket that fails is left to fail its next sender. */
  void drain() {
    for (int number = 0; number < sockets.size(); number++) { // there may become more
      drain(sockets.get(number));
    }
  }

  private static void drain(RelaySocket socket) {
    try {
      for (int batch = 0; batch < MOST_BATCHES && socket.drain(); batch++) {
        // a batch more
      }
    } catch (IOException broken) {
      // closed by another thread, or broken: then nothing comes from it any more
    }
  }

  int clientCount() {
    return clients.size();
  }

  List<InetSocketAddress> addresses() {
    return sockets.stream().map(RelaySocket::localAddress).toList();
  }

  boolean isClosed() {
    return closed;
  }

  /** Takes nothing from now on; returns what is to be closed without the lock. */
  List<RelaySocket> close() {
    if (!closed) {
      closed = true;
      for (LinkDirection direction : LinkDirection.values()) {
        dropsOf(direction).closing(socketsFor(direction));
      }
    }
    return List.copyOf(sockets);
  }

  /** What the kernel dropped, as far as this table shows, which was read a moment ago. */
  OptionalLong kernelDrops(LinkDirection direction, DropCounts kernel) {
    return dropsOf(direction).of(closed ? List.of() : socketsFor(direction), kernel);
  }

  private PortDrops dropsOf(LinkDirection direction) {
    return Objects.requireNonNull(drops.get(direction));
  }

  /** Those at which the datagrams of a direction come. */
  private List<RelaySocket> socketsFor(LinkDirection direction) {
    Set<RelaySocket> ofDoors =
        doors.values().stream().map(LinkPort::socket).collect(Collectors.toSet());
    boolean toServer = direction == LinkDirection.TO_SERVER;
    return sockets.stream().filter(socket -> ofDoors.contains(socket) == toServer).toList();
  }
}
