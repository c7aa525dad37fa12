package io.github.udppeer;

import io.github.udppeer.exceptions.DatagramTooLargeException;
import io.github.udppeer.exceptions.PeerClosedException;
import io.github.udppeer.exceptions.PeerDownException;
import io.github.udppeer.exceptions.ReceiveInterruptedException;
import io.github.udppeer.exceptions.ReceiveTimeoutException;
import io.github.udppeer.exceptions.WouldBlockException;
import io.github.udppeer.internal.assertj.GivenArguments;
import io.github.udppeer.internal.check.PeerAwait;
import io.github.udppeer.internal.core.CaptureView.LogCounts;
import io.github.udppeer.internal.core.Deadline;
import io.github.udppeer.internal.failure.Expectation;
import io.github.udppeer.internal.failure.PeerFailures;
import io.github.udppeer.internal.group.Group;
import io.github.udppeer.internal.kernel.KernelLook;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.peer.PeerHistory;
import io.github.udppeer.internal.peer.PeerReceiver;
import io.github.udppeer.internal.peer.PeerSender;
import io.github.udppeer.internal.script.PeerScript;
import io.github.udppeer.internal.script.Scripts;
import io.github.udppeer.internal.script.Talk;
import io.github.udppeer.internal.script.TalkDraft;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AssertProvider;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/**
 * A bound UDP socket for a test: it sends, it receives as {@code recvfrom} does, and it remembers
 * every datagram that reached it.
 *
 * <p>Unlike a {@link java.net.DatagramSocket} or {@link java.nio.channels.DatagramChannel} it can
 * peek, it knows when a datagram was truncated, a blocking and a non-blocking receive go together,
 * and an interrupted receive leaves it usable. Datagrams are captured as they arrive, long before
 * anyone asks; whatever was sent on this machine before a call is seen by that call.
 *
 * <p>Every limit that a method takes, or that was configured, is multiplied by the scale of the
 * group's {@link WaitLimits}. Safe for use by several threads: each datagram is consumed once.
 *
 * @since 0.1.0
 */
public final class DatagramPeer implements AutoCloseable, AssertProvider<DatagramPeerAssert> {

  private final Peer peer;

  DatagramPeer(Peer peer) {
    this.peer = peer;
  }

  /**
   * Opens a peer that belongs to no test: {@code socket} and {@code bind}. It brings a capturing
   * thread of its own, which its companions share. The limits are those of the system properties
   * {@value WaitLimits#RECEIVE_TIMEOUT_PARAMETER} and {@value WaitLimits#SCALE_PARAMETER}.
   *
   * @param options how to open it
   * @return the peer, to be closed by the caller; its companions close with it
   * @throws java.io.UncheckedIOException if the socket cannot be bound; the message says why
   * @throws IllegalArgumentException if one of the system properties has no usable value
   */
  public static DatagramPeer open(PeerOptions options) {
    WaitLimits limits = WaitLimits.from(name -> Optional.ofNullable(System.getProperty(name)));
    Group own = Group.open(limits.ofGroup());
    try {
      return new DatagramPeer(own.openOwner(options.settings()));
    } catch (RuntimeException | Error failure) {
      own.close();
      throw failure;
    }
  }

  /**
   * Opens a companion: another peer of the same test with the same options, on a port that the
   * kernel picks. It is for protocols that answer from a second port.
   *
   * @param companionName the companion's name
   * @return the companion, closed with this peer's group at the latest
   * @throws PeerClosedException if the group of this peer is closed
   */
  public DatagramPeer open(String companionName) {
    return new DatagramPeer(peer.context().open(peer.settings().ofCompanion(companionName)));
  }

  /**
   * Returns this peer's name in messages.
   *
   * @return the name, unique in its test
   */
  public String name() {
    return peer.name();
  }

  /**
   * Returns the address that the peer is bound to, as {@code getsockname} does. It stays the same
   * when the peer is closed.
   *
   * @return a literal address and the port
   */
  public InetSocketAddress address() {
    return peer.address();
  }

  /**
   * Returns the port that the peer is bound to.
   *
   * @return 1 to 65,535
   */
  public int port() {
    return address().getPort();
  }

  /**
   * Returns whether a test with this peer fails that leaves it something to do: see {@link
   * DatagramPeerAssert#isExhausted()}.
   *
   * @return whether the peer was opened strict
   */
  public boolean isStrict() {
    return peer.settings().strict();
  }

