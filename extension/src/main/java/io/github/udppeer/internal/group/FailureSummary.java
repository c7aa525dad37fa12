package io.github.udppeer.internal.group;

import io.github.udppeer.internal.core.Deadline;
import io.github.udppeer.internal.failure.FailureText;
import io.github.udppeer.internal.failure.FailureView;
import io.github.udppeer.internal.failure.LikelyCauses;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.FirstFew;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.script.PeerScript;
import io.github.udppeer.internal.script.ScriptWords;
import io.github.udppeer.internal.script.Scripts;
import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.timeline.Participants;
import io.github.udppeer.internal.timeline.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The exchange in few lines, for a failure that may say nothing of it: what peers and their scripts
 * have left to do, what may have caused the failure, and the latest of the timeline.
 */
final class FailureSummary {

  private static final int MOST_LINES = 40;
  private static final int LEAST_OF_STATE = 8;
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final Group group;
  private final List<Peer> peers;

  FailureSummary(Group group) {
    this.group = group;
    this.peers = group.peersAround();
  }

  /**
   * Makes the text.
   *
   * @param isTold whether the failure has the timeline already, and with it the causes
   */
  String text(boolean isTold) {
    settle();
    Optional<FailureView> view = peers.stream().findFirst().map(FailureView::now);
    List<String> evidence = isTold ? List.of() : view.map(this::evidence).orElseGet(this::links);
    int room = Math.max(LEAST_OF_STATE, MOST_LINES - evidence.size());
    List<String> lines = new ArrayList<>(view.map(it -> state(it, isTold, room)).orElse(List.of()));
    if (!lines.isEmpty() && !evidence.isEmpty()) {
      lines.add("");
    }
    lines.addAll(evidence);
    return String.join("\n", lines);
  }

  /** What a script has not dealt with yet would pass for what it does not answer. */
  private void settle() {
    Deadline deadline = Deadline.after(MOMENT);
    for (Peer peer : peers) {
      Scripts.of(peer).ifPresent(script -> script.settleBriefly(deadline));
    }
  }

  private List<String> evidence(FailureView view) {
    List<String> lines =
        new FailureText(view).causes(new LikelyCauses(view).addAllOfTheTest()).lines();
    if (!lines.isEmpty()) {
      lines.remove(0); // a blank one
      lines.add("");
    }
    lines.addAll(Timeline.render(group.clock(), view.participants(), view.nanos(), Map.of()));
    return lines;
  }

  /** What is known without a peer. */
  private List<String> links() {
    Participants participants = group.participants();
    return participants.links().isEmpty()
        ? List.of()
        : Timeline.render(group.clock(), participants);
  }

  private List<String> state(FailureView view, boolean isTold, int room) {
    List<String> lines = new ArrayList<>();
    for (Peer peer : peers) {
      if (lines.size() <= room && !(isTold && isToldAnyway(peer))) {
        lines.addAll(state(view, peer));
      }
    }
    if (lines.size() > room) {
      lines.subList(room - 1, lines.size()).clear();
      lines.add("and more");
    }
    return lines;
  }

  /** The failure's own words name what is pending, and strictness has words for the rest. */
  private boolean isToldAnyway(Peer peer) {
    return Scripts.of(peer).isEmpty() || (peer.settings().strict() && peer.context().equals(group));
  }

  private static List<String> state(FailureView view, Peer peer) {
    Optional<PeerScript> script = Scripts.of(peer);
    FailureText text = new FailureText(view, peer);
    Optional<CapturedDatagram> current = script.flatMap(PeerScript::current);
    current.ifPresent(
        datagram -> text.line(peer + ": its script is at work on this:").listed(only(datagram)));
    Set<Long> known = current.map(each -> Set.of(each.index())).orElse(Set.of());
    FirstFew pending = view.unansweredOn(peer, known);
    if (!pending.isEmpty()) {
      String words = ScriptWords.pending(pending, which(script, current));
      text.line(peer + ": " + words).listed(pending);
    }
    script.ifPresent(used -> addScript(text, peer, used));
    return text.lines();
  }

  private static void addScript(FailureText text, Peer peer, PeerScript script) {
    add(text, peer + ": ", ScriptWords.unused(script.unused()));
    script.unfinished().forEach(each -> add(text, "", ScriptWords.unfinished(each)));
    add(text, peer + ": ", ScriptWords.due(script.sending().due()));
  }

  private static FirstFew only(CapturedDatagram datagram) {
    return FirstFew.of(List.of(datagram));
  }

  private static String which(Optional<PeerScript> script, Optional<CapturedDatagram> current) {
    if (script.isEmpty()) {
      return "";
    }
    return current.isPresent()
        ? " that its script has not dealt with yet"
        : " that its script does not answer";
  }

  private static void add(FailureText text, String subject, List<String> lines) {
    for (int number = 0; number < Math.min(lines.size(), FirstFew.MOST + 1); number++) {
      text.line(number == 0 ? subject + lines.get(0) : lines.get(number));
    }
    if (lines.size() > FirstFew.MOST + 1) {
      text.line("  and " + Words.number(lines.size() - FirstFew.MOST - 1) + " more");
    }
  }
}
