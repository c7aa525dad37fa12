package io.github.udppeer.internal.check;

import io.github.udppeer.internal.assertj.AssertionErrors;
import io.github.udppeer.internal.core.Deadline;
import io.github.udppeer.internal.failure.FailureText;
import io.github.udppeer.internal.failure.LikelyCauses;
import io.github.udppeer.internal.kernel.KernelLook;
import io.github.udppeer.internal.peer.FirstFew;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.script.PeerScript;
import io.github.udppeer.internal.script.Rule;
import io.github.udppeer.internal.script.ScriptWords;
import io.github.udppeer.internal.script.Scripts;
import io.github.udppeer.internal.script.Talk;
import io.github.udppeer.internal.text.Words;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.assertj.core.api.WritableAssertionInfo;
import org.opentest4j.AssertionFailedError;

/**
 * Verifies that a peer has nothing left to do: nothing pending, and nothing of its script unused.
 */
public final class Exhaustion {

  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(5);

  private final Peer peer;
  private final WritableAssertionInfo info;
  private final long sinceNanos;
  private boolean isBrief;

  public Exhaustion(Peer peer, WritableAssertionInfo info) {
    this(peer, info, System.nanoTime());
  }

  /**
   * One of several.
   *
   * @param sinceNanos when the waiting for all of them began: functions that hang do so together
   */
  public Exhaustion(Peer peer, WritableAssertionInfo info, long sinceNanos) {
    this.peer = peer;
    this.info = info;
    this.sinceNanos = sinceNanos;
  }

  /** Fails without a text, for whoever has texts enough and only counts. */
  public Exhaustion briefly(boolean brief) {
    isBrief = brief;
    return this;
  }

  /** Verifies that no datagram is pending but those that the script dealt with. */
  public void verifyNothingPending() {
    Scripts.of(peer).ifPresent(this::settle);
    verify(List.of(), List.of());
  }

  public void verify() {
    Optional<PeerScript> script = Scripts.of(peer);
    script.ifPresent(this::settle);
    verify(
        script.map(PeerScript::unused).orElse(List.of()),
        script.map(PeerScript::unfinished).orElse(List.of()));
  }

  private void verify(List<Rule> unused, List<Talk> unfinished) {
    long dropped = peer.history().counts().dropped();
    if (!peer.history().hasUnanswered()
        && unused.isEmpty()
        && unfinished.isEmpty()
        && dropped == 0) {
      return;
    }
    failBriefly();
    FailureText text = new FailureText(peer).line("Expecting " + peer + " to be exhausted");
    describePlace(text);
    FirstFew pending = text.view().unanswered();
    if (dropped > 0) {
      text.line("but datagrams were dropped, which nobody has seen:");
      LikelyCauses.lost(peer, new KernelLook()).forEach(fact -> text.line("  " + fact));
    }
    describePending(text, pending, Scripts.of(peer).isPresent());
    describeUnused(text, ScriptWords.unused(unused));
    text.few(
        unfinished,
        unfinished.size(),
        conversation -> describe(text, ScriptWords.unfinished(conversation)));
    if (pending.isEmpty()) {
      throw AssertionErrors.of(info, text);
    }
    text.causes(
        new LikelyCauses(text.view())
            .addStrangeSource(pending.first().get(0))
            .addRepeated(pending.first()));
    throw AssertionErrors.of(info, text, 0, pending.count());
  }

  private void describePlace(FailureText text) {
    String place = peer.context().placeOf(peer);
    if (!place.isEmpty()) {
      text.line("  " + place);
    }
  }

  /** Lets the script deal with all that has come, and fails where it does not. */
  public void settle(PeerScript script) {
    Duration waited = Duration.ofNanos(System.nanoTime() - sinceNanos);
    Duration left = peer.patience().scaled(patience()).minus(waited);
    Deadline deadline = left.isNegative() ? Deadline.now() : Deadline.after(left);
    boolean settled = script.settle(deadline);
    if (!settled) {
      failBriefly();
      throw AssertionErrors.of(info, stuck(script));
    }
  }

  private void failBriefly() {
    if (isBrief) {
      throw new AssertionFailedError(peer + " is not exhausted");
    }
  }

  /** On a busy machine a script gets its turn late, however short the peer's own limit is. */
  private Duration patience() {
    Duration limit = peer.receiveTimeout();
    return limit.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : limit;
  }

  private FailureText stuck(PeerScript script) {
    FailureText text =
        new FailureText(peer)
            .line("Expecting the script of " + peer + " to have dealt with all that came")
            .line(
                String.format(
                    Locale.ROOT,
                    "but a function of it has not returned within %s",
                    Words.duration(peer.patience().scaled(patience()))));
    script
        .current()
        .ifPresent(datagram -> text.line("it was called over this:").datagram(datagram));
    return text;
  }

  private static void describePending(FailureText text, FirstFew pending, boolean isScripted) {
    if (!pending.isEmpty()) {
      String which = isScripted ? " that its script does not answer" : "";
      text.line("but " + ScriptWords.pending(pending, which)).list(pending);
    }
  }

  private static void describeUnused(FailureText text, List<String> lines) {
    if (!lines.isEmpty()) {
      text.line("but " + lines.get(0));
      text.few(lines.subList(1, lines.size()), lines.size() - 1, text::line);
    }
  }

  private static void describe(FailureText text, List<String> lines) {
    for (int number = 0; number < lines.size(); number++) {
      text.line((number == 0 ? "but " : "") + lines.get(number));
    }
  }
}