  /**
   * Sends one datagram, as {@code sendto} does. Zero bytes make a datagram too. When this returns,
   * the datagram is in the queue of a receiver on this machine.
   *
   * @param destination an address with a port, of a family that this peer can reach
   * @param payload at most 65,507 bytes to an IPv4 address, 65,527 to an IPv6 address
   * @throws DatagramTooLargeException if the payload is longer: {@code EMSGSIZE}
   * @throws IllegalArgumentException if the destination is unresolved, has port 0, or is of a
   *     family that the peer's socket cannot reach
   * @throws PeerClosedException if the peer is closed
   * @throws PeerDownException if the peer is down
   * @throws java.io.UncheckedIOException if the system refuses to send
   */
  public void sendTo(SocketAddress destination, byte[] payload) {
    sendTo(destination, ByteBuffer.wrap(payload));
  }

  /**
   * Sends what remains in the buffer as one datagram, and so empties the buffer. Otherwise as
   * {@link #sendTo(SocketAddress, byte[])}.
   *
   * @param destination where to
   * @param payload what to send
   */
  public void sendTo(SocketAddress destination, ByteBuffer payload) {
    new PeerSender(peer).send(destination, payload);
  }

  /**
   * Sends a text in UTF-8. Otherwise as {@link #sendTo(SocketAddress, byte[])}.
   *
   * @param destination where to
   * @param text what to send
   */
  public void sendTo(SocketAddress destination, String text) {
    sendTo(destination, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Sends to another peer; to loopback, where that one is bound to the wildcard. Otherwise as
   * {@link #sendTo(SocketAddress, byte[])}.
   *
   * @param destination where to
   * @param payload what to send
   */
  public void sendTo(DatagramPeer destination, byte[] payload) {
    sendTo(reachable(destination), payload);
  }

  /**
   * Sends to another peer; to loopback, where that one is bound to the wildcard. Otherwise as
   * {@link #sendTo(SocketAddress, ByteBuffer)}.
   *
   * @param destination where to
   * @param payload what to send
   */
  public void sendTo(DatagramPeer destination, ByteBuffer payload) {
    sendTo(reachable(destination), payload);
  }

  /**
   * Sends a text in UTF-8 to another peer; to loopback, where that one is bound to the wildcard.
   * Otherwise as {@link #sendTo(SocketAddress, byte[])}.
   *
   * @param destination where to
   * @param text what to send
   */
  public void sendTo(DatagramPeer destination, String text) {
    sendTo(reachable(destination), text);
  }

  /**
   * Sends to where a datagram came from. Otherwise as {@link #sendTo(SocketAddress, byte[])}.
   *
   * @param request a received datagram
   * @param payload what to send
   */
  public void reply(Datagram request, byte[] payload) {
    sendTo(request.source(), payload);
  }

  /**
   * Sends a text in UTF-8 to where a datagram came from. Otherwise as {@link #sendTo(SocketAddress,
   * byte[])}.
   *
   * @param request a received datagram
   * @param text what to send
   */
  public void reply(Datagram request, String text) {
    sendTo(request.source(), text);
  }

  /**
   * The system call {@code recvfrom}, flag for flag. It copies the first pending datagram into the
   * buffer, from its position on, as far as there is room, and moves the position; without {@link
   * ReceiveFlag#PEEK} the datagram is consumed, and what did not fit is gone. Bytes behind what was
   * copied are left as they were. The peer's receive capacity does not matter.
   *
   * <p>Without {@link ReceiveFlag#DONTWAIT} it waits for at most the peer's receive time-out.
   *
   * @param buffer where to; no room at all copies nothing, and yet consumes
   * @param flags any of them, in any order
   * @return what the call gives back
   * @throws WouldBlockException if nothing is pending, with {@link ReceiveFlag#DONTWAIT}
   * @throws ReceiveTimeoutException if nothing came in time, without it
   * @throws ReceiveInterruptedException if the waiting thread was interrupted
   * @throws PeerClosedException if the peer is closed, also while waiting
   * @throws IllegalArgumentException if the buffer is read-only; nothing is consumed
   */
  public Reception recvFrom(ByteBuffer buffer, ReceiveFlag... flags) {
    if (buffer.isReadOnly()) {
      throw new IllegalArgumentException(
          "recvFrom cannot write into a read-only buffer; nothing was consumed");
    }
    Set<ReceiveFlag> set = EnumSet.noneOf(ReceiveFlag.class);
    set.addAll(Arrays.asList(flags));
    boolean isWaiting = !set.contains(ReceiveFlag.DONTWAIT);
    Duration limit = peer.receiveTimeout();
    Deadline deadline = isWaiting ? peer.patience().deadline(limit) : Deadline.now();
    PeerReceiver.Copy copy =
        new PeerReceiver(peer)
            .copyTo(buffer, !set.contains(ReceiveFlag.PEEK), deadline)
            .orElseThrow(
                () ->
                    isWaiting ? PeerFailures.timedOut(peer, limit) : PeerFailures.wouldBlock(peer));
    int returned = set.contains(ReceiveFlag.TRUNC) ? copy.wireLength() : copy.copied();
    return new Reception(returned, copy.copied(), copy.wireLength(), copy.source());
  }

  /**
   * Takes the first pending datagram: {@code recvfrom} into a buffer of the peer's receive
   * capacity. Waits for at most the peer's receive time-out.
   *
   * @return the datagram, truncated if it exceeds the capacity
   * @throws ReceiveTimeoutException if nothing came in time
   * @throws ReceiveInterruptedException if the waiting thread was interrupted
   * @throws PeerClosedException if the peer is closed, also while waiting
   */
  public Datagram receive() {
    return receive(peer.receiveTimeout());
  }

  /**
   * Takes the first pending datagram, waiting for at most this long. Otherwise as {@link
   * #receive()}.
   *
   * @param limit zero or more; zero does not wait
   * @return the datagram
   * @throws IllegalArgumentException if the limit is negative
   */
  public Datagram receive(Duration limit) {
    return received(new PeerReceiver(peer).next(true, peer.patience().deadline(limit)), limit);
  }

  /**
   * Takes the first pending datagram if there is one: {@code recvfrom} with {@code MSG_DONTWAIT}.
   * Does not wait.
   *
   * @return the datagram, empty where the call would block
   * @throws PeerClosedException if the peer is closed
   */
  public Optional<Datagram> poll() {
    return next(true, Deadline.now());
  }

  /**
   * Takes the first pending datagram, waiting for at most this long; that nothing comes is no
   * failure. As {@link #receive(Duration)} otherwise.
   *
   * <pre>{@code
   * while (peer.poll(Duration.ofMillis(100)).isPresent()) {
   *   count++;
   * }
   * }</pre>
   *
   * @param limit zero or more; zero does not wait
   * @return the datagram, empty where none came in time
   * @throws IllegalArgumentException if the limit is negative
   * @throws ReceiveInterruptedException if the waiting thread was interrupted
   * @throws PeerClosedException if the peer is closed, also while waiting
   */
  public Optional<Datagram> poll(Duration limit) {
    return next(true, peer.patience().deadline(limit));
  }

  /**
   * Looks at the first pending datagram if there is one: {@code recvfrom} with {@code MSG_PEEK} and
   * {@code MSG_DONTWAIT}. Does not wait and does not consume: the next receive gives an equal one.
   *
   * @return the datagram, empty where the call would block
   * @throws PeerClosedException if the peer is closed
   */
  public Optional<Datagram> peek() {
    return next(false, Deadline.now());
  }

  /**
   * Takes the first pending datagram whole, in the way in which a program does that does not know
   * its length: peek, and while the buffer came back full, double it and peek again; then receive.
   * Peeks and receive are one step here, so that no other thread gets in between. Waits for at most
   * the peer's receive time-out; the peer's receive capacity does not matter.
   *
   * @param initialBuffer the buffer to begin with, 1 byte or more
   * @return the datagram, never truncated
   * @throws ReceiveTimeoutException if nothing came in time
   * @throws ReceiveInterruptedException if the waiting thread was interrupted
   * @throws PeerClosedException if the peer is closed, also while waiting
   * @throws IllegalArgumentException if the buffer has no room
   */
  public Datagram receiveWhole(int initialBuffer) {
    if (initialBuffer < 1) {
      throw new IllegalArgumentException(
          "receiveWhole needs a buffer of 1 byte or more to begin with, but was " + initialBuffer);
    }
    Duration limit = peer.receiveTimeout();
    Deadline deadline = peer.patience().deadline(limit);
    return received(new PeerReceiver(peer).whole(initialBuffer, deadline), limit);
  }

  /**
   * Returns every datagram received since the peer was opened or cleared, consumed or not, each cut
   * to the receive capacity. Does not wait or consume, and works on a closed peer.
   *
   * @return a copy, the earliest first
   */
  public List<Datagram> received() {
    return faces(peer.history().received());
  }

  /**
   * Returns the datagrams that wait to be received. Does not wait or consume, and works on a closed
   * peer.
   *
   * @return a copy, the earliest first
   */
  public List<Datagram> pending() {
    return faces(peer.history().pending());
  }

  /**
   * Returns every datagram sent since the peer was opened or cleared, as far as the capture limit
   * and the memory let it be kept; {@link PeerStatistics#sentUnkept()} counts the others. Works on
   * a closed peer.
   *
   * @return a copy, the earliest first
   */
  public List<Datagram> sent() {
    return faces(peer.history().sent());
  }

  /**
   * Returns the peer's figures. It asks the kernel for its count of drops, which takes longer the
   * more UDP sockets the machine has: some 30 µs with one, 55 ms with 10,000. Does not wait or
   * consume, and works on a closed peer.
   *
   * @return the figures of this moment
   */
  public PeerStatistics statistics() {
    PeerHistory history = peer.history();
    LogCounts received = history.counts();
    LogCounts sent = history.sentCounts();
    return new PeerStatistics(
        received.appended(),
        received.appendedBytes(),
        received.pending(),
        sent.appended(),
        sent.appendedBytes(),
        sent.dropped(),
        history.kernelDrops(new KernelLook()),
        received.dropped(),
        peer.socket().grantedReceiveBuffer());
  }

  /**
   * Forgets every datagram received and sent so far, pending ones too. Figures and indices go on
   * counting.
   *
   * @throws PeerClosedException if the peer is closed
   */
  public void clear() {
    peer.history().clear();
  }

  /**
   * Begins a rule of this peer's script: what it does by itself with the datagrams that match. The
   * rule is in force once it says what to do. Does not wait or consume.
   *
   * @param matcher which datagrams
   * @return the rule, to be completed
   * @throws PeerClosedException if the peer is closed
   */
  @CheckReturnValue
  public ReplyRule on(DatagramMatcher matcher) {
    Expectation wanted = Objects.requireNonNull(matcher, "matcher").expectation();
    return new ReplyRule(Scripts.on(peer).on(wanted));
  }

  /**
   * Begins a rule for the datagrams with this text. Otherwise as {@link #on(DatagramMatcher)}.
   *
   * @param text the whole payload, in UTF-8
   * @return the rule, to be completed
   */
  @CheckReturnValue
  public ReplyRule on(String text) {
    return on(DatagramMatcher.text(text));
  }

  /**
   * Begins the rule for the datagrams that no other rule takes, whenever that is declared; of
   * several the latest counts. Otherwise as {@link #on(DatagramMatcher)}.
   *
   * @return the rule, to be completed
   */
  @CheckReturnValue
  public ReplyRule otherwise() {
    return new ReplyRule(Scripts.on(peer).otherwise());
  }

  /**
   * Leads a conversation from now on: steps that must come in their order. Its datagrams are asked
   * for before the rules. Does not wait or consume.
   *
   * @param conversationName its name in messages
   * @param steps gives the steps
   * @return the conversation
   * @throws PeerClosedException if the peer is closed
   * @throws IllegalArgumentException if it has no steps
   */
  public Conversation converse(String conversationName, Consumer<ConversationScript> steps) {
    GivenArguments.given(conversationName, "converse", "give it a name for messages");
    GivenArguments.given(steps, "converse", "give it the steps: script -> script.expect(...)");
    TalkDraft given = new TalkDraft();
    steps.accept(new ConversationScript(given));
    return new Conversation(Talk.begin(Scripts.on(peer), conversationName, given));
  }

  /**
   * Runs a block of test code, so that you can assert on what it causes to arrive: what arrived
   * before does not count. What the code under test sends before the block returns is seen at once.
   *
   * <p>What the block throws, a checked exception too, reaches the caller as it is; the caller need
   * not declare it.
   *
   * @param block what to run, in the calling thread
   * @return an assertion on what arrived
   */
  @CheckReturnValue
  public BlockAssert during(ThrowingBlock block) {
    return BlockAssert.after(this, block);
  }

  /**
   * Forgets the script: all rules and conversations, and the replies that are not due yet. It is
   * for peers that outlive a test, whose rules would add up. Does nothing where there is no script.
   */
  public void clearScript() {
    Scripts.of(peer).ifPresent(PeerScript::clear);
  }

  /**
   * Closes the peer's port until {@link #up()}, as when a server's process ends: a client with a
   * connected socket gets {@code port unreachable} from the system. What came before is captured
   * and stays pending; the script continues, but its replies go nowhere. Waits for no datagram and
   * consumes none. Where the peer is down already nothing happens.
   *
   * <p>A connected socket learns of it one send late: the first send goes out, the second reports
   * the error and sends nothing, the third goes out again.
   *
   * @throws PeerClosedException if the peer is closed
   */
  public void down() {
    peer.down();
  }

  /**
   * Opens the peer's port again, on the same number. Where the peer is not down nothing happens.
   *
   * @throws java.io.UncheckedIOException if somebody else has taken the port meanwhile; the message
   *     says who, and the peer stays down
   * @throws PeerClosedException if the peer is closed
   */
  public void up() {
    peer.up();
  }

  /**
   * Captures nothing until {@link #thaw()}, as when a server's process hangs: the port stays bound,
   * and what comes stays in the kernel's queue, as far as it fits there. No call and no assertion
   * sees it, and no script answers. What came before is captured.
   *
   * @throws PeerClosedException if the peer is closed
   */
  public void freeze() {
    peer.freeze();
  }

  /**
   * Captures again, first what the kernel kept since {@link #freeze()}: that counts as arrived now.
   * Where the peer is not frozen nothing happens.
   *
   * @throws PeerClosedException if the peer is closed
   */
  public void thaw() {
    peer.thaw();
  }

  /**
   * Returns Awaitility's conditions, set up for this peer: the limit is the peer's receive
   * time-out, half a second at least; the condition is evaluated in the calling thread, and a
   * failure shows the timelines of the peers of this test. It is for conditions over several peers
   * or over other state.
   *
   * @return a new factory
   */
  public ConditionFactory await() {
    return PeerAwait.of(peer);
  }

  /**
   * Returns an assertion on this peer, for AssertJ's {@code assertThat}.
   *
   * @return a new assertion
   * @throws AssertionError if something went wrong in the script of a peer of this test; each such
   *     error is thrown once
   */
  @Override
  public DatagramPeerAssert assertThat() {
    peer.context().throwMishaps();
    return new DatagramPeerAssert(this);
  }

  /**
   * Closes the socket. The script first deals with what has come, for a second at most; what it
   * would send later is never sent. When this returns the port is free; whoever waits on this peer
   * is woken with a {@link PeerClosedException}; the history stays readable. Closing again does
   * nothing.
   *
   * @throws java.io.UncheckedIOException if the system refuses; the peer is closed all the same
   * @throws AssertionError if {@link #open(PeerOptions)} has opened it, and something went wrong in
   *     its script that no assertion reported, or it is strict and not {@link
   *     DatagramPeerAssert#isExhausted() exhausted}; the peer is closed all the same
   */
  @Override
  public void close() {
    peer.close();
  }

  /** Returns one line: name and address. */
  @Override
  public String toString() {
    return peer.toString();
  }

  /** Whether the other one is the same peer. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DatagramPeer that && peer.equals(that.peer);
  }

  @Override
  public int hashCode() {
    return peer.hashCode();
  }

  Peer peer() {
    return peer;
  }

  private Optional<Datagram> next(boolean consume, Deadline deadline) {
    return new PeerReceiver(peer).next(consume, deadline).map(Datagram::new);
  }

  private Datagram received(Optional<CapturedDatagram> datagram, Duration limit) {
    if (datagram.isEmpty()) {
      throw PeerFailures.timedOut(peer, limit);
    }
    return new Datagram(datagram.get());
  }

  private static List<Datagram> faces(List<CapturedDatagram> datagrams) {
    return datagrams.stream().map(Datagram::new).toList();
  }

  private InetSocketAddress reachable(DatagramPeer destination) {
    return destination.peer.reachableAddress(address().getAddress());
  }
}
