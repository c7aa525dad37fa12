package io.github.udppeer.internal.evidence;

import io.github.udppeer.internal.core.SocketEvent;
import io.github.udppeer.internal.evidence.ExchangeDatagram.Fate;
import io.github.udppeer.internal.evidence.ExchangeDatagram.Via;
import io.github.udppeer.internal.evidence.ExchangePeer.Figures;
import io.github.udppeer.internal.evidence.ExchangePeer.Note;
import io.github.udppeer.internal.text.ShownPayload;
import io.github.udppeer.internal.timeline.PlainSocket;
import io.github.udppeer.internal.timeline.Standing;
import io.github.udppeer.internal.timeline.WallClock;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An exchange of which everything is given, the times too, so that its report is always the same.
 */
public final class HandMade {

  /** Sums of such readings overflow before the exchange ends, differences do not. */
  public static final long ZERO = (Long.MAX_VALUE >> 1) - 4_312_500;

  public static final InetSocketAddress CLIENT = at(4001);
  public static final InetSocketAddress SERVER = at(4002);
  public static final InetSocketAddress ENTRY = at(4003);
  public static final InetSocketAddress EXIT = at(4004);
  public static final InetSocketAddress AGENT = at(5000);
  public static final InetSocketAddress STRANGER = at(5001);

  static final Fate CONSUMED = fate(Standing.CONSUMED);
  static final Fate PENDING = fate(Standing.PENDING);

  private static final Figures FIGURES = figures(0);

  private HandMade() {}

  public static InetSocketAddress at(int port) {
    return new InetSocketAddress("127.0.0.1", port);
  }

  /** Returns the clock's reading so long after the test started. */
  public static long after(double millis) {
    return ZERO + Math.round(millis * 1e6);
  }

  static Fate fate(Standing standing) {
    return new Fate(standing, false, 2000, false, false);
  }

  static Figures figures(long leftOut) {
    return new Figures(5, 4, 1, OptionalLong.of(0), 0, 0, leftOut);
  }

  static ShownPayload payload(String text) {
    return ShownPayload.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static ExchangeDatagram sent(double millis, InetSocketAddress to, String text) {
    return new ExchangeDatagram(false, after(millis), to, payload(text), CONSUMED);
  }

  static ExchangeDatagram received(double millis, InetSocketAddress from, String text, Fate fate) {
    return new ExchangeDatagram(true, after(millis), from, payload(text), fate);
  }

  static SocketEvent event(double millis, SocketEvent.Kind kind) {
    return new SocketEvent(after(millis), kind, 0);
  }

  static ExchangePeer peer(String name, InetSocketAddress address, ExchangeDatagram... datagrams) {
    return new ExchangePeer(name, address, List.of(datagrams), List.of(), FIGURES);
  }

  static Exchange exchange(ExchangePeer... peers) {
    return new Exchange(
        "PingTests › answers()",
        Optional.empty(),
        List.of(),
        new WallClock(ZERO - 1_500_000_000, Instant.parse("2024-02-29T23:59:59.5Z")),
        ZERO,
        List.of(peers),
        List.of());
  }

  /** An exchange in which there is one of everything that a report can tell of. */
  static Exchange ofEverything() {
    return new Exchange(
        "PingTests › answers(\"<b>\")",
        Optional.of(
            new Exchange.Failure(
                after(400),
                "PingTests.java:24",
                "Expecting 3 < 2 & more\u0007\n\n"
                    + "Timeline (t = 0 when the test started; last 1 of 1):")),
        List.of(new Exchange.Note("Peers when the time-out struck", "none & nobody")),
        exchange().clock(),
        ZERO,
        List.of(client(), server(), link()),
        List.of(new PlainSocket("old", AGENT), new PlainSocket("agent", AGENT)));
  }

  private static ExchangePeer client() {
    Fate peeked = new Fate(Standing.PENDING, true, 4, true, false);
    Fate together = new Fate(Standing.PENDING, false, 0, false, true);
    return new ExchangePeer(
        "client",
        CLIENT,
        List.of(
            sent(1, SERVER, "PING"),
            received(2.5, SERVER, "PONG", peeked),
            sent(3, SERVER, "lost"),
            sent(4, CLIENT, ""),
            received(4.1, CLIENT, "", together),
            sent(4.5, CLIENT, "lost, too"),
            sent(6, AGENT, "\u0000\u0001\u0002 bytes"),
            sent(7, ENTRY, "through the link"),
            redacted(sent(9, SERVER, "password=hunter2"), true)),
        List.of(event(0, SocketEvent.Kind.BIND), event(300, SocketEvent.Kind.CLOSE)),
        FIGURES,
        Optional.empty());
  }

  private static ExchangeDatagram redacted(ExchangeDatagram datagram, boolean asserted) {
    ShownPayload shown =
        ShownPayload.of(datagram.payload().bytes(), any -> "***".getBytes(StandardCharsets.UTF_8));
    return datagram.showing(shown).assertedIf(asserted);
  }

  private static ExchangePeer server() {
    Fate cut = new Fate(Standing.ANSWERED, false, 10, false, true);
    return new ExchangePeer(
        "server",
        SERVER,
        List.of(
            received(1.25, CLIENT, "PING", CONSUMED),
            sent(2, CLIENT, "PONG"),
            sent(3.5, CLIENT, "lost"),
            received(5, STRANGER, "0123456789".repeat(6), cut),
            sent(6.5, STRANGER, "é".repeat(100)),
            received(8.75, EXIT, "through the link", fate(Standing.TAKEN)),
            received(9.5, CLIENT, "password=hunter2", fate(Standing.CONVERSED))),
        List.of(
            event(0.1, SocketEvent.Kind.BIND),
            event(10, SocketEvent.Kind.DOWN),
            event(11, SocketEvent.Kind.UP),
            event(12, SocketEvent.Kind.FREEZE),
            event(112, SocketEvent.Kind.THAW),
            new SocketEvent(after(262.5), SocketEvent.Kind.CLEAR, 2)),
        new Figures(1_234, 5, 6, OptionalLong.of(7), 8, 9, 2),
        Optional.empty());
  }

  private static ExchangePeer link() {
    return new ExchangePeer(
        "wire",
        ENTRY,
        List.of(
            carried(received(7.1, CLIENT, "through the link", CONSUMED), ENTRY, "delay by 1 ms"),
            carried(sent(8.5, SERVER, "through the link"), EXIT, "")),
        List.of(),
        new Figures(3, 2, 1, OptionalLong.empty(), 0, 0, 0),
        Optional.of(
            new ExchangePeer.Beyond(
                "link \"wire\"", Set.of(ENTRY, EXIT), List.of(new Note(after(0.2), "open")))));
  }

  private static ExchangeDatagram carried(
      ExchangeDatagram datagram, InetSocketAddress port, String verdict) {
    return new ExchangeDatagram(
        datagram.received(),
        datagram.nanos(),
        datagram.other(),
        datagram.payload(),
        datagram.fate(),
        Optional.of(new Via(port, verdict)));
  }
}
