package io.github.udppeer;

import io.github.udppeer.report.CallSite;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.assertj.core.annotation.CanIgnoreReturnValue;

/**
 * What a peer does with the datagrams that a matcher matches: one rule of its script, begun with
 * {@link DatagramPeer#on(DatagramMatcher)}.
 *
 * <pre>{@code
 * server.on("PING").reply("PONG");
 * server.on(startsWith("GET ")).ignoringFirst(2).replyWithText(request -> "OK " + request.text());
 * server.on("STATUS").after(ofMillis(50)).twice().reply("BUSY").reply("READY");
 * server.otherwise().ignore();
 * }</pre>
 *
 * <p>A rule is in force from its first {@link #reply(String) reply}, {@link #ignore()} or {@link
 * #never()} on, for datagrams that arrive then. The first rule in the order of declaration that
 * matches takes the datagram; those that are {@link #overriding()} come before the others, the
 * latest first, and {@link DatagramPeer#otherwise()} comes last. Taking a datagram does not consume
 * it: assertions find it pending.
 *
 * <p>Nothing here waits. Matchers and reply functions run in threads of the library's, one call at
 * a time for each peer; what they throw fails the test, at its next assertion on a peer or at its
 * end. Replies are sent in the order in which they are given, the delayed ones when their delay has
 * passed; those that are not due when the peer closes are never sent.
 */
public final class ReplyRule {

  private enum Kind {
    INCOMPLETE,
    REPLY,
    IGNORE,
    NEVER
  }

  private final PeerScript script;
  private final DatagramMatcher matcher;
  private final boolean isDefault;
  private final String place;
  private final ReentrantLock lock = new ReentrantLock();
  private Kind kind = Kind.INCOMPLETE;
  private boolean overriding;
  private boolean excused;
  private long ignoring;
  private long most = Long.MAX_VALUE;
  private long ignored;
  private long answered;
  private PlannedReply.Way way = PlannedReply.Way.DIRECT;
  private List<PlannedReply> replies = List.of();
  private long since;

  ReplyRule(PeerScript script, DatagramMatcher matcher, boolean isDefault) {
    this.script = script;
    this.matcher = matcher;
    this.isDefault = isDefault;
    this.place = script.peer().isStrict() ? CallSite.outside() : "";
  }

