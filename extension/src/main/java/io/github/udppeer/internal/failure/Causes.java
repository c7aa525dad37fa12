package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.kernel.SystemLimits;
import io.github.udppeer.internal.text.PartLikeness;
import io.github.udppeer.internal.text.PartPlace;
import io.github.udppeer.internal.text.PayloadLikeness;
import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.timeline.LinkHistory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The words for what may have caused a failure. Each is one fact that was counted, looked up or
 * compared, and names the setting that bears on it.
 */
public final class Causes {

  private Causes() {}

  /** The kernel's queue of the peer was full. */
  public static String kernelDropped(long count, int receiveBuffer) {
    return String.format(
        Locale.ROOT,
        "the kernel dropped %s on this socket (%s)",
        Words.datagrams(count),
        SystemLimits.receiveBufferWords(receiveBuffer));
  }

  /** A link dropped datagrams, or still holds some; empty where it let all pass. */
  public static Optional<String> keptBack(LinkHistory link) {
    long dropped = link.steps().stream().filter(step -> step.verb().equals("drop")).count();
    long held = link.figures().held();
    long unread = link.figures().kernelDrops().orElse(0);
    List<String> facts = new ArrayList<>();
    if (dropped > 0) {
      facts.add("has dropped " + Words.datagrams(dropped));
    }
    if (held > 0) {
      facts.add("holds " + Words.datagrams(held));
    }
    if (unread > 0) {
      facts.add(
          String.format(
              Locale.ROOT, "did not read %s, which the kernel dropped", Words.datagrams(unread)));
    }
    return facts.isEmpty()
        ? Optional.empty()
        : Optional.of("link \"" + link.name() + "\" " + String.join(" and ", facts));
  }

  /** A peer's port is closed. */
  public static String down(String peer) {
    return peer + " is down, and has been since down()";
  }

  /** A peer captures nothing. */
  public static String frozen(String peer) {
    return peer + " is frozen, and captures nothing since freeze()";
  }

  /** A peer's socket has failed. */
  public static String failed(String peer, String failure) {
    return peer + " can receive nothing any more: " + failure;
  }

  /** The peer's own log was full. */
  public static String logFull(long count, long limit) {
    return String.format(
        Locale.ROOT,
        "the capture log was full (captureLimit = %s) and dropped %s; raise it or clear() the peer",
        Words.number(limit),
        Words.datagrams(count));
  }

  /** The JVM had no direct memory left. */
  public static String memoryRefused(long count) {
    return String.format(
        Locale.ROOT,
        "no direct memory was left for %s; clear() peers, or raise -Xmx or -XX:MaxDirectMemorySize",
        Words.datagrams(count));
  }

  /** What was expected had been taken before. */
  public static String consumed(String which, String when) {
    return which + ", consumed: " + when;
  }

  /** Some were taken before, and it is not known which was expected. */
  public static String consumedBefore(long count, String last) {
    return Words.datagrams(count) + ", consumed; the last: " + last;
  }

  /** What was expected came before the peer was cleared. */
  public static String cleared(String which, String when) {
    return which + ", forgotten by clear(): " + when;
  }

  /** Some were cleared, and it is not known which was expected. */
  public static String clearedBefore(long count, String last) {
    return Words.datagrams(count) + ", forgotten by clear(); the last: " + last;
  }

  /** What was expected lies further back. */
  public static String pendingElsewhere(String when) {
    return "a fitting datagram is pending, but not at this place: " + when;
  }

  /** What was expected came, but too late for the assertion. */
  public static String late(String which, String after, String when) {
    return which + " came " + after + ":\n  " + when;
  }

  /** A reply came before its request was sent. */
  public static String beforeTheRequest(String when) {
    return "a datagram from there arrived before the request was sent: " + when;
  }

  /** Payloads that look the same. */
  public static Optional<String> alike(byte[] expected, byte[] actual) {
    return PayloadLikeness.between(expected, actual)
        .map(what -> "the payloads are equal but for " + what);
  }

