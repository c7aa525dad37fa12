package io.github.udppeer;

import io.github.udppeer.core.Deadline;
import io.github.udppeer.core.Handling;
import io.github.udppeer.core.Workers;
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
final class PeerScript {

  static final Duration BRIEF = Duration.ofSeconds(1);

  private final DatagramPeer peer;
  private final ScriptComplaints complaints;
  private final ReplySending sending;
  private final ScriptRun run;
  private final List<Conversation> conversations = new CopyOnWriteArrayList<>();
  private final List<ReplyRule> begun = new CopyOnWriteArrayList<>();
  private final List<ReplyRule> rules = new CopyOnWriteArrayList<>();
  private final List<ReplyRule> defaults = new CopyOnWriteArrayList<>();

  private PeerScript(DatagramPeer peer) {
    this.peer = peer;
    this.complaints = new ScriptComplaints(peer);
    this.sending = new ReplySending(peer, complaints);
    this.run = new ScriptRun(peer, this::dealSafelyWith);
  }

  static PeerScript begin(DatagramPeer peer) {
    PeerScript script = new PeerScript(peer);
    script.run.start();
    return script;
  }

  DatagramPeer peer() {
    return peer;
  }

  ReplyRule on(DatagramMatcher matcher) {
    return beginning(new ReplyRule(this, matcher, false));
  }

  ReplyRule otherwise() {
    return beginning(new ReplyRule(this, DatagramMatcher.anything(), true));
  }

  private ReplyRule beginning(ReplyRule rule) {
    begun.add(rule);
    return rule;
  }

  /** Puts a rule in force; of the rules for the rest the latest counts. */
  void enforce(ReplyRule rule, boolean isDefault, boolean isOverriding) {
    rule.since(peer.history().nextIndex());
    if (isDefault) {
      defaults.add(0, rule);
    } else if (isOverriding) {
      rules.add(0, rule);
    } else {
      rules.add(rule);
    }
  }

  void enact(Conversation conversation) {
    conversation.since(peer.history().nextIndex());
    conversations.add(conversation);
  }

  ReplySending sending() {
    return sending;
  }

  ScriptComplaints complaints() {
    return complaints;
  }

  /** Whatever is thrown, the next datagram is dealt with. */
  private void dealSafelyWith(Datagram datagram) {
    try {
      dealWith(datagram);
    } catch (Throwable broken) {
      complaints.broke(datagram, broken);
    }
  }

  private void dealWith(Datagram datagram) {
    if (!isPartOfConversation(datagram) && !isTakenByRule(datagram)) {
      conversations.stream()
          .filter(conversation -> conversation.isGoingOnAt(datagram))
          .findFirst()
          .ifPresent(conversation -> conversation.failsOver(datagram));
    }
  }

  private boolean isPartOfConversation(Datagram datagram) {
    for (Conversation conversation : conversations) {
      if (conversation.takes(datagram)) {
        return true;
      }
    }
    return false;
  }

  private boolean isTakenByRule(Datagram datagram) {
    List<ReplyRule> inOrder = new ArrayList<>(rules);
    inOrder.addAll(defaults);
    for (int place = 0; place < inOrder.size(); place++) {
      ReplyRule rule = inOrder.get(place);
      if (rule.isOpenTo(datagram) && matches(rule, datagram)) {
        if (rule.isOverriding()) {
          excuse(inOrder.subList(place + 1, inOrder.size()), datagram);
        }
        apply(rule, datagram);
        return true;
      }
    }
    return false;
  }

  private boolean matches(ReplyRule rule, Datagram datagram) {
    try {
      return rule.matcher().matches(datagram);
    } catch (Throwable thrown) {
      complaints.threw("The matcher of " + peer + " for " + rule.matcher(), datagram, thrown);
      return false;
    }
  }

  private void excuse(List<ReplyRule> overridden, Datagram datagram) {
    for (ReplyRule rule : overridden) {
      if (wouldMatch(rule, datagram)) {
        rule.excuse();
      }
    }
  }

  private static boolean wouldMatch(ReplyRule rule, Datagram datagram) {
    try {
      return rule.matcher().matches(datagram);
    } catch (Throwable notAsked) { // it would not have been asked but for this
      return false;
    }
  }

  private void apply(ReplyRule rule, Datagram datagram) {
    if (rule.isForbidding()) {
      complaints.cameThoughNever(rule.matcher(), datagram);
    }
    handled(datagram, Handling.TAKEN);
    sending.reply(
        rule.take(), datagram, () -> "The scripted reply of " + peer + " on " + rule.matcher());
  }

  /** Before it is answered: whoever has the answer may look. */
  void handled(Datagram datagram, Handling handling) {
    peer.socket().markHandled(datagram.index(), Handling.NONE, handling);
  }

  /** Waits until all that was received is dealt with; false when the deadline fell due first. */
  boolean settle(Deadline deadline) {
    return run.settle(deadline);
  }

  /** Waits until that holds after a datagram was dealt with; false when the deadline came first. */
  boolean await(BooleanSupplier condition, Deadline deadline) {
    return run.await(condition, deadline);
  }

  /** Lets those who wait look again whether they still may. */
  void wake() {
    run.wake();
  }

  Optional<Datagram> current() {
    return run.current();
  }

  /** Forgets all rules and conversations, and the replies that are not due yet. */
  void clear() {
    begun.clear();
    rules.clear();
    defaults.clear();
    conversations.clear();
    sending.clear();
  }

  boolean isWorkedByThisThread() {
    return run.isWorkedByThisThread();
  }

  /** Rules that were begun, and do not say all of what to do; each is told of once. */
  List<ReplyRule> takeIncomplete() {
    List<ReplyRule> incomplete = begun.stream().filter(ReplyRule::isIncomplete).toList();
    begun.removeAll(incomplete);
    return incomplete;
  }

  List<ReplyRule> unused() {
    return rules.stream().filter(ReplyRule::isUnused).toList();
  }

  List<Conversation> unfinished() {
    return conversations.stream().filter(Conversation::isGoingOn).toList();
  }

  /** Ends all, when they have dealt with what has come; a second at most for all together. */
  static void endAll(List<PeerScript> scripts) {
    Deadline moment = Deadline.after(BRIEF);
    for (PeerScript script : scripts) {
      script.settleBriefly(moment);
    }
    for (PeerScript script : scripts) {
      script.close();
    }
  }

  /** Deals with what has come, as far as that is done in a moment. */
  void settleBriefly() {
    settleBriefly(Deadline.after(BRIEF));
  }

  /** The same where several scripts have the moment together. */
  void settleBriefly(Deadline moment) {
    if (Workers.isWorker() || Thread.currentThread().isInterrupted()) {
      return; // a function of a script that closes peers must not wait for itself
    }
    try {
      Duration own = BRIEF.minus(run.busyFor()); // a function that hangs has had its time
      long left = Math.min(own.toNanos(), moment.remainingNanos());
      run.settle(left <= 0 ? Deadline.now() : Deadline.after(Duration.ofNanos(left)));
    } catch (PeerException | UncheckedIOException ended) {
      // an interrupt leaves its flag, and what failed in the socket its closing tells
    }
  }

  /**
   * Ends it: nothing is dealt with or sent any more, and what a user's function does is cut off.
   */
  void close() {
    complaints.close();
    sending.close();
    run.close();
  }
}
