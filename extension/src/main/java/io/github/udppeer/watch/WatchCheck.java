package io.github.udppeer.watch;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.internal.kernel.KernelDrops;
import io.github.udppeer.internal.kernel.KernelLook;
import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.timeline.PeerNames;
import io.github.udppeer.internal.watch.Happening;
import io.github.udppeer.internal.watch.SocketView;
import io.github.udppeer.internal.watch.Watching;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.WritableAssertionInfo;

/** What the assertions on the code's sockets verify. */
final class WatchCheck {

  private final GroupWatch watch;
  private final Selection selection;
  private final WritableAssertionInfo info;

  WatchCheck(GroupWatch watch, Selection selection, WritableAssertionInfo info) {
    this.watch = watch;
    this.selection = selection;
    this.info = info;
  }

  private List<SocketView> sockets() {
    return watch.sockets(selection);
  }

  WatchText expecting(String expectation) {
    return WatchText.expecting(watch, selection, expectation);
  }

  void truncatedNothing() {
    String expectation = "have truncated nothing";
    List<SocketView> sockets = measured(expectation);
    long count = cuts(sockets);
    if (count > 0) {
      throw expecting(expectation)
          .line("but " + Words.datagrams(count) + (count == 1 ? " was" : " were") + " cut:")
          .few(cut(sockets), WatchCheck::words)
          .others()
          .error(info);
    }
  }

  List<CutDatagram> cutDatagrams(int expected) {
    String expectation = "have cut " + Words.datagrams(expected);
    List<SocketView> sockets = measured(expectation);
    long count = cuts(sockets);
    if (count != expected) {
      throw expecting(expectation)
          .line(count == 0 ? "but none was cut" : "but these " + Words.number(count) + " were:")
          .few(cut(sockets), WatchCheck::words)
          .others()
          .error(info);
    }
    return cut(sockets);
  }

  private static String words(CutDatagram cut) {
    return cut.toString();
  }

  private static List<CutDatagram> cut(List<SocketView> sockets) {
    return sockets.stream().flatMap(socket -> CutDatagram.of(socket).stream()).toList();
  }

  private static long cuts(List<SocketView> sockets) {
    return sockets.stream()
        .flatMap(socket -> socket.flows().stream())
        .mapToLong(SocketView.Flow::cutCount)
        .sum();
  }

  /** The sockets, all of whose receives were measured: without that nobody knows what was cut. */
  private List<SocketView> measured(String expectation) {
    List<SocketView> sockets = sockets();
    String unmeasured = Watching.unmeasured();
    if (!unmeasured.isEmpty()) {
      throw expecting(expectation).line("but that was not measured: " + unmeasured).error(info);
    }
    List<SocketView> unsure =
        sockets.stream()
            .filter(it -> it.flows().stream().anyMatch(flow -> flow.unmeasured() > 0))
            .toList();
    if (!unsure.isEmpty()) {
      throw expecting(expectation)
          .line("but the length of some datagrams was not measured, on")
          .few(unsure, WatchText::words)
          .error(info);
    }
    return sockets;
  }

  void receivedInto(int atLeast) {
    String expectation = "have received into " + Words.bytes(atLeast) + " or more";
    List<Happening> smallest =
        measured(expectation).stream()
            .flatMap(socket -> socket.flows().stream())
            .map(SocketView.Flow::smallest)
            .filter(Objects::nonNull)
            .toList();
    if (smallest.isEmpty()) {
      throw expecting(expectation).line("but they received nothing").others().error(info);
    }
    List<Happening> smaller = smallest.stream().filter(it -> it.offered() < atLeast).toList();
    if (!smaller.isEmpty()) {
      throw expecting(expectation)
          .line("but:")
          .few(smaller, it -> place(it) + " offered " + Words.bytes(it.offered()))
          .others()
          .error(info);
    }
  }

  private static String place(Happening happening) {
    return happening.place() == null ? "the code" : happening.place().words();
  }

  void sentOnlyTo(List<InetSocketAddress> allowed) {
    List<SocketView.Flow> elsewhere =
        sockets().stream()
            .flatMap(socket -> socket.flows().stream())
            .filter(flow -> flow.sent() > 0 && !allowed.contains(flow.address()))
            .toList();
    if (!elsewhere.isEmpty()) {
      PeerNames names = watch.names();
      throw expecting("have sent only to " + words(allowed, names))
          .line("but:")
          .few(elsewhere, flow -> words(flow, names))
          .others()
          .error(info);
    }
  }

