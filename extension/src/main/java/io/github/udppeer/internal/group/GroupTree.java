package io.github.udppeer.internal.group;

import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.peer.PeerText;
import io.github.udppeer.internal.timeline.LinkTrace;
import io.github.udppeer.internal.timeline.Participants;
import io.github.udppeer.internal.timeline.PlainSocket;
import io.github.udppeer.internal.watch.SocketView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A group's place among the others: what is in it, in the groups above, and in those below. */
final class GroupTree {

  private final @Nullable GroupTree parent;
  private final List<GroupTree> children = new CopyOnWriteArrayList<>();
  final GroupPeers peers = new GroupPeers();
  final GroupLinks links = new GroupLinks();
  final GroupSockets sockets;
  volatile @Nullable CodeSockets watch;

  GroupTree(@Nullable GroupTree parent, GroupNames names) {
    this.parent = parent;
    this.sockets = new GroupSockets(names);
    if (parent != null) {
      parent.children.add(this);
    }
  }

  void close() {
    if (parent != null) {
      parent.children.remove(this);
    }
  }

  /** The open peers, and those closed of late, of this group and those above. */
  List<Peer> peers() {
    List<Peer> all = new ArrayList<>(parent == null ? List.of() : parent.peers());
    all.addAll(peers.list());
    return all;
  }

  List<Peer> peersAround() {
    List<Peer> all = peers();
    addPeersBelow(all);
    return all;
  }

  List<Peer> peersOfRun() {
    return parent == null ? peersAround() : parent.peersOfRun();
  }

  /** The peers here and below. */
  List<Peer> peersWithin() {
    List<Peer> all = new ArrayList<>(peers.list());
    addPeersBelow(all);
    return all;
  }

  private void addPeersBelow(List<Peer> all) {
    for (GroupTree each : below()) {
      all.addAll(each.peers.list());
    }
  }

  private List<GroupTree> below() {
    List<GroupTree> all = new ArrayList<>();
    for (GroupTree child : children) {
      all.add(child);
      all.addAll(child.below());
    }
    return all;
  }

  private List<GroupTree> above() {
    List<GroupTree> all = new ArrayList<>();
    for (GroupTree each = parent; each != null; each = each.parent) {
      all.add(0, each);
    }
    return all;
  }

  Participants participants() {
    List<GroupTree> around = above();
    around.add(this);
    around.addAll(below());
    return participants(around, View.code(this));
  }

  private static Participants participants(
      List<GroupTree> groups, Optional<List<SocketView>> code) {
    List<Peer> peers = new ArrayList<>();
    List<LinkTrace> traces = new ArrayList<>();
    List<PlainSocket> plain = new ArrayList<>();
    for (GroupTree each : groups) {
      peers.addAll(each.peers.list());
      traces.addAll(each.links.list());
      plain.addAll(each.sockets.list());
    }
    return new Participants(PeerText.lifelines(peers), traces, plain, code);
  }

  /** What the groups above hold is this one's too as long as no other test can use it. */
  private List<GroupTree> alone() {
    List<GroupTree> all = below();
    all.add(this);
    for (GroupTree each = parent; each != null && each.leaves() <= 1; each = each.parent) {
      all.add(each);
    }
    return all;
  }

  private long leaves() {
    return below().stream().filter(it -> it.children.isEmpty()).count();
  }

  private Participants own() {
    return participants(alone(), Optional.empty());
  }

  private Participants ofRun() {
    return parent == null ? own() : parent.ofRun();
  }

  View viewer() {
    return new View(this);
  }

  /** Shows a watch what is whose; most tests have none. */
  record View(GroupTree tree) implements CodeSockets.Viewer {

    /** The sockets of the code under test that are surely of a group. */
    static Optional<List<SocketView>> code(GroupTree tree) {
      for (GroupTree each = tree; each != null; each = each.parent) {
        CodeSockets watching = each.watch;
        if (watching != null) {
          return Optional.of(watching.of(new View(tree)));
        }
      }
      return Optional.empty();
    }

    @Override
    public Object owner() {
      return tree;
    }

    @Override
    public Participants own() {
      return tree.own();
    }

    @Override
    public Participants ofRun() {
      return tree.ofRun();
    }

    @Override
    public boolean includes(Object owner) {
      return tree.alone().contains(owner);
    }
  }
}
