package io.github.udppeer.link;

import io.github.udppeer.internal.core.DatagramChannels;
import io.github.udppeer.internal.core.DropCounts;
import io.github.udppeer.internal.core.RelaySocket;
import io.github.udppeer.internal.kernel.KernelLook;
import io.github.udppeer.internal.kernel.LiteralAddress;
import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.timeline.LinkHistory;
import io.github.udppeer.internal.timeline.LinkHost;
import io.github.udppeer.internal.timeline.LinkTrace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** What works behind a link: sockets, rules, traffic, and the lock that guards them all. */
final class Relay implements RuleBook.Settling, LinkTrace {

  private final LinkOptions options;
  private final LinkHost host;
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkLog log = new LinkLog();
  private final LinkFailures failures;
  private final RuleBook rules;
  private final Traffic traffic;
  private final LinkPorts ports;
  private final LinkPort front;

  Relay(LinkOptions options, LinkHost host, long seed) throws IOException {
    this.options = options;
    this.host = host;
    requireFamilyOfServer();
    failures = new LinkFailures(host);
    rules = new RuleBook(this, seed);
    Judge judge = new Judge(options.name(), failures);
    Sending sending = new Sending(options.name(), failures);
    traffic = new Traffic(lock, host.loop(), rules, log, judge, sending);
    ports = new LinkPorts(options, host.loop(), lock, traffic, log, failures);
    lock.lock(); // nothing is taken before all is complete
    try {
      front = ports.open(options.destination());
      log.event("open", words() + ", seed " + seed);
    } finally {
      lock.unlock();
    }
  }

  /** Each client gets a socket of the server's family, which would be missed only then. */
  private void requireFamilyOfServer() throws IOException {
    InetAddress server = options.destination().getAddress();
    if (!LiteralAddress.sameFamily(options.host(), server)) {
      DatagramChannels.open(server).close();
    }
  }

  /** Where it is, and where it leads. */
  String words() {
    return Words.address(address()) + " -> " + Words.address(options.destination());
  }

  InetSocketAddress address() {
    return front.socket().localAddress();
  }

  RuleBook rules() {
    return rules;
  }

  LinkFailures failures() {
    return failures;
  }

  /** Runs a step under the lock. */
  <T> T locked(Supplier<T> step) {
    lock.lock();
    try {
      return step.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <T> T drained(Supplier<T> step) {
    return locked(
        () -> {
          drain();
          return step.get();
        });
  }

  @Override
  public <T> T settled(Supplier<T> step) {
    return locked(
        () -> {
          drain();
          traffic.awaitJudged(host.leftOfWait(JudgingQueue.LONGEST_WAIT));
          return step.get();
        });
  }

  private void drain() {
    if (!ports.isClosed()) {
      ports.drain();
    }
  }

  void rebind() {
    release(
        drained(
            () -> {
              requireOpen();
              return ports.rebind();
            }));
  }

  /** Fails where nothing can be changed any more. */
  @Override
  public void requireOpen() {
    if (ports.isClosed()) {
      throw new IllegalStateException(String.format(Locale.ROOT, "link \"%s\" is closed", name()));
    }
  }

  @Override
  public boolean isStrict() {
    return options.isStrict();
  }

  LinkStatistics statistics() {
    return withKernelDrops(counts(), new KernelLook());
  }

  /** Those figures that cost nothing: the kernel's are left out. */
  LinkStatistics counts() {
    return settled(this::counted);
  }

  /** The system's table is read without the lock: that takes its time. */
  LinkStatistics withKernelDrops(LinkStatistics counted, DropCounts kernel) {
    kernel.look();
    return locked(
        () ->
            new LinkStatistics(
                counted.toServer().with(ports.kernelDrops(LinkDirection.TO_SERVER, kernel)),
                counted.toClient().with(ports.kernelDrops(LinkDirection.TO_CLIENT, kernel)),
                counted.clients()));
  }

  int receiveBuffer() {
    return front.socket().grantedReceiveBuffer();
  }

  private LinkStatistics counted() {
    return new LinkStatistics(
        traffic.counts(LinkDirection.TO_SERVER).snapshot(),
        traffic.counts(LinkDirection.TO_CLIENT).snapshot(),
        ports.clientCount());
  }

  @Override
  public String name() {
    return options.name();
  }

  @Override
  public boolean hasPort(InetSocketAddress address) {
    return locked(() -> ports.addresses()).stream()
        .anyMatch(
            port ->
                port.getPort() == address.getPort()
                    && (port.getAddress().isAnyLocalAddress() || port.equals(address)));
  }

  @Override
  public OptionalLong kernelDrops(DropCounts kernel) {
    LinkStatistics known = withKernelDrops(locked(this::counted), kernel);
    return known.toServer().plus(known.toClient()).kernelDrops();
  }

  @Override
  public LinkHistory history() {
    return drained(
        () -> {
          LinkStatistics now = counted();
          LinkStatistics.Flow all = now.toServer().plus(now.toClient());
          return new LinkHistory(
              name(),
              ports.addresses(),
              log.steps(),
              new LinkHistory.Figures(
                  all.entered(),
                  all.passed() + all.duplicates() + all.replies(),
                  all.held(),
                  log.forgotten(),
                  OptionalLong.empty()));
        });
  }

  /** Closes the sockets; false where that was done before. */
  boolean close() {
    boolean[] isFirst = {false};
    List<RelaySocket> sockets =
        drained(
            () -> {
              isFirst[0] = !ports.isClosed();
              if (isFirst[0]) {
                log.event("close", "");
                traffic.close();
              }
              return ports.close();
            });
    release(sockets);
    return isFirst[0];
  }

  /** Shuts all first, so that the loop lets go of them at once. */
  private void release(List<RelaySocket> sockets) {
    try {
      for (RelaySocket socket : sockets) {
        socket.shut();
      }
      for (RelaySocket socket : sockets) {
        socket.close();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(
          String.format(Locale.ROOT, "cannot close link \"%s\": %s", name(), failure), failure);
    }
  }
}
