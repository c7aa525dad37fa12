package io.github.udppeer.internal.timeline;

import io.github.udppeer.internal.core.ArrivalWait.Waiter;
import io.github.udppeer.internal.core.CaptureView.LogCounts;
import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The state of peers in words, for the moment at which a test hangs. */
public final class StateDump {

  /** Where a wait comes from before it comes from a test: the faces, and the rooms behind them. */
  private static final String FACES = "io.github.udppeer";

  private static final String ROOMS = "io.github.udppeer.internal.";

  private static final int MOST_PEERS = 64;
  private static final int LONGEST_TITLE = 300;

  private StateDump() {}

  /**
   * Describes of each peer what it holds and who waits on it, and then their timeline.
   *
   * @param title the test
   * @param clock from when the timeline counts
   * @param participants the peers, and the links between them
   */
  public static String of(String title, TimelineClock clock, Participants participants) {
    List<String> lines = new ArrayList<>();
    lines.add("Peers of " + Words.printable(title, LONGEST_TITLE) + ":");
    List<Lifeline> shown = shown(participants.peers());
    shown.forEach(lifeline -> addPeer(lifeline, lines));
    if (shown.size() < participants.peers().size()) {
      int more = participants.peers().size() - shown.size();
      lines.add("  and " + Words.number(more) + " more peers");
    }
    lines.add("");
    if (!participants.equals(Participants.NONE)) {
      lines.addAll(Timeline.render(clock, participants));
    }
    return Words.visible(String.join("\n", lines));
  }

  /** Of very many those on which somebody waits come first: a test that hangs is one of these. */
  private static List<Lifeline> shown(List<Lifeline> peers) {
    return peers.size() <= MOST_PEERS
        ? peers
        : peers.stream()
            .sorted(Comparator.comparing(peer -> peer.socket().waiters().isEmpty()))
            .limit(MOST_PEERS)
            .toList();
  }

  private static void addPeer(Lifeline lifeline, List<String> lines) {
    CapturedSocket socket = lifeline.socket();
    LogCounts received = socket.capturedCounts();
    lines.add(
        String.format(
            Locale.ROOT,
            "  peer \"%s\" (%s)%s: %s received, %s pending, %s sent",
            lifeline.name(),
            Words.address(socket.localAddress()),
            socket.isClosed() ? ", closed" : "",
            Words.number(received.appended()),
            Words.number(received.pending()),
            Words.number(socket.sentCounts().appended())));
    socket.waiters().forEach(waiter -> lines.add("    " + words(waiter)));
  }

  private static String words(Waiter waiter) {
    Duration waited = Duration.ofNanos(System.nanoTime() - waiter.sinceNanos());
    return String.format(
        Locale.ROOT,
        "thread \"%s\" has waited %s for %s%s",
        Words.printable(waiter.thread().getName(), LONGEST_TITLE),
        Words.duration(waited),
        waiter.what(),
        caller(waiter.thread()));
  }

  private static String caller(Thread thread) {
    return Stream.of(thread.getStackTrace())
        .filter(frame -> !isInside(frame.getClassName()))
        .findFirst()
        .map(frame -> ", at " + frame)
        .orElse("");
  }

  private static boolean isInside(String className) {
    return className.startsWith("java.")
        || className.startsWith("jdk.")
        || className.startsWith(ROOMS)
        || FACES.equals(className.substring(0, Math.max(0, className.lastIndexOf('.'))));
  }
}
