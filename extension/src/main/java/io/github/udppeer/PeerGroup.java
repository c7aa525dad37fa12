package io.github.udppeer;

import io.github.udppeer.exceptions.PeerClosedException;
import io.github.udppeer.internal.group.Group;
import io.github.udppeer.internal.group.GroupHost;
import io.github.udppeer.internal.group.GroupLink;
import io.github.udppeer.internal.peer.PeerSettings;
import io.github.udppeer.link.DatagramLink;
import io.github.udppeer.link.LinkOptions;
import java.net.DatagramSocket;
import java.nio.channels.DatagramChannel;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The peers of one test, or of one class, or of a whole run: one capturing thread serves them, one
 * clock times them, and they close together, in the reverse order of their opening.
 *
 * <p>A group may have groups below it, which share its thread; the messages of a peer show every
 * peer of its group and of the groups above. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class PeerGroup implements AutoCloseable {

  private final Group group;
  private final WaitLimits limits;

  private PeerGroup(Group group, WaitLimits limits) {
    this.group = group;
    this.limits = limits;
  }

  /**
   * Opens a group that stands alone. Its thread starts with its first peer and ends with the group.
   *
   * @param limits how long its peers wait
   * @return the group, to be closed by the caller
   */
  public static PeerGroup open(WaitLimits limits) {
    return new PeerGroup(Group.open(Objects.requireNonNull(limits, "limits").ofGroup()), limits);
  }

  /**
   * Opens a group below this one, on the same thread. It is closed with this one at the latest.
   *
   * @return the group
   * @throws PeerClosedException if this group is closed
   */
  public PeerGroup openGroup() {
    return openGroup(() -> "");
  }

  /**
   * Opens a group below this one for a test.
   *
   * @param test gives the name of the test, for messages at whose end something of the group does
   *     not hold; asked only then
   * @return the group
   * @throws PeerClosedException if this group is closed
   */
  public PeerGroup openGroup(Supplier<String> test) {
    return new PeerGroup(group.openGroup(Objects.requireNonNull(test, "test")), limits);
  }

  /**
   * Opens a peer: a socket, bound, and captured from when this returns.
   *
   * @param options how to open it; a name that a peer of this group, or of one above, has had
   *     before gets a number
   * @return the peer, closed with this group at the latest
   * @throws java.io.UncheckedIOException if the socket cannot be bound; the message says why
   * @throws PeerClosedException if this group is closed
   */
  public DatagramPeer open(PeerOptions options) {
    return new DatagramPeer(group.open(Objects.requireNonNull(options, "options").settings()));
  }

  /**
   * Opens a peer that is declared elsewhere, as by an annotation. Otherwise as {@link
   * #open(PeerOptions)}.
   *
   * @param options how to open it
   * @param declared such as {@code declared as field server}, for the message when something is
   *     left of a strict peer
   * @return the peer, closed with this group at the latest
   * @throws java.io.UncheckedIOException if the socket cannot be bound; the message says why
   * @throws PeerClosedException if this group is closed
   */
  public DatagramPeer open(PeerOptions options, String declared) {
    PeerSettings settings = Objects.requireNonNull(options, "options").settings();
    return new DatagramPeer(group.open(settings, Objects.requireNonNull(declared, "declared")));
  }

  /**
   * Opens a plain socket for code under test that takes one. Nothing is captured of it.
   *
   * @param options name, host, port and groups count; the rest is the business of the code that
   *     reads the socket
   * @return a bound socket, closed with this group at the latest
   * @throws java.io.UncheckedIOException if it cannot be bound; the message says why
   * @throws PeerClosedException if this group is closed
   */
  public DatagramSocket openSocket(PeerOptions options) {
    return group.openSocket(options.settings());
  }

  /**
   * Opens a plain channel, in blocking mode, for code under test that takes one. Nothing is
   * captured of it.
   *
   * @param options name, host, port and groups count; the rest is the business of the code that
   *     reads the channel
   * @return a bound channel, closed with this group at the latest
   * @throws java.io.UncheckedIOException if it cannot be bound; the message says why
   * @throws PeerClosedException if this group is closed
   */
  public DatagramChannel openChannel(PeerOptions options) {
    return group.openChannel(options.settings());
  }

  /**
   * Opens a link: a faulty wire between code under test and a server.
   *
   * @param options how to open it; a name that a peer or a link of this group, or of one above, has
   *     had before gets a number
   * @return the link, closed with this group at the latest
   * @throws java.io.UncheckedIOException if its socket cannot be bound; the message says why
   * @throws PeerClosedException if this group is closed
   */
  public DatagramLink openLink(LinkOptions options) {
    Objects.requireNonNull(options, "options");
    return group.openLink(
        options.name(),
        (name, loop) -> {
          LinkOptions named = options.toBuilder().name(name).build();
          DatagramLink link = DatagramLink.open(named, new GroupLink(group, loop));
          group.links().opened(link, link::verify);
          return link;
        });
  }

  /**
   * Reports whether no peer was opened in this group, or in one above.
   *
   * @return whether there is nothing to report of peers
   */
  public boolean isEmpty() {
    return group.peers().isEmpty();
  }

  /**
   * Returns how long the peers of this group wait.
   *
   * @return the limits
   */
  public WaitLimits limits() {
    return limits;
  }

  /**
   * Verifies what must hold at the end of a test: the scripts of the peers of this group, and of
   * the groups above, have dealt with all that came and nothing went wrong in them, and strict
   * peers are exhausted. Of a strict peer of a group above only what is pending counts, and it is
   * consumed: it is this test's failure, and not that of the next one that uses the peer. Of its
   * links, see {@link DatagramLink#verify()}.
   *
   * <p>An error of a script that an assertion was failed with is reported again: a test that gets
   * here has caught it.
   *
   * <p>Waits for functions of scripts that are still running, for all of them together at most for
   * the peers' longest receive time-out, and five seconds at least. The waits for those of links,
   * two seconds for all links together, are part of it. The JUnit extension calls this; so need
   * only those who work without it.
   *
   * @throws AssertionError if it does not hold; further failures are suppressed under the first
   */
  public void verify() {
    group.verify(false);
  }

  /**
   * Has something else closed with this group, before the peers that were opened earlier: a server
   * that the test starts, for example. It does not wait.
   *
   * <pre>{@code
   * Server server = group.add(new Server(peer.address()));
   * }</pre>
   *
   * @param <T> the type of what is closed
   * @param resource what is closed; what it throws then, the closing of the group throws
   * @return the same
   * @throws PeerClosedException if the group has been closed
   */
  public <T extends AutoCloseable> T add(T resource) {
    group.add(Objects.requireNonNull(resource, "resource"));
    GroupHost.join(resource, group);
    return resource;
  }

  /**
   * Verifies the same after a test that has failed: what its assertions have reported of scripts
   * already is not reported again.
   *
   * @throws AssertionError if it does not hold; further failures are suppressed under the first
   */
  public void verifyAfterFailure() {
    group.verify(true);
  }

  /**
   * Closes everything that was opened here, the latest first, whatever fails on the way. Before
   * that the scripts of all peers deal with what has come, for a second at most, and end. Closing
   * again does nothing.
   *
   * @throws AssertionError if something went wrong in the script of a peer, and no assertion was
   *     failed with it
   */
  @Override
  public void close() {
    group.close();
  }

  /**
   * Returns a failure of AssertJ's own assertions, after {@link DatagramAssert#text()} and its
   * like, with the timeline at the end of its message; any other failure as it is. Where another
   * error cannot take the failure's place, the timeline is suppressed under it. The JUnit extension
   * calls this for all that a test throws.
   *
   * @param failure what was thrown
   * @return the failure, or one with the same expected and actual value, trace, cause and
   *     suppressed exceptions
   */
  public Throwable withTimeline(Throwable failure) {
    return group.failures().completed(failure);
  }

  Group group() {
    return group;
  }
}
