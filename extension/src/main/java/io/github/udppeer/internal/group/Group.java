package io.github.udppeer.internal.group;

import io.github.udppeer.internal.assertj.CallSite;
import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.core.DatagramLoop;
import io.github.udppeer.internal.core.Workers;
import io.github.udppeer.internal.failure.FailureView;
import io.github.udppeer.internal.kernel.UnreachedDatagrams;
import io.github.udppeer.internal.peer.BindFailures;
import io.github.udppeer.internal.peer.BindRefusedException;
import io.github.udppeer.internal.peer.Binding;
import io.github.udppeer.internal.peer.FailedAssertions;
import io.github.udppeer.internal.peer.FormerPeers;
import io.github.udppeer.internal.peer.Mishap;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.peer.PeerContext;
import io.github.udppeer.internal.peer.PeerSettings;
import io.github.udppeer.internal.peer.PeerText;
import io.github.udppeer.internal.peer.SocketsForCode;
import io.github.udppeer.internal.script.Scripts;
import io.github.udppeer.internal.timeline.Participants;
import io.github.udppeer.internal.timeline.Timeline;
import io.github.udppeer.internal.timeline.TimelineClock;
import io.github.udppeer.internal.timeline.WallClock;
import java.net.DatagramSocket;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who is open together: the peers, links and plain sockets of a test, a class or a run. */
public final class Group implements PeerContext, AutoCloseable {

  private static final String UNNAMED = "peer";

  private final @Nullable Group parent;
  private final SharedLoop loop;
  private final GroupLimits limits;
  private final @Nullable Supplier<String> test;
  private final FormerPeers formerPeers;
  private final WallClock wallClock;
  private final long openedNanos = System.nanoTime();
  private final FailedAssertions failures;
  private final ScriptErrors scriptErrors;
  private final GroupMembers members = new GroupMembers();
  private final GroupNames names;
  private final GroupTree tree;
  private volatile @Nullable UnreachedDatagrams unreached;
  private volatile @Nullable Peer owner;

  private Group(
      @Nullable Group parent,
      SharedLoop loop,
      GroupLimits limits,
      @Nullable Supplier<String> test) {
    this.test = test;
    this.parent = parent;
    this.wallClock = parent == null ? WallClock.start() : parent.wallClock;
    this.loop = loop;
    this.formerPeers = parent == null ? new FormerPeers() : parent.formerPeers;
    this.limits = limits;
    this.failures = new FailedAssertions(parent == null ? null : parent.failures);
    this.scriptErrors = new ScriptErrors(parent == null ? null : parent.scriptErrors);
    this.names = new GroupNames(parent == null ? null : parent.names);
    this.tree = new GroupTree(parent == null ? null : parent.tree, names);
  }

  /** Opens a group that stands alone. Its thread starts with its first peer and ends with it. */
  public static Group open(GroupLimits limits) {
    SharedLoop loop = new SharedLoop();
    Group group = new Group(null, loop, limits, null);
    group.members.addFirst(loop);
    return group;
  }

  /** Opens a group below this one, for a test that the supplier names. */
  public Group openGroup(Supplier<String> ofTest) {
    return adding(() -> new Group(this, loop, limits, ofTest));
  }

  /** What is verified at the end of a test, described with the test's name. */
  String atEndOf(String what) {
    return TestEnd.described(what, test);
  }

  @Override
  public Peer open(PeerSettings settings) {
    return open(settings, settings.strict() ? CallSite.opened() : "");
  }

  /** Opens a peer; {@code place} says where a strict one was declared. */
  public Peer open(PeerSettings settings, String place) {
    return adding(
        () -> {
          String requested = settings.name().isEmpty() ? UNNAMED : settings.name();
          String name = names.unused(requested);
          CapturedSocket socket = Binding.captured(loop.started(), settings, name);
          Peer peer = new Peer(this, name, settings, socket);
          names.take(requested, name);
          tree.peers.add(peer, place);
          if (unreached == null) {
            unreached = UnreachedDatagrams.lately();
          }
          return peer;
        });
  }

  @Override
  public String placeOf(Peer peer) {
    return tree.peers.placeOf(peer);
  }

  /** Opens the peer with which the whole group closes. */
  public Peer openOwner(PeerSettings settings) {
    Peer peer = open(settings);
    owner = peer;
    return peer;
  }

  public DatagramSocket openSocket(PeerSettings settings) {
    return adding(
        () -> {
          DatagramSocket socket = SocketsForCode.socket(settings);
          tree.sockets.add(settings, socket.getLocalSocketAddress());
          return socket;
        });
  }

  public DatagramChannel openChannel(PeerSettings settings) {
    return adding(
        () -> {
          DatagramChannel channel = SocketsForCode.channel(settings);
          tree.sockets.add(settings, channel.socket().getLocalSocketAddress());
          return channel;
        });
  }

