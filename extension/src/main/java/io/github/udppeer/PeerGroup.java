package io.github.udppeer;

import io.github.udppeer.core.CapturedSocket;
import io.github.udppeer.core.Thrown;
import io.github.udppeer.core.Workers;
import io.github.udppeer.link.DatagramLink;
import io.github.udppeer.link.LinkOptions;
import io.github.udppeer.report.CallSite;
import io.github.udppeer.report.Lifeline;
import io.github.udppeer.report.LinkTrace;
import io.github.udppeer.report.Participants;
import io.github.udppeer.report.PlainSocket;
import io.github.udppeer.report.Timeline;
import io.github.udppeer.report.WallClock;
import io.github.udppeer.report.Words;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The peers of one test, or of one class, or of a whole run: one capturing thread serves them, one
 * clock times them, and they close together, in the reverse order of their opening.
 *
 * <p>A group may have groups below it, which share its thread; the messages of a peer tell of every
 * peer of its group and of the groups above. Safe for use by several threads.
 */
public final class PeerGroup implements AutoCloseable {

  private static final String UNNAMED = "peer";
  private static final int LONGEST_TEST = 80;

  /**
   * Closed peers that a group remembers, so that one which opens and closes for ever stays small.
   */
  private static final int MOST_CLOSED = 256;

