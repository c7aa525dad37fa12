package io.github.udppeer;

import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.script.PlannedReply;
import io.github.udppeer.internal.script.RuleDraft;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
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
 *
 * @since 0.1.0
 */
public final class ReplyRule {

  private final RuleDraft draft;

  ReplyRule(RuleDraft draft) {
    this.draft = draft;
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
    draft.ignoringFirst(count);
    return this;
  }

  /**
   * Lets the rule answer so many datagrams only; further ones are for the rules behind it.
   *
   * @param count how many, 1 or more
   * @return this
   * @throws IllegalStateException if the rule is in force already
   */
  public ReplyRule atMost(int count) {
    draft.atMost(count);
    return this;
  }

  /**
   * Puts the rule before all that were declared so far, such as those of a {@code @BeforeEach}
   * method. Rules that thereby get nothing to answer do not count as unused.
   *
   * @return this
   * @throws IllegalStateException if the rule is in force already
   */
  public ReplyRule overriding() {
    draft.overriding();
    return this;
  }

  /**
   * Delays the reply that is given next.
   *
   * @param delay how long after the request was captured, zero or more; it is not scaled
   * @return this
   */
  public ReplyRule after(Duration delay) {
    Objects.requireNonNull(delay, "delay");
    draft.next(reply -> reply.after(delay));
    return this;
  }

  /**
   * Sends the reply that is given next so often.
   *
   * @param count 1 or more
   * @return this
   */
  public ReplyRule copies(int count) {
    draft.next(reply -> reply.copies(count));
    return this;
  }

  /**
   * Sends the reply that is given next to this address, and not to where the request came from.
   *
   * @param destination an address with a port
   * @return this
   */
  public ReplyRule to(SocketAddress destination) {
    Objects.requireNonNull(destination, "destination");
    draft.next(reply -> reply.to(destination));
    return this;
  }

  /**
   * Sends the reply that is given next from another peer, as servers do that answer from a second
   * port.
   *
   * @param companion an open peer, such as one of {@link DatagramPeer#open(String)}
   * @return this
   */
  public ReplyRule from(DatagramPeer companion) {
    Peer sender = Objects.requireNonNull(companion, "companion").peer();
    draft.next(reply -> reply.from(sender));
    return this;
  }

  /**
   * Replies with these bytes. Given several times, each request gets all of the replies.
   *
   * @param payload what to send
   * @return this
   */
  @CanIgnoreReturnValue
  public ReplyRule reply(byte[] payload) {
    draft.reply(PlannedReply.bytes(Objects.requireNonNull(payload, "payload")));
    return this;
  }

  /**
   * Replies with this text in UTF-8. Given several times, each request gets all of the replies.
   *
   * @param text what to send
   * @return this
   */
  @CanIgnoreReturnValue
  public ReplyRule reply(String text) {
    draft.reply(PlannedReply.text(Objects.requireNonNull(text, "text")));
    return this;
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
    draft.reply(PlannedReply.made(request -> function.reply(new Datagram(request))));
    return this;
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
    draft.reply(PlannedReply.madeText(request -> function.reply(new Datagram(request))));
    return this;
  }

  /** Takes the datagrams and answers none. */
  public void ignore() {
    draft.ignore();
  }

  /** Lets a datagram that matches fail the test. */
  public void never() {
    draft.never();
  }

  /** Says what is done with which datagrams: {@code on text "PING": reply "PONG"}. */
  @Override
  public String toString() {
    return draft.toString();
  }
}
