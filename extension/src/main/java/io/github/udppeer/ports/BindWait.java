package io.github.udppeer.ports;

import static java.util.stream.Collectors.joining;

import io.github.udppeer.internal.core.DatagramChannels;
import io.github.udppeer.internal.kernel.BindRefusal;
import io.github.udppeer.internal.kernel.BoundSocket;
import io.github.udppeer.internal.kernel.SocketTable;
import io.github.udppeer.internal.text.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One wait until something is bound to an address.
 *
 * <p>The kernel's socket table is preferred, because looking does not disturb: a trial bind holds
 * the port for an instant, and a server that binds in that instant fails with "address in use". Two
 * servers in a thousand did against tries 1 ms apart.
 */
final class BindWait {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(1);

  private final InetSocketAddress address;
  private final Duration limit;
  private final Supplier<Optional<SocketTable>> tables;

  BindWait(InetSocketAddress address, Duration limit, Supplier<Optional<SocketTable>> tables) {
    this.address = address;
    this.limit = limit;
    this.tables = tables;
  }

  void await() {
    boolean hasTable = tables.get().isPresent();
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(POLL_INTERVAL)
          .timeout(limit)
          // Other threads' exceptions are not ours, and defaults that a test has set must not act.
          .dontCatchUncaughtExceptions()
          .ignoreNoExceptions()
          .until(() -> isBound(hasTable) || failIfInterrupted());
    } catch (ConditionTimeoutException timeout) {
      failUnlessBound(hasTable);
    }
  }

  /** One more look, so that what the message says is so: the last one is a poll interval old. */
  private void failUnlessBound(boolean hasTable) {
    if (!isBound(hasTable)) {
      throw new PortNotBoundException(
          "nothing on this machine is bound to "
              + Words.address(address)
              + " after "
              + Words.duration(limit)
              + facts());
    }
  }

  /** Awaitility sleeps on when interrupted, so that the time-out would have to end the wait. */
  private boolean failIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new PortNotBoundException(
          "interrupted while waiting for a socket bound to " + Words.address(address));
    }
    return false;
  }

  private boolean isBound(boolean hasTable) {
    // Where there is a table, one that could not be read this time must not lead to a trial bind.
    return hasTable
        ? tables.get().filter(table -> !table.holding(address).isEmpty()).isPresent()
        : isOfThisMachine() && isTrialRefused();
  }

  private boolean isTrialRefused() {
    try (DatagramChannel trial = DatagramChannels.open(address.getAddress())) {
      trial.bind(address);
      return false;
    } catch (IOException failure) {
      return isInUse(new BindRefusal(failure), failure);
    }
  }

  /** To be refused for want of a right says nothing of who is bound there. */
  private boolean isInUse(BindRefusal refusal, IOException failure) {
    boolean isForbidden = refusal.isForbidden(address.getAddress());
    if (isForbidden || !(failure instanceof BindException)) {
      throw new UncheckedIOException(
          "cannot find out whether something is bound to "
              + Words.address(address)
              + ": this system shows no table of its sockets, and a trial bind ended with: "
              + refusal.words()
              + (isForbidden ? BindRefusal.privilege(address.getPort()) : ""),
          failure);
    }
    return refusal.isInUse();
  }

  /** What is bound there instead, and why nothing can be: empty where neither is known. */
  private String facts() {
    String foreign =
        isOfThisMachine()
            ? ""
            : "; no interface of this machine has the address " + Words.host(address.getAddress());
    return tables.get().map(this::neighbours).orElse("") + foreign;
  }

  private String neighbours(SocketTable table) {
    List<BoundSocket> holding = table.holding(address);
    String bound =
        table.onPort(address.getPort()).stream()
            .filter(socket -> !holding.contains(socket))
            .map(socket -> describe(socket, table))
            .distinct()
            .collect(joining(", "));
    return bound.isEmpty() ? "" : "; " + bound;
  }

  private static String describe(BoundSocket socket, SocketTable table) {
    return Words.address(socket.local())
        + " is bound"
        + table
            .holderOf(socket)
            .map(
                holder ->
                    " (process " + holder.pid() + " " + Words.printable(holder.command(), 40) + ")")
            .orElse("");
  }

  private boolean isOfThisMachine() {
    InetAddress host = address.getAddress();
    if (host.isAnyLocalAddress() || host.isLoopbackAddress() || host.isMulticastAddress()) {
      return true;
    }
    try {
      return NetworkInterface.getByInetAddress(host) != null;
    } catch (SocketException unknown) {
      return true; // then nothing is known against it
    }
  }
}