  /** The bytes of payload that all but the latest of them may hold together, on the heap. */
  private static final long MOST_CLOSED_BYTES =
      Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);

  private final @Nullable PeerGroup parent;
  private final SharedLoop loop;
  private final FormerPeers formerPeers;
  private final WaitLimits limits;
  private final Supplier<String> test;
  private final WallClock wallClock;
  private final long openedNanos = System.nanoTime();
  private final FailedAssertions failedAssertions = new FailedAssertions();
  private final DescribedFailures describedFailures = new DescribedFailures();
  private final ScriptErrors scriptErrors = new ScriptErrors();
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<AutoCloseable> members = new ArrayDeque<>();
  private final List<DatagramPeer> peers = new ArrayList<>();
  private final Deque<DatagramPeer> closedPeers = new ArrayDeque<>();
  private final GroupLinks links = new GroupLinks();
  private final GroupSockets sockets = new GroupSockets();
  private final GroupNames names;
  private @Nullable Map<DatagramPeer, String> places;
  private long closedBytes;
  private volatile @Nullable DatagramPeer owner;
  private boolean closed;

  private PeerGroup(
      @Nullable PeerGroup parent, SharedLoop loop, WaitLimits limits, Supplier<String> test) {
    this.test = test;
    this.parent = parent;
    this.wallClock = parent == null ? WallClock.start() : parent.wallClock;
    this.loop = loop;
    this.formerPeers = parent == null ? new FormerPeers() : parent.formerPeers;
    this.limits = limits;
    this.names = new GroupNames(parent == null ? null : parent.names);
  }

  /**
   * Opens a group that stands alone. Its thread starts with its first peer and ends with the group.
   *
   * @param limits how long its peers wait
   * @return the group, to be closed by the caller
   */
  public static PeerGroup open(WaitLimits limits) {
    SharedLoop loop = new SharedLoop();
    PeerGroup group = new PeerGroup(null, loop, Objects.requireNonNull(limits, "limits"), () -> "");
    group.members.push(loop);
    return group;
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
   * @param test gives the name by which messages call the test at whose end something of the group
   *     does not hold; asked only then
   * @return the group
   * @throws PeerClosedException if this group is closed
   */
  public PeerGroup openGroup(Supplier<String> test) {
    Objects.requireNonNull(test, "test");
    return adding(() -> new PeerGroup(this, loop, limits, test));
  }

  /** What is verified at the end of a test, described with the test's name. */
  String atEndOf(String what) {
    String name = Words.printable(test.get(), LONGEST_TEST);
    return name.isEmpty() ? what : what + ", at the end of " + name;
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
    Objects.requireNonNull(options, "options");
    return open(options, options.isStrict() ? opened(CallSite.outside()) : "");
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
    Objects.requireNonNull(declared, "declared");
    return adding(
        () -> {
          String requested = options.name().isEmpty() ? UNNAMED : options.name();
          String name = names.unused(requested);
          CapturedSocket socket = Binding.captured(loop, options, name);
          DatagramPeer peer = new DatagramPeer(this, name, options, socket);
          names.take(requested, name);
          peers.add(peer);
          if (options.isStrict()) {
            declared(peer, declared);
          }
          return peer;
        });
  }

  private static String opened(String place) {
    return place.isEmpty() ? "" : "opened at " + place;
  }

  private void declared(DatagramPeer peer, String place) {
    Map<DatagramPeer, String> known = places;
    if (known == null) {
      known = new HashMap<>(); // each peer is equal to itself only
      places = known;
    }
    known.put(peer, place);
  }

  /** Where a strict peer of this group was declared; else empty. */
  String placeOf(DatagramPeer peer) {
    lock.lock();
    try {
      return places == null ? "" : places.getOrDefault(peer, "");
    } finally {
      lock.unlock();
    }
  }

  /** Opens a peer whose closing closes this group too. */
  DatagramPeer openOwner(PeerOptions options) {
    DatagramPeer peer = open(options);
    owner = peer;
    return peer;
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
    return adding(
        () -> {
          DatagramSocket socket = Binding.socket(options);
          remember(options, socket.getLocalSocketAddress());
          return socket;
        });
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
    return adding(
        () -> {
          DatagramChannel channel = Binding.channel(options);
          remember(options, channel.socket().getLocalSocketAddress());
          return channel;
        });
  }

  /** Messages call a plain socket by its name too, although nobody looks out of it. */
  private void remember(PeerOptions options, SocketAddress address) {
    String name = options.name();
    if (!name.isEmpty()) {
      name = names.unused(name);
      names.take(options.name(), name);
    }
    sockets.add(new PlainSocket(name, (InetSocketAddress) address));
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
    return adding(
        () -> {
          String name = names.unused(options.name());
          LinkOptions named = options.toBuilder().name(name).build();
          DatagramLink link = DatagramLink.open(named, new GroupLink(this, loop.started()));
          names.take(options.name(), name);
          links.opened(link);
          return link;
        });
  }

  /**
   * Returns the peers of the groups above and of this one, in the order of their opening. Of those
   * that were closed before their group, each group remembers the latest: up to 256 with 64 MiB of
   * payload together, or with an eighth of the heap if that is less, and all strict ones.
   *
   * @return a copy
   */
  public List<DatagramPeer> peers() {
    List<DatagramPeer> all = new ArrayList<>(parent == null ? List.of() : parent.peers());
    all.addAll(ownPeers());
    return all;
  }

  /** The peers that a message about one of this group tells of: those of groups below too. */
  List<DatagramPeer> peersAround() {
    List<DatagramPeer> all = peers();
    addPeersBelow(all);
    return all;
  }

  /** Whether one of these hides parts of payloads, which any of them may have exchanged. */
  boolean isRedacting() {
    return peersAround().stream().anyMatch(peer -> peer.options().isRedacting());
  }

  /** The links of this group. */
  GroupLinks links() {
    return links;
  }

  /** The peers and links that a message about one of this group tells of. */
  Participants participants() {
    List<LinkTrace> traces = new ArrayList<>();
    List<PlainSocket> plain = new ArrayList<>();
    for (PeerGroup above = this; above != null; above = above.parent) {
      traces.addAll(0, above.links.list());
      plain.addAll(0, above.sockets.list());
    }
    for (PeerGroup below : groupsBelow()) {
      traces.addAll(below.links.list());
      plain.addAll(below.sockets.list());
    }
    return new Participants(
        peersAround().stream().map(peer -> new Lifeline(peer.name(), peer.socket())).toList(),
        traces,
        plain);
  }

  /** All peers that are open anywhere in the run, and those of open groups that are closed. */
  List<DatagramPeer> peersOfRun() {
    return parent == null ? peersAround() : parent.peersOfRun();
  }

  /** Whether it is right below the run's group: what is opened here serves the tests of a class. */
  boolean isOfClass() {
    return parent != null && parent.parent == null;
  }

  /** The peers that were closed in the run, of groups that are closed too. */
  FormerPeers formerPeers() {
    return formerPeers;
  }

  private void addPeersBelow(List<DatagramPeer> all) {
    for (PeerGroup below : groupsBelow()) {
      all.addAll(below.ownPeers());
    }
  }

  /** The groups below that are open, and those below these. */
  private List<PeerGroup> groupsBelow() {
    List<AutoCloseable> open = openMembers();
    Collections.reverse(open); // the latest member comes first
    List<PeerGroup> all = new ArrayList<>();
    for (AutoCloseable member : open) {
      if (member instanceof PeerGroup below) {
        all.add(below);
        all.addAll(below.groupsBelow());
      }
    }
    return all;
  }

  private List<DatagramPeer> ownPeers() {
    lock.lock();
    try {
      return List.copyOf(peers);
    } finally {
      lock.unlock();
    }
  }

  private List<AutoCloseable> openMembers() {
    lock.lock();
    try {
      return new ArrayList<>(members);
    } finally {
      lock.unlock();
    }
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
   * <p>An error of a script that an assertion was failed with is told again: a test that gets here
   * has caught it.
   *
   * <p>Waits for functions of scripts that are still running, for all of them together at most for
   * the peers' longest receive time-out, and five seconds at least. The waits for those of links,
   * two seconds for all links together, are part of it. The JUnit extension calls this; so need
   * only those who work without it.
   *
   * @throws AssertionError if it does not hold; further failures are suppressed under the first
   */
  public void verify() {
    endOfTest().tellAgain(toldScriptErrors()).verify();
  }

  /**
   * Verifies the same after a test that has failed: what its assertions have told of scripts
   * already is not told again.
   *
   * @throws AssertionError if it does not hold; further failures are suppressed under the first
   */
  public void verifyAfterFailure() {
    endOfTest().verify();
  }

  private EndOfTest endOfTest() {
    EndOfTest end = new EndOfTest(this, ownPeers(), parent == null ? List.of() : parent.peers());
    return end.verifyLinks(links.toVerify());
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
    Deque<AutoCloseable> toClose;
    lock.lock();
    try {
      closed = true;
      toClose = new ArrayDeque<>(members);
      members.clear();
    } finally {
      lock.unlock();
    }
    if (owner != null) {
      owner = null;
      toClose.push(this::verifyAfterFailure); // nobody else can
    }
    toClose.push(this::endScripts);
    toClose.addLast(scriptErrors);
    try {
      closeAll(toClose);
    } finally {
      if (parent != null) {
        parent.forget(this);
      }
    }
  }

  /** All end before the first peer closes: one may be another one's companion. */
  private void endScripts() {
    List<PeerScript> scripts = new ArrayList<>();
    List<DatagramPeer> all = new ArrayList<>(ownPeers());
    addPeersBelow(all);
    for (DatagramPeer peer : all) {
      Optional<PeerScript> script = peer.scriptIfAny();
      if (script.isPresent()) {
        scripts.add(script.get());
      }
    }
    if (!scripts.isEmpty()) {
      PeerScript.endAll(scripts);
    }
    letGoOf(all);
  }

  /** What is closed one after another is watched no longer: else each would wait for the loop. */
  private void letGoOf(List<DatagramPeer> closing) {
    List<CapturedSocket> sockets = new ArrayList<>(closing.size());
    for (DatagramPeer peer : closing) {
      if (!peer.socket().isClosed()) {
        sockets.add(peer.socket());
      }
    }
    if (sockets.size() > 1) {
      loop.letGo(sockets);
    }
  }

  /** From when the timelines of this group count. Without a group above, nobody runs tests. */
  Timeline.Clock clock() {
    return new Timeline.Clock(
        openedNanos, parent == null ? "the peers' group was opened" : "the test started");
  }

  /** For times of day, the same for all groups of a tree. */
  WallClock wallClock() {
    return wallClock;
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
    Throwable completed = describedFailures.completed(failure);
    return parent == null ? completed : parent.withTimeline(completed);
  }

  void remember(DescribedFailures.Described described) {
    describedFailures.add(described);
  }

  void remember(FailedAssertions.Failed failed) {
    failedAssertions.add(failed);
  }

  /** The latest assertions that failed on peers of this group and of those above. */
  List<FailedAssertions.Failed> failedAssertions() {
    List<FailedAssertions.Failed> all = failedAssertions.list();
    if (parent != null) {
      all.addAll(parent.failedAssertions());
    }
    return all;
  }

  /** Keeps what went wrong in a script, and ends the waits that it makes pointless. */
  void scriptFailed(ScriptError error) {
    scriptErrors.add(error);
    peersAround().forEach(DatagramPeer::wake);
  }

  /** Whether something went wrong in a script of this group, or of one above. */
  boolean hasScriptErrors() {
    return !scriptErrors.isEmpty() || (parent != null && parent.hasScriptErrors());
  }

  /**
   * Takes what went wrong in the scripts of this group, and of those above, to fail an assertion
   * with it; in a function of a script nobody is there to be failed.
   */
  Optional<AssertionError> takeScriptErrors() {
    return hasScriptErrors() && !Workers.isWorker()
        ? ScriptErrors.tell(scriptErrorsAbove())
        : Optional.empty();
  }

  /** What assertions were failed with that may have been caught. */
  List<AssertionError> toldScriptErrors() {
    List<AssertionError> told = new ArrayList<>();
    for (ScriptErrors errors : scriptErrorsAbove()) {
      told.addAll(errors.told());
    }
    return told;
  }

  void throwScriptErrors() {
    Optional<AssertionError> error = takeScriptErrors();
    if (error.isPresent()) {
      throw error.get();
    }
  }

  List<ScriptErrors> scriptErrorsAbove() {
    List<ScriptErrors> all = new ArrayList<>();
    for (PeerGroup group = this; group != null; group = group.parent) {
      all.add(group.scriptErrors);
    }
    return all;
  }

  /** Lets go of a peer that was closed, or closes with it. */
  @SuppressWarnings("ReferenceEquality") // the very peer
  void leave(DatagramPeer peer) {
    if (peer == owner) {
      close();
    } else {
      forget(peer);
    }
  }

  /** Lets go of what was closed. */
  void forget(AutoCloseable member) {
    lock.lock();
    try {
      if (members.remove(member)
          && member instanceof DatagramPeer peer
          && !peer.options().isStrict()) {
        rememberClosed(peer);
      }
    } finally {
      lock.unlock();
    }
  }

  private void rememberClosed(DatagramPeer peer) {
    closedPeers.addLast(peer);
    closedBytes += peer.socket().heldBytes();
    while (closedPeers.size() > MOST_CLOSED
        || (closedBytes > MOST_CLOSED_BYTES && closedPeers.size() > 1)) {
      DatagramPeer oldest = closedPeers.removeFirst();
      closedBytes -= oldest.socket().heldBytes(); // which has not changed since
      peers.remove(oldest);
    }
  }

  interface Opening<T> {
    T open();
  }

  /** Opens something that is closed with this group. */
  <T extends AutoCloseable> T adding(Opening<T> opening) {
    try {
      return addingLocked(opening);
    } catch (BindRefusedException refused) { // the other groups are asked without this one's lock
      throw BindFailures.explain(refused, peersOfRun());
    }
  }

  private <T extends AutoCloseable> T addingLocked(Opening<T> opening) {
    lock.lock();
    try {
      if (closed) {
        throw new PeerClosedException("this group of peers is closed, so nothing can be opened");
      }
      T member = opening.open();
      members.push(member);
      return member;
    } finally {
      lock.unlock();
    }
  }

  private static void closeAll(Deque<AutoCloseable> members) {
    Throwable first = null;
    for (AutoCloseable member : members) {
      try {
        member.close();
      } catch (Throwable failure) { // an Error too must not keep the others open
        if (first == null) {
          first = failure;
        } else {
          first.addSuppressed(failure);
        }
      }
    }
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (first != null) {
      throw new IllegalStateException(Thrown.words(first), first);
    }
  }
}
