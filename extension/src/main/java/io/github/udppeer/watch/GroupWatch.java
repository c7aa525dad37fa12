package io.github.udppeer.watch;

import io.github.udppeer.PeerGroup;
import io.github.udppeer.internal.group.CodeSockets;
import io.github.udppeer.internal.timeline.PeerNames;
import io.github.udppeer.internal.watch.Owner;
import io.github.udppeer.internal.watch.SocketLog;
import io.github.udppeer.internal.watch.SocketView;
import io.github.udppeer.internal.watch.WatchRefusedException;
import io.github.udppeer.internal.watch.Watching;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The watch of one group: what it has seen, and which of it is the group's. */
final class GroupWatch implements CodeSockets {

  private static final String ADVICE =
      "; put byte-buddy-agent on the test's class path, or start the tests with"
          + " -javaagent: and the jar of udp-peer";

  private static final List<GroupWatch> OPEN = new CopyOnWriteArrayList<>();

  private final SocketLog log;
  private volatile @Nullable Host joined;

  private GroupWatch(SocketLog log) {
    this.log = log;
  }

  static GroupWatch open(PeerGroup group) {
    try {
      GroupWatch watch = group.add(new GroupWatch(Watching.open()));
      watch.adoptThread();
      return watch;
    } catch (WatchRefusedException refused) {
      throw new IllegalStateException(
          "the sockets of the code under test cannot be watched: " + refused.getMessage() + ADVICE,
          refused);
    }
  }

  @Override
  public void joined(Host host) {
    joined = host;
    OPEN.add(this);
  }

  private Host host() {
    Host known = joined;
    if (known == null) {
      throw new IllegalStateException("the watch has joined no group");
    }
    return known;
  }

  void adoptThread() {
    Owner.set(host().viewer().owner());
  }

  void verifyAtEnd(Runnable check) {
    host().verifyAtEnd(this, check);
  }

  String atEnd() {
    return host().atEndOf("strict watch");
  }

  Duration patience() {
    return host().patience();
  }

  String timeline() {
    return host().timeline();
  }

  void remember(AssertionError error) {
    host().remember(error);
  }

  Optional<AssertionError> takeMishaps() {
    return host().takeMishaps();
  }

  /** Who is who, for messages. */
  PeerNames names() {
    return new PeerNames(host().viewer().ofRun());
  }

  boolean await(BooleanSupplier condition) {
    try {
      return log.await(condition, patience());
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return condition.getAsBoolean();
    }
  }

  List<SocketView> sockets(Selection selection) {
    return of(host().viewer()).stream().filter(selection.test()).toList();
  }

  /** Those that may be of another test, or of nobody. */
  List<SocketView> others() {
    List<SocketView> mine = of(host().viewer());
    return log.sockets().stream()
        .filter(socket -> mine.stream().noneMatch(it -> it.id() == socket.id()))
        .toList();
  }

  long leftOut() {
    return log.leftOut();
  }

  /** Who else is in this run, and in those of other groups that watch. */
  private List<PeerNames> others(Viewer viewer) {
    List<PeerNames> names = new ArrayList<>(List.of(new PeerNames(viewer.ofRun())));
    for (GroupWatch other : OPEN) {
      if (other != this) {
        names.add(new PeerNames(other.host().viewer().ofRun()));
      }
    }
    return names;
  }

  @Override
  public List<SocketView> of(Viewer viewer) {
    PeerNames own = new PeerNames(viewer.own());
    List<PeerNames> others = others(viewer);
    List<SocketView> mine = new ArrayList<>();
    for (SocketView socket : log.sockets()) {
      boolean isOwn = socket.isWith(own::isKnown);
      boolean isShared =
          socket.isWith(
              address ->
                  !own.isKnown(address) && others.stream().anyMatch(it -> it.isKnown(address)));
      if (isOwn && isShared) {
        mine.add(socket.only(own::isKnown));
      } else if (isOwn || (!isShared && socket.owner().filter(viewer::includes).isPresent())) {
        mine.add(socket);
      }
    }
    return mine;
  }

  @Override
  public void close() {
    log.close();
    OPEN.remove(this);
    Owner.clear(host().viewer().owner());
    host().closed(this);
  }
}
