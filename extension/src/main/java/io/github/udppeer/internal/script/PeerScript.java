package io.github.udppeer.internal.script;

import io.github.udppeer.exceptions.PeerException;
import io.github.udppeer.internal.core.Deadline;
import io.github.udppeer.internal.core.Handling;
import io.github.udppeer.internal.core.Workers;
import io.github.udppeer.internal.failure.Expectation;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.peer.Reactions;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/**
 * What a peer does by itself with the datagrams that it receives: conversations first, then rules
 * in their order.
 */
public final class PeerScript implements Reactions {

  static final Duration BRIEF = Duration.ofSeconds(1);

  private final Peer peer;
  private final ScriptComplaints complaints;
  private final ReplySending sending;
  private final ScriptRun run;
  private final List<Talk> conversations = new CopyOnWriteArrayList<>();
  private final List<RuleDraft> begun = new CopyOnWriteArrayList<>();
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<Rule> defaults = new CopyOnWriteArrayList<>();

  private PeerScript(Peer peer) {
    this.peer = peer;
    this.complaints = new ScriptComplaints(peer);
    this.sending = new ReplySending(peer, complaints);
    this.run = new ScriptRun(peer, this::dealSafelyWith);
  }

  static PeerScript begin(Peer peer) {
    PeerScript script = new PeerScript(peer);
    script.run.start();
    return script;
  }

  Peer peer() {
    return peer;
  }

  /** Begins a rule; it is in force when it says what to do. */
  public RuleDraft on(Expectation wanted) {
    return beginning(new RuleDraft(this, wanted, false));
  }

  /** Begins the rule for what no other one takes; of several the latest counts. */
  public RuleDraft otherwise() {
    Expectation any = Expectation.matching("any datagram", each -> true);
    return beginning(new RuleDraft(this, any, true));
  }

  private RuleDraft beginning(RuleDraft rule) {
    begun.add(rule);
    return rule;
  }

  /** The index from which on a rule is in force that is declared now. */
  long nextIndex() {
    return peer.history().nextIndex();
  }

  void enforce(Rule rule) {
    if (rule.terms().isDefault()) {
      defaults.add(0, rule);
    } else if (rule.terms().isOverriding()) {
      rules.add(0, rule);
    } else {
      rules.add(rule);
    }
  }

  void enact(Talk conversation) {
    conversation.since(nextIndex());
    conversations.add(conversation);
  }

  public ReplySending sending() {
    return sending;
  }

  ScriptComplaints complaints() {
    return complaints;
  }

  /** Whatever is thrown, the next datagram is dealt with. */
  private void dealSafelyWith(CapturedDatagram datagram) {
    try {
      dealWith(datagram);
    } catch (Throwable broken) {
      complaints.broke(datagram, broken);
    }
  }

  private void dealWith(CapturedDatagram datagram) {
    if (!isPartOfConversation(datagram) && !isTakenByRule(datagram)) {
      conversations.stream()
          .filter(conversation -> conversation.isGoingOnAt(datagram))
          .findFirst()
          .ifPresent(conversation -> conversation.failsOver(datagram));
    }
  }

  private boolean isPartOfConversation(CapturedDatagram datagram) {
    for (Talk conversation : conversations) {
      if (conversation.takes(datagram)) {
        return true;
      }
    }
    return false;
  }

  private boolean isTakenByRule(CapturedDatagram datagram) {
    List<Rule> inOrder = new ArrayList<>(rules);
    inOrder.addAll(defaults);
    for (int place = 0; place < inOrder.size(); place++) {
      Rule rule = inOrder.get(place);
      if (rule.isOpenTo(datagram) && matches(rule, datagram)) {
        if (rule.terms().isOverriding()) {
          excuse(inOrder.subList(place + 1, inOrder.size()), datagram);
        }
        apply(rule, datagram);
        return true;
      }
    }
    return false;
  }

  private boolean matches(Rule rule, CapturedDatagram datagram) {
    try {
      return rule.wanted().matches(datagram);
    } catch (Throwable thrown) {
      complaints.threw("The matcher of " + peer + " for " + rule.wanted(), datagram, thrown);
      return false;
    }
  }

  private void excuse(List<Rule> overridden, CapturedDatagram datagram) {
    for (Rule rule : overridden) {
      if (wouldMatch(rule, datagram)) {
        rule.excuse();
      }
    }
  }

  private static boolean wouldMatch(Rule rule, CapturedDatagram datagram) {
    try {
      return rule.wanted().matches(datagram);
    } catch (Throwable notAsked) { // it would not have been asked but for this
      return false;
    }
  }

  private void apply(Rule rule, CapturedDatagram datagram) {
    if (rule.isForbidding()) {
      complaints.cameThoughNever(rule.wanted(), datagram);
    }
    handled(datagram, Handling.TAKEN);
    sending.reply(
        rule.take(), datagram, () -> "The scripted reply of " + peer + " on " + rule.wanted());
  }

  /** Before it is answered: whoever has the answer may look. */
  void handled(CapturedDatagram datagram, Handling handling) {
    peer.socket().markHandled(datagram.index(), Handling.NONE, handling);
  }

  /** Waits until all that was received is dealt with; false when the deadline fell due first. */
  public boolean settle(Deadline deadline) {
    return run.settle(deadline);
  }

  /** Waits until that holds after a datagram was dealt with; false when the deadline came first. */
  boolean await(BooleanSupplier condition, Deadline deadline) {
    return run.await(condition, deadline);
  }

  /** Lets those who wait look again whether they still may. */
  @Override
  public void wake() {
    run.wake();
  }

  public Optional<CapturedDatagram> current() {
    return run.current();
  }

  /** Forgets all rules and conversations, and the replies that are not due yet. */
  public void clear() {
    begun.clear();
    rules.clear();
    defaults.clear();
    conversations.clear();
    sending.clear();
  }

  boolean isWorkedByThisThread() {
    return run.isWorkedByThisThread();
  }

  /** Rules that were begun, and do not say all of what to do; each is reported once. */
  public List<RuleDraft> takeIncomplete() {
    List<RuleDraft> incomplete = begun.stream().filter(RuleDraft::isIncomplete).toList();
    begun.removeAll(incomplete);
    return incomplete;
  }

  public List<Rule> unused() {
    return rules.stream().filter(Rule::isUnused).toList();
  }

  public List<Talk> unfinished() {
    return conversations.stream().filter(Talk::isGoingOn).toList();
  }

  /** Deals with what has come, as far as that is done in a moment. */
  @Override
  public void settleBriefly() {
    settleBriefly(Deadline.after(BRIEF));
  }

  /** The same where several scripts have the moment together. */
  public void settleBriefly(Deadline moment) {
    if (Workers.isWorker() || Thread.currentThread().isInterrupted()) {
      return; // a function of a script that closes peers must not wait for itself
    }
    try {
      Duration own = BRIEF.minus(run.busyFor()); // a function that hangs has had its time
      long left = Math.min(own.toNanos(), moment.remainingNanos());
      run.settle(left <= 0 ? Deadline.now() : Deadline.after(Duration.ofNanos(left)));
    } catch (PeerException | UncheckedIOException ended) {
      // an interrupt leaves its flag, and what failed in the socket its closing reports
    }
  }

  /**
   * Ends it: nothing is dealt with or sent any more, and what a user's function does is cut off.
   */
  @Override
  public void close() {
    complaints.close();
    sending.close();
    run.close();
  }
}
