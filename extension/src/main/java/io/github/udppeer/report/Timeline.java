package io.github.udppeer.report;

import io.github.udppeer.core.CaptureView;
import io.github.udppeer.core.CapturedSocket;
import io.github.udppeer.core.SocketEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.LongPredicate;

/**
 * What happened to the peers of a test, on one clock.
 *
 * <p>Only the latest lines are gathered, so a peer that captured a million datagrams costs no more
 * than one that captured twenty.
 */
public final class Timeline {

  /** How it begins. */
  static final String HEADING = "Timeline (t = 0 when the test started; ";

  private static final int MOST_LINES = 20;

  private record Line(long nanos, int order, String lifeline, String what) {}

  private final long zeroNanos;
  private final List<Line> lines = new ArrayList<>();
  private long total;
  private int order;

  private Timeline(long zeroNanos) {
    this.zeroNanos = zeroNanos;
  }

  /**
   * Gathers the timeline of these peers and renders it.
   *
   * @param zeroNanos the monotonic clock's reading when the test started
   * @param lifelines the peers
   * @param subject the peer that an assertion is about
   * @param asserted tells of a received datagram's index whether the assertion is about it
   */
  public static List<String> render(
      long zeroNanos, List<Lifeline> lifelines, CapturedSocket subject, LongPredicate asserted) {
    Timeline timeline = new Timeline(zeroNanos);
    for (Lifeline lifeline : lifelines) {
      timeline.add(lifeline, lifeline.socket() == subject ? asserted : index -> false);
    }
    return timeline.render();
  }

  private void add(Lifeline lifeline, LongPredicate asserted) {
    for (SocketEvent event : lifeline.socket().events()) {
      add(event.nanos(), lifeline.name(), words(event, lifeline.socket()));
    }
    addDatagrams(lifeline, asserted);
  }

  private void addDatagrams(Lifeline lifeline, LongPredicate asserted) {
    try (CaptureView sent = lifeline.socket().sent()) {
      addLatest(sent, lifeline.name(), "send", "->", index -> false);
    }
    try (CaptureView received = receivedBy(lifeline)) {
      addLatest(received, lifeline.name(), "recv", "<-", asserted);
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
      CaptureView view, String name, String verb, String arrow, LongPredicate asserted) {
    int first = Math.max(0, view.size() - MOST_LINES);
    total += first;
    for (int entry = first; entry < view.size(); entry++) {
      String what =
          "%s  %s B %s %s"
              .formatted(
                  verb,
                  Words.number(view.length(entry)),
                  arrow,
                  Words.address(view.address(entry)));
      boolean marked = asserted.test(view.index(entry));
      add(view.nanos(entry), name, marked ? what + "   <-- asserted" : what);
    }
  }

  private static String words(SocketEvent event, CapturedSocket socket) {
    return switch (event.kind()) {
      case BIND -> "bind  " + Words.address(socket.localAddress());
      case CLEAR -> "clear  " + Words.datagrams(event.datagrams()) + " forgotten";
      case CLOSE -> "close";
    };
  }

  private void add(long nanos, String name, String what) {
    lines.add(new Line(nanos, order++, name, what));
    total++;
  }

  private List<String> render() {
    lines.sort(Comparator.comparingLong(Line::nanos).thenComparingInt(Line::order));
    int first = Math.max(0, lines.size() - MOST_LINES);
    List<Line> shown = lines.subList(first, lines.size());
    int names = shown.stream().mapToInt(line -> line.lifeline().length()).max().orElse(0);
    int times = shown.stream().mapToInt(line -> time(line).length()).max().orElse(0);
    List<String> rendered = new ArrayList<>();
    rendered.add(
        (HEADING + "last %s of %s):").formatted(Words.number(shown.size()), Words.number(total)));
    for (Line line : shown) {
      rendered.add(
          "  %s%s ms  %s  %s"
              .formatted(
                  line.nanos() < zeroNanos ? "-" : "+",
                  padded(time(line), Math.max(5, times), true),
                  padded(line.lifeline(), names, false),
                  line.what()));
    }
    return rendered;
  }

  private String time(Line line) {
    return String.format(Locale.ROOT, "%,.1f", Math.abs(line.nanos() - zeroNanos) / 1e6);
  }

  private static String padded(String text, int width, boolean right) {
    String blanks = " ".repeat(width - text.length());
    return right ? blanks + text : text + blanks;
  }
}
