package io.github.udppeer;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 */
public final class ConversationScript {

  private final Captures captures;
  private final List<List<ConversationTurn>> stages;
  private final boolean isGroup;
  private boolean ignoringRepeats;
  private @Nullable ConversationTurn turn;
  private PlannedReply.Way way = PlannedReply.Way.DIRECT;

  ConversationScript() {
    this(new Captures(), false);
  }

  private ConversationScript(Captures captures, boolean isGroup) {
    this.captures = captures;
    this.isGroup = isGroup;
    this.stages = new ArrayList<>();
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
    return expect(new ConversationTurn(matcher.toString(), any -> matcher));
  }

  /**
   * Expects a datagram that depends on what earlier steps captured.
   *
   * @param function makes the matcher, each time that a datagram has come
   * @return this
   */
  public ConversationScript expectWith(CaptureFunction<DatagramMatcher> function) {
    Objects.requireNonNull(function, "function");
    return expect(new ConversationTurn("what a function makes of the captures", function));
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
    expected("capture").keep(name, function);
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
    if (isGroup) {
      throw new IllegalStateException("a group in any order cannot have a group in it");
    }
    Arguments.given(group, "inAnyOrder", "give it what to expect: any -> any.expect(...)");
    checkNoReplyIsLeft();
    ConversationScript inner = new ConversationScript(captures, true);
    group.accept(inner);
    inner.checkNoReplyIsLeft();
    if (inner.stages.isEmpty()) {
      throw new IllegalArgumentException("inAnyOrder needs something to expect");
    }
    stages.add(inner.stages.stream().flatMap(List::stream).toList());
    turn = null; // which of them came last is not known
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
    ignoringRepeats = true;
    return this;
  }

  /**
   * Delays the reply that is given next.
   *
   * @param delay how long after its request was captured, zero or more; it is not scaled
   * @return this
   */
  public ConversationScript after(Duration delay) {
    way = way.after(Objects.requireNonNull(delay, "delay"));
    return this;
  }

  /**
   * Sends the reply that is given next twice.
   *
   * @return this
   */
  public ConversationScript twice() {
    way = way.copies(2);
    return this;
  }

  /**
   * Sends the reply that is given next to this address.
   *
   * @param destination an address with a port
   * @return this
   */
  public ConversationScript to(SocketAddress destination) {
    way = way.to(Objects.requireNonNull(destination, "destination"));
    return this;
  }

  /**
   * Sends the reply that is given next from another peer.
   *
   * @param companion an open peer
   * @return this
   */
  public ConversationScript from(DatagramPeer companion) {
    way = way.from(Objects.requireNonNull(companion, "companion"));
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
    return reply(PlannedReply.bytes(Objects.requireNonNull(payload, "payload"), way));
  }

  /**
   * Replies with this text in UTF-8.
   *
   * @param text what to send
   * @return this
   * @throws IllegalStateException if nothing was expected yet
   */
  public ConversationScript reply(String text) {
    return reply(PlannedReply.text(Objects.requireNonNull(text, "text"), way));
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
    return reply(PlannedReply.made(request -> function.apply(captures), way));
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
    return reply(PlannedReply.madeText(request -> function.apply(captures), way));
  }

  private ConversationScript expect(ConversationTurn next) {
    checkNoReplyIsLeft();
    stages.add(List.of(next));
    turn = next;
    return this;
  }

  private ConversationScript reply(PlannedReply reply) {
    expected("reply").reply(reply);
    way = PlannedReply.Way.DIRECT;
    return this;
  }

  private ConversationTurn expected(String what) {
    if (turn == null) {
      throw new IllegalStateException(
          stages.isEmpty()
              ? "a conversation begins with what is expected: say expect before " + what
              : "after a group in any order, say expect before " + what);
    }
    return turn;
  }

  private void checkNoReplyIsLeft() {
    if (!way.equals(PlannedReply.Way.DIRECT)) {
      throw new IllegalStateException(
          "after, twice, to and from say how the next reply is sent, but no reply follows");
    }
  }

  List<List<ConversationTurn>> completed() {
    checkNoReplyIsLeft();
    if (stages.isEmpty()) {
      throw new IllegalArgumentException("a conversation needs something to expect");
    }
    return List.copyOf(stages);
  }

  boolean isIgnoringRepeats() {
    return ignoringRepeats;
  }

  Captures captures() {
    return captures;
  }
}