  /** Opens a link by the name that it gets here. */
  public <T extends AutoCloseable> T openLink(String requested, LinkOpening<T> opening) {
    return adding(
        () -> {
          String name = names.unused(requested);
          T link = opening.open(name, loop.started());
          names.take(requested, name);
          return link;
        });
  }

  /** Opens a link, which reports itself to {@link #links()}. */
  public interface LinkOpening<T> {
    T open(String name, DatagramLoop loop);
  }

  public GroupLinks links() {
    return tree.links;
  }

  /** Lets go of what was closed. */
  @SuppressWarnings("ReferenceEquality") // the very member
  public void forget(AutoCloseable member) {
    members.forget(member);
    if (tree.watch == member) {
      tree.watch = null;
    }
  }

  /** The open peers, and those closed of late, of this group and those above. */
  public List<Peer> peers() {
    return tree.peers();
  }

  @Override
  public List<Peer> peersAround() {
    return tree.peersAround();
  }

  @Override
  public List<Peer> peersOfRun() {
    return tree.peersOfRun();
  }

  @Override
  public Participants participants() {
    return tree.participants();
  }

  @Override
  public Optional<UnreachedDatagrams> unreached() {
    return unreached == null && parent != null
        ? parent.unreached()
        : Optional.ofNullable(unreached);
  }

  /** Has something else closed with this group; a watch is asked for what its messages show. */
  public void add(AutoCloseable member) {
    adding(
        () -> {
          if (member instanceof CodeSockets code) {
            tree.watch = code;
          }
          return member;
        });
  }

  GroupTree tree() {
    return tree;
  }

  @Override
  public boolean isOfClass() {
    return parent != null && parent.parent == null;
  }

  @Override
  public FormerPeers formerPeers() {
    return formerPeers;
  }

  @Override
  public Duration receiveTimeout() {
    return limits.receiveTimeout();
  }

  @Override
  public Duration scaled(Duration limit) {
    return limits.scaled(limit);
  }

  /** From when the timelines of this group count. Without a group above, nobody runs tests. */
  @Override
  public TimelineClock clock() {
    return new TimelineClock(
        openedNanos, parent == null ? "the peers' group was opened" : "the test started");
  }

  /** For times of day, the same for all groups of a tree. */
  WallClock wallClock() {
    return wallClock;
  }

  @Override
  public String timeline() {
    peersAround().forEach(FailureView::drain);
    return String.join("\n", Timeline.render(clock(), participants()));
  }

  /** Verifies the end of a test; what it caught is reported again unless it has failed already. */
  public void verify(boolean hasFailed) {
    List<Peer> outliving = parent == null ? List.of() : parent.peers();
    TestEnd end = new TestEnd(test, tree.peers.list(), outliving, scriptErrors);
    end.verifyLinks(tree.links);
    (hasFailed ? end : end.reportAgain(thrownMishaps())).verify();
  }

  /** Closes everything that was opened here; before that all scripts end. */
  @Override
  public void close() {
    Deque<AutoCloseable> toClose = members.takeAll();
    if (owner != null) {
      owner = null;
      toClose.push(() -> verify(true)); // nobody else can
    }
    toClose.push(this::endScripts);
    toClose.addLast(scriptErrors);
    try {
      GroupMembers.close(toClose);
    } finally {
      tree.close();
      if (parent != null) {
        parent.forget(this);
      }
    }
  }

  /** All end before the first peer closes: one may be another one's companion. */
  private void endScripts() {
    List<Peer> all = tree.peersWithin();
    Scripts.endAll(all);
    loop.letGo(all);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the very peer
  public void leave(Peer peer) {
    if (peer == owner) {
      close();
    } else if (members.forget(peer)) {
      tree.peers.closed(peer);
    }
  }

  private <T extends AutoCloseable> T adding(GroupMembers.Opening<T> opening) {
    try {
      return members.add(opening);
    } catch (BindRefusedException refused) { // the other groups are asked without this one's lock
      throw BindFailures.explain(refused, PeerText.lifelines(peersOfRun()));
    }
  }

  @Override
  public FailedAssertions failures() {
    return failures;
  }

  @Override
  public void failed(Mishap mishap) {
    scriptErrors.add(mishap);
    peersAround().forEach(Peer::wake);
  }

  @Override
  public boolean hasMishaps() {
    return !scriptErrors.isEmpty();
  }

  @Override
  public Optional<AssertionError> takeMishaps() {
    return hasMishaps() && !Workers.isWorker() ? scriptErrors.takeToThrow() : Optional.empty();
  }

  @Override
  public Optional<AssertionError> takeLastMishaps() {
    return scriptErrors.takeForGood();
  }

  @Override
  public List<AssertionError> thrownMishaps() {
    return scriptErrors.thrown();
  }
}
