package io.github.udppeer.internal.evidence;

import io.github.udppeer.internal.evidence.ExchangePeer.Beyond;
import io.github.udppeer.internal.evidence.ExchangePeer.Figures;
import io.github.udppeer.internal.evidence.ExchangePeer.Note;
import io.github.udppeer.internal.timeline.CodeWords;
import io.github.udppeer.internal.timeline.PeerNames;
import io.github.udppeer.internal.watch.Happening;
import io.github.udppeer.internal.watch.SocketView;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Shows a socket of the code under test as one more participant of an exchange. What it exchanged
 * with the peers, they have captured; beside that it has what it did alone.
 */
public final class CodeExchange {

  private CodeExchange() {}

  /** Returns the socket as a report shows it; empty where it was never bound. */
  public static Optional<ExchangePeer> of(SocketView socket, PeerNames names) {
    return socket.local().map(local -> of(socket, local, names));
  }

  private static ExchangePeer of(SocketView socket, InetSocketAddress local, PeerNames names) {
    List<Note> notes =
        socket.latest().stream()
            .filter(it -> !isCaptured(it, names))
            .map(it -> new Note(it.nanos(), CodeWords.words(it)))
            .toList();
    String name = CodeWords.name(socket);
    return new ExchangePeer(
        name,
        local,
        List.of(),
        List.of(),
        new Figures(
            count(socket, SocketView.Flow::received),
            count(socket, SocketView.Flow::sent),
            0,
            OptionalLong.empty(),
            0,
            0,
            0),
        Optional.of(new Beyond(name, ports(local), notes)));
  }

  /** One that is bound to no address in particular is reached on loopback too. */
  private static Set<InetSocketAddress> ports(InetSocketAddress local) {
    return local.getAddress().isAnyLocalAddress()
        ? Set.of(local, new InetSocketAddress(InetAddress.getLoopbackAddress(), local.getPort()))
        : Set.of(local);
  }

  private static long count(SocketView socket, ToLongFunction<SocketView.Flow> number) {
    return socket.flows().stream().mapToLong(number).sum();
  }

  /** A datagram that went well, and that a peer has at its end. */
  private static boolean isCaptured(Happening happening, PeerNames names) {
    boolean isDatagram =
        happening.kind() == Happening.Kind.SEND || happening.kind() == Happening.Kind.RECEIVE;
    InetSocketAddress other = happening.address();
    return isDatagram
        && happening.trouble().isEmpty()
        && happening.lost() == 0
        && other != null
        && names.isKnown(other);
  }
}