  private static String words(List<InetSocketAddress> addresses, PeerNames names) {
    return String.join(", ", addresses.stream().map(names::address).toList());
  }

  private static String words(SocketView.Flow flow, PeerNames names) {
    Happening first = Objects.requireNonNull(flow.firstSend());
    return place(first)
        + " sent "
        + (flow.sent() == 1 ? Words.bytes(first.length()) : Words.datagrams(flow.sent()))
        + " to "
        + names.address(flow.address());
  }

  void leftNothingOpen() {
    if (!watch.await(() -> open().isEmpty())) {
      throw expecting("have left nothing open")
          .line("but " + Words.duration(watch.patience()) + " later these are open:")
          .few(open(), WatchText::words)
          .others()
          .error(info);
    }
  }

  private List<SocketView> open() {
    return sockets().stream().filter(SocketView::isOpen).toList();
  }

  void neverWaitedWithoutTimeout() {
    List<SocketView> endless =
        sockets().stream().filter(it -> it.endlessWait().isPresent()).toList();
    if (!endless.isEmpty()) {
      throw expecting("never have waited for a datagram without a time-out")
          .line("but:")
          .few(endless, it -> it.endlessWait().orElseThrow().words() + " did, on " + it.name())
          .others()
          .error(info);
    }
  }

  void boundOnlyToLoopback() {
    List<SocketView> exposed =
        sockets().stream()
            .filter(it -> it.local().filter(WatchCheck::isExposed).isPresent())
            .toList();
    if (!exposed.isEmpty()) {
      throw expecting("have been bound only to loopback")
          .line("but:")
          .few(exposed, WatchText::words)
          .others()
          .error(info);
    }
  }

  private static boolean isExposed(InetSocketAddress local) {
    return !local.getAddress().isLoopbackAddress();
  }

  void receivedAllFrom(DatagramPeer peer) {
    WatchText text = expecting("have received all that " + peer + " sent");
    if (peer.sent().isEmpty()) {
      throw text.line("but it sent nothing").others().error(info);
    }
    boolean received = watch.await(() -> unread(peer).isEmpty());
    if (!received) {
      throw text.line("but " + Words.duration(watch.patience()) + " later:")
          .few(unread(peer), it -> it)
          .others()
          .error(info);
    }
  }

  /** What was sent and did not come, in words, by destination. */
  private List<String> unread(DatagramPeer peer) {
    Map<InetSocketAddress, List<Datagram>> sent = new LinkedHashMap<>();
    peer.sent()
        .forEach(it -> sent.computeIfAbsent(it.destination(), any -> new ArrayList<>()).add(it));
    List<SocketView> sockets = sockets();
    List<String> unread = new ArrayList<>();
    sent.forEach(
        (to, datagrams) -> {
          List<SocketView> readers = sockets.stream().filter(it -> isAt(it, to)).toList();
          if (readers.isEmpty()) {
            unread.add(
                Words.datagrams(datagrams.size())
                    + " sent to "
                    + Words.address(to)
                    + ", where no socket of the code was seen");
            return;
          }
          long left = datagrams.size() - received(readers, peer.address()) - dropped(readers);
          if (left > 0) {
            Datagram first = datagrams.get((int) (datagrams.size() - left));
            unread.add(
                String.format(
                    Locale.ROOT,
                    "%s not received by %s (%s), from the one of %s on",
                    Words.datagrams(left),
                    readers.get(0).name(),
                    Words.address(to),
                    Words.bytes(first.wireLength())));
          }
        });
    return unread;
  }

  private static boolean isAt(SocketView socket, InetSocketAddress to) {
    return socket
        .local()
        .filter(it -> it.getPort() == to.getPort())
        .filter(it -> it.getAddress().isAnyLocalAddress() || it.equals(to))
        .isPresent();
  }

  private static long received(List<SocketView> readers, InetSocketAddress from) {
    return readers.stream()
        .flatMap(it -> it.flows().stream())
        .filter(flow -> flow.address().equals(from))
        .mapToLong(SocketView.Flow::received)
        .sum();
  }

  /** What the kernel dropped on these sockets, as far as it counts that. */
  private static long dropped(List<SocketView> readers) {
    KernelLook kernel = new KernelLook();
    return readers.stream()
        .flatMap(it -> it.local().stream())
        .mapToLong(it -> KernelDrops.of(it, kernel).counted(kernel).orElse(0))
        .sum();
  }
}
