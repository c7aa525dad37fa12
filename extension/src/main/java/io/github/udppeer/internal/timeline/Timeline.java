package io.github.udppeer.internal.timeline;

import io.github.udppeer.internal.core.CaptureView;
import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.core.SocketEvent;
import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.watch.Happening;
import io.github.udppeer.internal.watch.SocketView;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What happened to the peers of a test, on one clock.
 *
 * <p>Only the latest lines are gathered, so a peer that captured a million datagrams costs no more
 * than one that captured twenty.
 */
public final class Timeline {

  /** How it begins. */
  public static final String HEADING = "Timeline (t = 0 when ";

  private static final int MOST_LINES = 20;

  /** A moment that no message waits for, and that can be added to any. */
  private static final long FUTURE = Long.MAX_VALUE / 4;

  /** One direction of a socket. */
  private record Flow(CapturedSocket socket, String name, boolean isReceived) {
    String what(String length, String address) {
      return isReceived
          ? String.format(Locale.ROOT, "recv  %s B <- %s", length, address)
          : String.format(Locale.ROOT, "send  %s B -> %s", length, address);
    }
  }

  private final TimelineClock clock;
  private final PeerNames names;
  private final Map<Asserted, String> marks;
  private final long untilNanos;
  private final List<TimelineLine> lines = new ArrayList<>();
  private long total;
  private int order;

  private Timeline(
      TimelineClock clock,
      Participants participants,
      long untilNanos,
      Map<Asserted, String> marks) {
    this.clock = clock;
    this.names = new PeerNames(participants);
    this.untilNanos = untilNanos;
    this.marks = marks;
  }

  /**
   * Gathers the timeline of these peers and renders it.
   *
   * @param clock from when it counts
   * @param participants the peers, and the links between them
   * @param untilNanos the moment with which it ends
   * @param marks the datagrams that an assertion is about, which are shown however long ago they
   *     were, and how each is marked
   */
  public static List<String> render(
      TimelineClock clock,
      Participants participants,
      long untilNanos,
      Map<Asserted, String> marks) {
    return new Timeline(clock, participants, untilNanos, marks).gather(participants).render();
  }

  /** Gathers the timeline as it is now and renders it, without marks. */
  public static List<String> render(TimelineClock clock, Participants participants) {
    return render(clock, participants, System.nanoTime() + FUTURE, Map.of());
  }

  /** Returns whether a text has a timeline in it. */
  public static boolean isIn(String text) {
    return text.contains(HEADING);
  }

  private Timeline gather(Participants participants) {
    participants.peers().forEach(this::add);
    participants.links().forEach(link -> add(link.history()));
    participants.code().forEach(this::add);
    return this;
  }

  private void add(LinkHistory link) {
    for (LinkHistory.Step step : link.steps()) {
      if (step.isNotable() && isInTime(step.nanos())) {
        String beside = step.datagram().isPresent() ? step.beside() : "";
        TimelineLine.Remarks remarks = new TimelineLine.Remarks(() -> beside, "", false);
        add(new TimelineLine(step.nanos(), order++, link.name(), () -> words(step), remarks));
      }
    }
  }

  private void add(SocketView socket) {
    for (Happening happening : socket.latest()) {
      if (isInTime(happening.nanos())) {
        add(happening.nanos(), CodeWords.name(socket), () -> CodeWords.words(happening));
      }
    }
  }

  private static String words(LinkHistory.Step step) {
    return step.verb() + step.datagram().map(Timeline::words).orElseGet(() -> "  " + step.beside());
  }

  private static String words(LinkHistory.Carried datagram) {
    return String.format(
        Locale.ROOT,
        "  %s B %s -> %s",
        Words.number(datagram.wireLength()),
        Words.address(datagram.from()),
        Words.address(datagram.to()));
  }

  private boolean isInTime(long nanos) {
    return nanos - untilNanos <= 0;
  }

  private void add(Lifeline lifeline) {
    for (SocketEvent event : lifeline.socket().events()) {
      if (isInTime(event.nanos())) {
        add(event.nanos(), lifeline.name(), () -> words(event, lifeline.socket()));
      }
    }
    try (CaptureView sent = untilThen(lifeline.socket().sent())) {
      addLatest(sent, new Flow(lifeline.socket(), lifeline.name(), false));
    }
    try (CaptureView received = untilThen(receivedBy(lifeline))) {
      addLatest(received, new Flow(lifeline.socket(), lifeline.name(), true));
    }
    addUnkept(lifeline.socket().sentCounts().dropped(), lifeline.name());
  }

  /** Nobody is to believe that nothing else was sent. */
  private void addUnkept(long sends, String name) {
    if (sends > 0) {
      String which = Words.datagrams(sends) + " more, which the capture log had no room for";
      add(System.nanoTime(), name, () -> "send  " + which);
    }
  }

  private CaptureView untilThen(CaptureView view) {
    return view.first(view.countUntil(untilNanos));
  }

  /** A socket that failed still shows what it had captured. */
  private CaptureView receivedBy(Lifeline lifeline) {
    try {
      return lifeline.socket().received();
    } catch (IOException broken) {
      add(System.nanoTime(), lifeline.name(), () -> "fail  " + broken.getMessage());
      return lifeline.socket().captured();
    }
  }

  private void addLatest(CaptureView view, Flow flow) {
    int first = Math.max(0, view.size() - MOST_LINES);
    total += first;
    marks.keySet().stream()
        .filter(it -> it.socket() == flow.socket() && it.isReceived() == flow.isReceived())
        .mapToLong(it -> it.index() - view.index(0))
        .filter(entry -> entry >= 0 && entry < first)
        .sorted()
        .forEach(
            entry -> {
              total--;
              add(view, (int) entry, flow);
            });
    for (int entry = first; entry < view.size(); entry++) {
      add(view, entry, flow);
    }
  }

  private void add(CaptureView view, int entry, Flow flow) {
    InetSocketAddress address = view.address(entry);
    int length = view.length(entry);
    String mark = marks.get(new Asserted(flow.socket(), flow.isReceived(), view.index(entry)));
    TimelineLine.Remarks remarks =
        new TimelineLine.Remarks(
            () -> names.beside(address),
            mark == null ? "" : "   <-- " + mark,
            flow.isReceived() && view.isTogether(entry));
    add(
        new TimelineLine(
            view.nanos(entry),
            order++,
            flow.name(),
            () -> flow.what(Words.number(length), Words.address(address)),
            remarks));
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

  private void add(long nanos, String name, Supplier<String> what) {
    add(new TimelineLine(nanos, order++, name, what, TimelineLine.Remarks.NONE));
  }

  private void add(TimelineLine line) {
    lines.add(line);
    total++;
  }

  private List<String> render() {
    lines.sort(Comparator.comparingLong(TimelineLine::nanos).thenComparingInt(TimelineLine::order));
    List<TimelineLine> latest = lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
    List<TimelineLine> earlier =
        lines.subList(0, lines.size() - latest.size()).stream()
            .filter(TimelineLine::isAsserted)
            .toList();
    List<String> rendered = new ArrayList<>(List.of(heading(latest.size(), earlier.size())));
    rendered.addAll(TimelineLine.rendered(clock, earlier, latest));
    return rendered;
  }

  private String heading(int latest, int earlier) {
    return String.format(
        Locale.ROOT,
        HEADING + "%s; last %s of %s%s):",
        clock.zero(),
        Words.number(latest),
        Words.number(total),
        earlier == 0 ? "" : ", and " + Words.number(earlier) + " earlier");
  }
}