  /** A payload that looks as if a part were in it. */
  public static Optional<String> alike(byte[] part, byte[] actual, PartPlace place) {
    String has =
        switch (place) {
          case START -> "begins with it";
          case END -> "ends with it";
          case ANYWHERE -> "contains it";
        };
    return PartLikeness.of(part, actual, place)
        .map(what -> "the payload " + has + " but for " + what);
  }

  /** A datagram was sent twice, or doubled on its way. */
  public static String repeated(String which, String before, String later) {
    return which + " has the payload of " + before + ", " + later + " later";
  }

  /** What belongs together came in two datagrams. */
  public static String together(String first, String second) {
    return first + " and " + second + " together are what was expected";
  }

  /** What was expected came in one datagram with another one. */
  public static String holdsTwo(String which, String other) {
    return which + " holds two: what was expected, and " + other + " behind it";
  }

  /** A buffer was sent that holds the end of what it was used for before. */
  public static String staleTail(String which, int offset, String before) {
    return which
        + " has, from offset "
        + Words.number(offset)
        + " on, the bytes that "
        + before
        + " has there";
  }

  /** A reply begins as its request does. */
  public static String requestsStart(String which, int length, String request) {
    return which + " begins with the first " + Words.bytes(length) + " of the request, " + request;
  }

  /** A reply is its request. */
  public static String isRequest(String which, String request) {
    return which + " is the request itself, " + request;
  }

  /** Another peer got the reply. */
  public static String cameToPeer(String peer, String when) {
    return peer + " got a datagram from there after the request:\n    " + when;
  }

  /** Another socket of this process has something that nobody has read. */
  public static String unreadBySocket(String socket, long bytes) {
    return socket + " has unread datagrams, which take " + Words.bytes(bytes) + " of its queue";
  }

  /** Another peer of the test holds what was sent to it. */
  public static String pendingOnPeer(String peer, long count) {
    return String.format(
        Locale.ROOT,
        "%s has %s pending that the test has not received",
        peer,
        Words.datagrams(count));
  }

  /** A peer of the test that is closed was where nothing is bound now; goes on from that. */
  public static String closedThere(String name) {
    return "; peer \"" + name + "\", which was, is closed";
  }

  /** A peer of an earlier test was where nothing is bound now; goes on from that. */
  public static String formerThere(String name) {
    return "; peer \"" + name + "\" of an earlier test was";
  }

  /** A group was joined on one interface, and is sent to by another one unless it is named. */
  public static String otherRoute(InetAddress group, String joined, String route) {
    return String.format(
        Locale.ROOT,
        "group %s was joined on %s; who names no interface sends to it by %s",
        group.getHostAddress(),
        joined,
        route);
  }

  /** Somebody may still send to earlier peers of the same name. */
  public static String toFormer(String name, String addresses, long unreached) {
    return String.format(
        Locale.ROOT,
        "peer \"%s\" of an earlier class was at %s, and since its closing %s came for ports that"
            + " nothing is bound to",
        name,
        addresses,
        Words.datagrams(unreached));
  }

  /** The source is a peer of another test of this run. */
  public static String fromOtherTest(InetSocketAddress source, String name) {
    return String.format(
        Locale.ROOT, "%s is peer \"%s\" of another test", Words.address(source), name);
  }

  /** The source was a peer of a test before. */
  public static String fromEarlierTest(InetSocketAddress source, String name) {
    return String.format(
        Locale.ROOT, "%s was peer \"%s\" of an earlier test", Words.address(source), name);
  }

  /** The peer has the port of one that is closed. */
  public static String recycledPort(InetSocketAddress local, String name, String before) {
    return String.format(
        Locale.ROOT,
        "port %d was that of peer \"%s\", which was closed %s before this one was bound",
        local.getPort(),
        name,
        before);
  }

  /** The source is a plain socket. */
  public static String fromProcess(InetSocketAddress source, String holder) {
    return String.format(Locale.ROOT, "%s is a socket of %s", Words.address(source), holder);
  }
}