  /**
   * Lets the first datagrams that match go unanswered, as if they had been lost: the client has to
   * try again.
   *
   * @param count how many, zero or more
   * @return this
   * @throws IllegalStateException if the rule is in force already
   */
  public ReplyRule ignoringFirst(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("ignoringFirst needs 0 or more, but was " + count);
    }
    return setting("ignoringFirst", () -> ignoring = count);
  }

  /**
   * Lets the rule answer so many datagrams only; further ones are for the rules behind it.
   *
   * @param count how many, 1 or more
   * @return this
   * @throws IllegalStateException if the rule is in force already
   */
  public ReplyRule atMost(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "atMost needs 1 or more, but was " + count + "; for none, say ignore() or never()");
    }
    return setting("atMost", () -> most = count);
  }

  /**
   * Puts the rule before all that were declared so far, such as those of a {@code @BeforeEach}
   * method. Rules that thereby get nothing to answer do not count as unused.
   *
   * @return this
   * @throws IllegalStateException if the rule is in force already
   */
  public ReplyRule overriding() {
    return setting("overriding", () -> overriding = true);
  }

  /**
   * Delays the reply that is given next.
   *
   * @param delay how long after the request was captured, zero or more; it is not scaled
   * @return this
   */
  public ReplyRule after(Duration delay) {
    Objects.requireNonNull(delay, "delay");
    return setting(() -> way = way.after(delay));
  }

  /**
   * Sends the reply that is given next twice, as a network does that duplicates.
   *
   * @return this
   */
  public ReplyRule twice() {
    return copies(2);
  }

  /**
   * Sends the reply that is given next so often.
   *
   * @param count 1 or more
   * @return this
   */
  public ReplyRule copies(int count) {
    return setting(() -> way = way.copies(count));
  }

  /**
   * Sends the reply that is given next to this address, and not to where the request came from.
   *
   * @param destination an address with a port
   * @return this
   */
  public ReplyRule to(SocketAddress destination) {
    Objects.requireNonNull(destination, "destination");
    return setting(() -> way = way.to(destination));
  }

  /**
   * Sends the reply that is given next from another peer, as servers do that answer from a second
   * port.
   *
   * @param companion an open peer, such as one of {@link DatagramPeer#open(String)}
   * @return this
   */
  public ReplyRule from(DatagramPeer companion) {
    Objects.requireNonNull(companion, "companion");
    return setting(() -> way = way.from(companion));
  }

  /**
   * Replies with these bytes. Given several times, each request gets all of the replies.
   *
   * @param payload what to send
   * @return this
   */
  @CanIgnoreReturnValue
  public ReplyRule reply(byte[] payload) {
    Objects.requireNonNull(payload, "payload");
    return add(next -> PlannedReply.bytes(payload, next));
  }

  /**
   * Replies with this text in UTF-8. Given several times, each request gets all of the replies.
   *
   * @param text what to send
   * @return this
   */
  @CanIgnoreReturnValue
  public ReplyRule reply(String text) {
    Objects.requireNonNull(text, "text");
    return add(next -> PlannedReply.text(text, next));
  }

  /**
   * Replies with what a function makes of the request.
   *
   * @param function makes the payload; what it throws fails the test
   * @return this
   */
  @CanIgnoreReturnValue
  public ReplyRule replyWith(ReplyFunction<byte[]> function) {
    Objects.requireNonNull(function, "function");
    return add(next -> PlannedReply.made(function, next));
  }

  /**
   * Replies with the text, in UTF-8, that a function makes of the request.
   *
   * @param function makes the text; what it throws fails the test
   * @return this
   */
  @CanIgnoreReturnValue
  public ReplyRule replyWithText(ReplyFunction<String> function) {
    Objects.requireNonNull(function, "function");
    return add(next -> PlannedReply.madeText(function, next));
  }

  /** Takes the datagrams and answers none. */
  public void ignore() {
    complete(Kind.IGNORE);
  }

  /** Lets a datagram that matches fail the test. */
  public void never() {
    complete(Kind.NEVER);
  }

  private interface Change {
    void run();
  }

  private interface Planning {
    PlannedReply plan(PlannedReply.Way way);
  }

  private ReplyRule setting(Change change) {
    lock.lock();
    try {
      change.run();
      return this;
    } finally {
      lock.unlock();
    }
  }

  private ReplyRule setting(String what, Change change) {
    return setting(
        () -> {
          if (kind != Kind.INCOMPLETE) {
            throw new IllegalStateException(
                String.format(
                    Locale.ROOT,
                    "say %s before the first reply: the rule %s is in force already",
                    what,
                    this));
          }
          change.run();
        });
  }

  private ReplyRule add(Planning planning) {
    boolean isFirst;
    lock.lock();
    try {
      refuseAfter(Kind.IGNORE, Kind.NEVER);
      isFirst = kind == Kind.INCOMPLETE;
      kind = Kind.REPLY;
      List<PlannedReply> more = new ArrayList<>(replies);
      more.add(planning.plan(way));
      replies = List.copyOf(more);
      way = PlannedReply.Way.DIRECT;
    } finally {
      lock.unlock();
    }
    if (isFirst) {
      script.enforce(this, isDefault, overriding);
    }
    return this;
  }

  private void complete(Kind completed) {
    setting(
        () -> {
          refuseAfter(Kind.REPLY, Kind.IGNORE, Kind.NEVER);
          if (ignoring > 0 || most != Long.MAX_VALUE || !way.isDirect()) {
            throw new IllegalStateException(
                "a rule that replies nothing has no use for ignoringFirst, atMost, or how to"
                    + " reply: on "
                    + matcher);
          }
          kind = completed;
        });
    script.enforce(this, isDefault, overriding);
  }

  private void refuseAfter(Kind... kinds) {
    if (List.of(kinds).contains(kind)) {
      throw new IllegalStateException(
          "the rule \"" + this + "\" is complete; begin another one with on(...)");
    }
  }

  // What follows is for the script, which asks one datagram after another.

  DatagramMatcher matcher() {
    return matcher;
  }

  /** Whether it says nothing of what to do, or how to send a reply that does not follow. */
  boolean isIncomplete() {
    lock.lock();
    try {
      return kind == Kind.INCOMPLETE || !way.isDirect();
    } finally {
      lock.unlock();
    }
  }

  /** From which datagram on it is in force. */
  void since(long firstIndex) {
    lock.lock();
    try {
      since = firstIndex;
    } finally {
      lock.unlock();
    }
  }

  boolean isForbidding() {
    lock.lock();
    try {
      return kind == Kind.NEVER;
    } finally {
      lock.unlock();
    }
  }

  boolean isOverriding() {
    return overriding;
  }

  boolean isOpenTo(Datagram datagram) {
    lock.lock();
    try {
      return answered < most && datagram.index() >= since;
    } finally {
      lock.unlock();
    }
  }

  /** Counts one datagram that matched, and returns what to reply. */
  List<PlannedReply> take() {
    lock.lock();
    try {
      if (kind != Kind.REPLY || ignored < ignoring) {
        ignored++;
        return List.of();
      }
      answered++;
      return replies;
    } finally {
      lock.unlock();
    }
  }

  /** Another rule took what this one would have taken. */
  void excuse() {
    lock.lock();
    try {
      excused = true;
    } finally {
      lock.unlock();
    }
  }

  boolean isUnused() {
    lock.lock();
    try {
      return kind == Kind.REPLY && answered == 0 && !excused && !isDefault;
    } finally {
      lock.unlock();
    }
  }

  /** Where it has taken datagrams and yet was not used, that is news. */
  String ignoredSoFar() {
    lock.lock();
    try {
      return ignored == 0 ? "" : " (it took " + ignored + ", which it was to ignore)";
    } finally {
      lock.unlock();
    }
  }

  /** Where the rule of a strict peer was declared: {@code , declared at PingTests.java:24}. */
  String place() {
    return place.isEmpty() ? "" : ", declared at " + place;
  }

  /** Says what is done with which datagrams: {@code on text "PING": reply "PONG"}. */
  @Override
  public String toString() {
    lock.lock();
    try {
      String left =
          way.equals(PlannedReply.Way.DIRECT)
              ? ""
              : " (" + way.toString().substring(2) + ", but no reply follows)";
      return (isDefault ? "otherwise" : "on " + matcher) + counts() + ": " + action() + left;
    } finally {
      lock.unlock();
    }
  }

  private String counts() {
    return (ignoring > 0 ? ", ignoring the first " + ignoring : "")
        + (most < Long.MAX_VALUE ? ", at most " + most + " times" : "");
  }

  private String action() {
    return switch (kind) {
      case INCOMPLETE -> "nothing yet";
      case IGNORE -> "ignore";
      case NEVER -> "never";
      case REPLY -> replies.stream().map(PlannedReply::toString).collect(Collectors.joining("; "));
    };
  }
}
