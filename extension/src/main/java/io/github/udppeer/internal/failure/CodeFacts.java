package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.kernel.SocketTable;
import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.timeline.PeerNames;
import io.github.udppeer.internal.watch.Happening;
import io.github.udppeer.internal.watch.SocketView;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the code under test did with its sockets that explains why nothing came. */
final class CodeFacts {

  private static final int MOST_OF_A_KIND = 2;

  private final FailureView view;

  CodeFacts(FailureView view) {
    this.view = view;
  }

  /** The surest first: what failed, what went elsewhere, what was cut, and what never began. */
  List<String> facts() {
    List<String> facts = new ArrayList<>();
    List<SocketView> sockets = view.participants().code();
    sockets.forEach(socket -> addFew(facts, failed(socket)));
    sockets.forEach(socket -> addFew(facts, strays(socket)));
    sockets.forEach(socket -> addFew(facts, cuts(socket)));
    sockets.forEach(socket -> silence(socket).ifPresent(facts::add));
    return facts;
  }

  private static void addFew(List<String> facts, List<String> more) {
    facts.addAll(more.subList(0, Math.min(MOST_OF_A_KIND, more.size())));
  }

  /** What the kernel refused; the code may have swallowed it. */
  private List<String> failed(SocketView socket) {
    return socket.latest().stream()
        .filter(it -> !it.trouble().isEmpty() && isBefore(it))
        .map(it -> failure(it, socket))
        .distinct()
        .toList();
  }

  private static String failure(Happening failed, SocketView socket) {
    String what =
        switch (failed.kind()) {
          case SEND -> "failed to send " + Words.bytes(failed.length()) + to(failed);
          case RECEIVE -> "failed to receive";
          case BIND -> "failed to bind" + to(failed);
          case CONNECT -> "failed to connect" + to(failed);
          default -> "failed to join" + to(failed);
        };
    return place(failed, socket) + " " + what + ": " + failed.trouble();
  }

  private static String to(Happening happening) {
    InetSocketAddress address = happening.address();
    return address == null ? "" : " to " + Words.address(address);
  }

  private boolean isBefore(Happening happening) {
    return happening.nanos() - view.nanos() <= 0;
  }

  /** What was sent where no peer, link or socket of the test is. */
  private List<String> strays(SocketView socket) {
    PeerNames names = view.names();
    return socket.flows().stream()
        .filter(flow -> !names.isKnown(flow.address()))
        .flatMap(flow -> stray(flow, socket).stream())
        .toList();
  }

  private Optional<String> stray(SocketView.Flow flow, SocketView socket) {
    Happening sent = flow.firstSend();
    return sent == null || !isBefore(sent)
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s sent %s to %s at %s%s; peer \"%s\" is %s",
                place(sent, socket),
                Words.bytes(sent.length()),
                Words.address(flow.address()),
                view.peer().context().clock().time(sent.nanos()),
                nobody(flow.address()),
                view.peer().name(),
                Words.address(view.peer().address())));
  }

  private String nobody(InetSocketAddress address) {
    Optional<SocketTable> table = view.kernel().table();
    return table
        .flatMap(it -> new DestinationFacts(it, view.names()).nothingBound(address))
        .map(nothing -> ", where nobody is bound")
        .orElse("");
  }

  private List<String> cuts(SocketView socket) {
    return socket.flows().stream()
        .flatMap(flow -> flow.cuts().stream())
        .filter(this::isBefore)
        .map(
            cut ->
                String.format(
                    Locale.ROOT,
                    "%s offered %s for a datagram of %s: %s lost",
                    place(cut, socket),
                    Words.bytes(cut.offered()),
                    Words.number(cut.length()),
                    Words.number(cut.lost())))
        .toList();
  }

  /** A socket that was closed before anything was sent, or has sent nothing so far. */
  private static Optional<String> silence(SocketView socket) {
    boolean hasSent = socket.flows().stream().anyMatch(flow -> flow.sent() > 0);
    boolean hasFailed = socket.latest().stream().anyMatch(it -> !it.trouble().isEmpty());
    if (hasSent || hasFailed || socket.opened().words().isEmpty()) {
      return Optional.empty();
    }
    String received = received(socket);
    return Optional.of(
        "the socket that "
            + socket.opened().words()
            + " opened "
            + (socket.isOpen()
                ? "is open, and has sent nothing" + received
                : "was closed with nothing sent" + received));
  }

  private static String received(SocketView socket) {
    long received = socket.flows().stream().mapToLong(SocketView.Flow::received).sum();
    return received == 0 ? " and received nothing" : " and received " + Words.datagrams(received);
  }

  private static String place(Happening happening, SocketView socket) {
    return happening.place() == null ? socket.name() : happening.place().words();
  }
}
