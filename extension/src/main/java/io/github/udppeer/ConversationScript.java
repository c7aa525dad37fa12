package io.github.udppeer;

import io.github.udppeer.internal.assertj.GivenArguments;
import io.github.udppeer.internal.failure.Expectation;
import io.github.udppeer.internal.script.CapturedValues;
import io.github.udppeer.internal.script.ConversationTurn;
import io.github.udppeer.internal.script.PlannedReply;
import io.github.udppeer.internal.script.TalkDraft;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a conversation, in their order: what is expected, and what is replied to it. Given
 * to {@link DatagramPeer#converse}.
 *
 * <pre>{@code
 * server.converse("login", script -> script
 *     .expect(startsWith("LOGIN ")).capture("user", request -> request.text().substring(6))
 *     .replyWithText(captures -> "HELLO " + captures.text("user"))
 *     .inAnyOrder(any -> any
 *         .expect("LIST").reply("EMPTY")
 *         .expect("QUOTA").reply("NONE"))
 *     .expect("QUIT"));
 * }</pre>
 *
 * <p>A reply goes to where the datagram came from that the step before it expected. Functions run
 * in a thread of the library's; what they throw fails the test. Not safe for use by several
 * threads.
 *
 * @since 0.1.0
 */
public final class ConversationScript {

  private final TalkDraft draft;

  ConversationScript(TalkDraft draft) {
    this.draft = draft;
  }

  /**
   * Expects a datagram with this text.
   *
   * @param text the whole payload, in UTF-8
   * @return this
   */
  public ConversationScript expect(String text) {
    return expect(DatagramMatcher.text(text));
  }

  /**
   * Expects a datagram that matches.
   *
   * @param matcher which datagram
   * @return this
   */
  public ConversationScript expect(DatagramMatcher matcher) {
    Objects.requireNonNull(matcher, "matcher");
    Expectation expected = matcher.expectation();
    draft.expect(new ConversationTurn(expected.words(), any -> expected));
    return this;
  }

  /**
   * Expects a datagram that depends on what earlier steps captured.
   *
   * @param function makes the matcher, each time that a datagram has come
   * @return this
   */
  public ConversationScript expectWith(CaptureFunction<DatagramMatcher> function) {
    Objects.requireNonNull(function, "function");
    draft.expect(
        new ConversationTurn(
            "what a function makes of the captures", values -> expected(function, values)));
    return this;
  }

  /**
   * Keeps something of the datagram that was just expected, for later steps.
   *
   * @param name under which later steps find it
   * @param function makes the value of the datagram
   * @return this
   * @throws IllegalStateException if nothing was expected yet
   */
  public ConversationScript capture(String name, ReplyFunction<?> function) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(function, "function");
    draft.capture(name, request -> function.reply(new Datagram(request)));
    return this;
  }

  /**
   * Expects the datagrams of a group, which may come in any order. Each is answered as it comes.
   *
   * @param group gives what is expected, with its replies
   * @return this
   * @throws IllegalStateException if this is a group already
   * @throws IllegalArgumentException if the group expects nothing
   */
  public ConversationScript inAnyOrder(Consumer<ConversationScript> group) {
    GivenArguments.given(group, "inAnyOrder", "give it what to expect: any -> any.expect(...)");
    draft.inAnyOrder(inner -> group.accept(new ConversationScript(inner)));
    return this;
  }

  /**
   * Lets a datagram pass that has the payload and the source of one that was dealt with before: a
   * client may have sent it again because the answer was slow. It gets no second answer. The same
   * payload from another port is no repeat, but another client's.
   *
   * @return this
   */
  public ConversationScript ignoringRepeats() {
    draft.ignoringRepeats();
    return this;
  }

  /**
   * Delays the reply that is given next.
   *
   * @param delay how long after its request was captured, zero or more; it is not scaled
   * @return this
   */
  public ConversationScript after(Duration delay) {
    draft.next().after(Objects.requireNonNull(delay, "delay"));
    return this;
  }

  /**
   * Sends the reply that follows several times.
   *
   * @param count 1 or more
   * @return this
   * @throws IllegalArgumentException if the count is less than 1
   */
  public ConversationScript copies(int count) {
    draft.next().copies(count);
    return this;
  }

  /**
   * Sends the reply that is given next to this address.
   *
   * @param destination an address with a port
   * @return this
   */
  public ConversationScript to(SocketAddress destination) {
    draft.next().to(Objects.requireNonNull(destination, "destination"));
    return this;
  }

  /**
   * Sends the reply that is given next from another peer.
   *
   * @param companion an open peer
   * @return this
   */
  public ConversationScript from(DatagramPeer companion) {
    draft.next().from(Objects.requireNonNull(companion, "companion").peer());
    return this;
  }

  /**
   * Replies with these bytes.
   *
   * @param payload what to send
   * @return this
   * @throws IllegalStateException if nothing was expected yet
   */
  public ConversationScript reply(byte[] payload) {
    draft.reply(PlannedReply.bytes(Objects.requireNonNull(payload, "payload")));
    return this;
  }

  /**
   * Replies with this text in UTF-8.
   *
   * @param text what to send
   * @return this
   * @throws IllegalStateException if nothing was expected yet
   */
  public ConversationScript reply(String text) {
    draft.reply(PlannedReply.text(Objects.requireNonNull(text, "text")));
    return this;
  }

  /**
   * Replies with what a function makes of the request and of what was captured.
   *
   * @param function makes the payload
   * @return this
   * @throws IllegalStateException if nothing was expected yet
   */
  public ConversationScript replyWith(CaptureFunction<byte[]> function) {
    Objects.requireNonNull(function, "function");
    draft.reply(PlannedReply.made(request -> function.apply(captures())));
    return this;
  }

  /**
   * Replies with the text, in UTF-8, that a function makes of the request and of what was captured.
   *
   * @param function makes the text
   * @return this
   * @throws IllegalStateException if nothing was expected yet
   */
  public ConversationScript replyWithText(CaptureFunction<String> function) {
    Objects.requireNonNull(function, "function");
    draft.reply(PlannedReply.madeText(request -> function.apply(captures())));
    return this;
  }

  private Captures captures() {
    return new Captures(draft.captures());
  }

  private static @Nullable Expectation expected(
      CaptureFunction<DatagramMatcher> function, CapturedValues values) throws Exception {
    DatagramMatcher matcher = function.apply(new Captures(values));
    return matcher == null ? null : matcher.expectation();
  }
}
