package io.github.udppeer.report;

import io.github.udppeer.core.CaptureView;
import io.github.udppeer.core.CapturedSocket;
import io.github.udppeer.core.SocketEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * What happened to the peers of a test, on one clock.
 *
 * <p>Only the latest lines are gathered, so a peer that captured a million datagrams costs no more
 * than one that captured twenty.
 */
public final class Timeline {

  /** How it begins. */
  static final String HEADING = "Timeline (t = 0 when ";

  private static final int MOST_LINES = 20;

  private static final int LONGEST_NAME = 24;

  /** What happened, and beside it what is left out where the line would be too wide. */
  private record Line(
      long nanos, int order, String lifeline, String what, String beside, String mark) {}

  private final Clock clock;
  private final PeerNames names;
  private final List<Line> lines = new ArrayList<>();
  private long total;
  private int order;

  private Timeline(Clock clock, Participants participants) {
    this.clock = clock;
    this.names = new PeerNames(participants);
  }

  /**
   * From when a timeline counts.
   *
   * @param zeroNanos the monotonic clock's reading then
   * @param zero what happened then: {@code the test started}
   */
  public record Clock(long zeroNanos, String zero) {

    /** Returns a reading of the monotonic clock as {@code +1.2 ms}. */
    public String time(long nanos) {
      return (nanos < zeroNanos ? "-" : "+") + magnitude(nanos) + " ms";
    }

    private String magnitude(long nanos) {
      return String.format(Locale.ROOT, "%,.1f", Math.abs(nanos - zeroNanos) / 1e6);
    }
  }

  /**
   * Gathers the timeline of these peers and renders it.
   *
   * @param clock from when it counts
   * @param participants the peers, and the links between them
   * @param subject the peer that an assertion is about
   * @param marks gives a received datagram's mark by its index, empty where the assertion is not
   *     about it
   */
  public static List<String> render(
      Clock clock, Participants participants, CapturedSocket subject, LongFunction<String> marks) {
    return new Timeline(clock, participants)
        .gather(participants, socket -> socket == subject ? marks : index -> "")
        .render();
  }

  /** Gathers the timeline and renders it, without marks. */
  public static List<String> render(Clock clock, Participants participants) {
    return new Timeline(clock, participants).gather(participants, any -> index -> "").render();
  }

  /** Tells whether a text has a timeline in it. */
  public static boolean isIn(String text) {
    return text.contains(HEADING);
  }

  private Timeline gather(
      Participants participants, Function<CapturedSocket, LongFunction<String>> marks) {
    participants.peers().forEach(peer -> add(peer, marks.apply(peer.socket())));
    participants.links().forEach(link -> add(link.history()));
    return this;
  }

  private void add(LinkHistory link) {
    for (LinkHistory.Step step : link.steps()) {
      if (step.isNotable()) {
        String what = step.verb() + step.datagram().map(Timeline::words).orElse("");
        String beside = step.datagram().isPresent() ? step.beside() : "";
        String event = step.datagram().isPresent() ? "" : "  " + step.beside();
        add(new Line(step.nanos(), order++, shortened(link.name()), what + event, beside, ""));
      }
    }
  }

  private static String words(LinkHistory.Carried datagram) {
    return String.format(
        Locale.ROOT,
        "  %s B %s -> %s",
        Words.number(datagram.wireLength()),
        Words.address(datagram.from()),
        Words.address(datagram.to()));
  }

  private void add(Lifeline lifeline, LongFunction<String> marks) {
    for (SocketEvent event : lifeline.socket().events()) {
      add(event.nanos(), lifeline.name(), words(event, lifeline.socket()));
    }
    addDatagrams(lifeline, marks);
  }

  private void addDatagrams(Lifeline lifeline, LongFunction<String> marks) {
    try (CaptureView sent = lifeline.socket().sent()) {
      addLatest(sent, lifeline.name(), "send", "->", index -> "");
    }
    try (CaptureView received = receivedBy(lifeline)) {
      addLatest(received, lifeline.name(), "recv", "<-", marks);
    }
  }

  /** A socket that failed still shows what it had captured. */
  private CaptureView receivedBy(Lifeline lifeline) {
    try {
      return lifeline.socket().received();
    } catch (IOException broken) {
      add(System.nanoTime(), lifeline.name(), "fail  " + broken.getMessage());
      return lifeline.socket().captured();
    }
  }

  private void addLatest(
      CaptureView view, String name, String verb, String arrow, LongFunction<String> marks) {
    int first = Math.max(0, view.size() - MOST_LINES);
    total += first;
    for (int entry = first; entry < view.size(); entry++) {
      InetSocketAddress address = view.address(entry);
      String bytes = Words.number(view.length(entry));
      String what =
          String.format(Locale.ROOT, "%s  %s B %s %s", verb, bytes, arrow, Words.address(address));
      String mark = marks.apply(view.index(entry));
      add(
          new Line(
              view.nanos(entry),
              order++,
              shortened(name),
              what,
              names.beside(address),
              mark.isEmpty() ? "" : "   <-- " + mark));
    }
  }

  private static String words(SocketEvent event, CapturedSocket socket) {
    return switch (event.kind()) {
      case BIND -> "bind  " + Words.address(socket.localAddress());
      case CLEAR -> "clear  " + Words.datagrams(event.datagrams()) + " forgotten";
      case DOWN -> "down";
      case UP -> "up    " + Words.address(socket.localAddress());
      case FREEZE -> "freeze";
      case THAW -> "thaw";
      case CLOSE -> "close";
    };
  }

  private void add(long nanos, String name, String what) {
    add(new Line(nanos, order++, shortened(name), what, "", ""));
  }

  private void add(Line line) {
    lines.add(line);
    total++;
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 3) + "...";
  }

  private List<String> render() {
    lines.sort(Comparator.comparingLong(Line::nanos).thenComparingInt(Line::order));
    int first = Math.max(0, lines.size() - MOST_LINES);
    List<Line> shown = lines.subList(first, lines.size());
    int names = shown.stream().mapToInt(line -> line.lifeline().length()).max().orElse(0);
    int times =
        shown.stream().mapToInt(line -> clock.magnitude(line.nanos()).length()).max().orElse(0);
    List<String> rendered = new ArrayList<>();
    rendered.add(
        String.format(
            Locale.ROOT,
            HEADING + "%s; last %s of %s):",
            clock.zero(),
            Words.number(shown.size()),
            Words.number(total)));
    for (Line line : shown) {
      rendered.add(rendered(line, Math.max(5, times), names));
    }
    return rendered;
  }

  private String rendered(Line line, int times, int names) {
    String what =
        String.format(
            Locale.ROOT,
            "  %s%s ms  %s  %s",
            line.nanos() < clock.zeroNanos() ? "-" : "+",
            padded(clock.magnitude(line.nanos()), times, true),
            padded(line.lifeline(), names, false),
            line.what());
    String whole = what + line.beside() + line.mark();
    return whole.length() <= Words.COLUMNS ? whole : what + line.mark();
  }

  private static String padded(String text, int width, boolean right) {
    String blanks = " ".repeat(width - text.length());
    return right ? blanks + text : text + blanks;
  }
}
