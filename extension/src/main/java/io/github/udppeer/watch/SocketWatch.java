package io.github.udppeer.watch;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerGroup;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AssertProvider;

/**
 * Records what the code under test does with its UDP sockets: whom it sends to, how long the
 * datagrams are that it receives, how many bytes it offers for them, and what it leaves open. It
 * sees every socket that Java code of this JVM opens, on platform and on virtual threads, and the
 * code sees no difference.
 *
 * <pre>{@code
 * @Test
 * void readsWholeMessages(@UdpPeer DatagramPeer sender, @WatchSockets SocketWatch code) {
 *   receiver.start();
 *   sender.sendTo(receiver.address(), "a long message ...");
 *   assertThat(code).receivedAllFrom(sender).truncatedNothing().leftNothingOpen();
 * }
 * }</pre>
 *
 * <p>A socket belongs to a test if it exchanged datagrams with a peer of that test alone; else if
 * the test's thread opened it, or one that this thread started. Others belong to nobody: assertions
 * do not judge them, and failures list them. It cannot see native transports (epoll, io_uring) and
 * other processes.
 *
 * <p>The first watch in a JVM changes two classes of the JDK, which takes about half a second. It
 * needs an agent: {@code byte-buddy-agent} on the class path, or this library's own jar as {@code
 * -javaagent:}.
 *
 * @since 0.1.0
 */
public final class SocketWatch implements AssertProvider<SocketWatchAssert>, AutoCloseable {

  private final GroupWatch watch;
  private final Selection selection;

  private SocketWatch(GroupWatch watch, Selection selection) {
    this.watch = watch;
    this.selection = selection;
  }

  /**
   * Begins to watch for a group of peers; the JUnit extension calls this, call it yourself only
   * without JUnit. The calling thread, and those that it starts from now on, belong to the group.
   * The watch ends with the group.
   *
   * <pre>{@code
   * try (PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT)) {
   *   SocketWatch code = SocketWatch.open(group);
   * }
   * }</pre>
   *
   * @param group the peers that the code under test talks to
   * @return a watch that is on
   * @throws IllegalStateException if this JVM cannot be watched; its message says why and what to
   *     do
   */
  public static SocketWatch open(PeerGroup group) {
    return open(group, false);
  }

  /**
   * Begins to watch as {@link #open} does, and fails the end of the test if a datagram was cut.
   *
   * @param group the peers that the code under test talks to
   * @return a watch that is on
   * @throws IllegalStateException if this JVM cannot be watched; its message says why and what to
   *     do
   */
  public static SocketWatch openStrict(PeerGroup group) {
    return open(group, true);
  }

  private static SocketWatch open(PeerGroup group, boolean isStrict) {
    GroupWatch watch = GroupWatch.open(Objects.requireNonNull(group, "group"));
    SocketWatch opened = new SocketWatch(watch, Selection.ALL);
    if (isStrict) {
      watch.verifyAtEnd(() -> opened.assertThat().as(watch.atEnd()).truncatedNothing());
    }
    return opened;
  }

  /** Lets the calling thread, and those that it starts from now on, belong to this watch's test. */
  public void adoptThread() {
    watch.adoptThread();
  }

  /**
   * Returns the sockets that surely belong to the test, as they are now; it does not wait.
   *
   * @return the sockets in the order in which they were first seen, at most 4,096
   */
  public List<WatchedSocket> sockets() {
    return watch.sockets(selection).stream().map(WatchedSocket::of).toList();
  }

  /**
   * Returns a watch of those sockets alone that exchanged datagrams with a peer.
   *
   * <pre>{@code
   * assertThat(code.socketOf(agent)).sentOnlyTo(agent);
   * }</pre>
   *
   * @param peer the other end
   * @return the same watch with fewer sockets
   */
  public SocketWatch socketOf(DatagramPeer peer) {
    return new SocketWatch(watch, selection.with(peer));
  }

  /**
   * Begins an assertion on what the code did.
   *
   * @return the assertion
   */
  @Override
  public SocketWatchAssert assertThat() {
    return new SocketWatchAssert(this);
  }

  /** Ends the watch, before its group is closed. What it has recorded can still be asserted on. */
  @Override
  public void close() {
    watch.close();
  }

  GroupWatch watch() {
    return watch;
  }

  Selection selection() {
    return selection;
  }

  /** Returns {@code the code's sockets}, as messages name them. */
  @Override
  public String toString() {
    return selection.toString();
  }
}
