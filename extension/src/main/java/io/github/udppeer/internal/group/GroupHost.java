package io.github.udppeer.internal.group;

import io.github.udppeer.internal.peer.FailedAssertions.Failed;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A group as its watch knows it. */
public final class GroupHost implements CodeSockets.Host {

  private final Group group;

  private GroupHost(Group group) {
    this.group = group;
  }

  /** Lets a watch know the group that it was added to; any other member need not. */
  public static void join(AutoCloseable member, Group group) {
    if (member instanceof CodeSockets watch) {
      watch.joined(new GroupHost(group));
    }
  }

  @Override
  public CodeSockets.Viewer viewer() {
    return group.tree().viewer();
  }

  @Override
  public String timeline() {
    return group.timeline();
  }

  @Override
  public Duration patience() {
    return group.scaled(group.receiveTimeout());
  }

  @Override
  public String atEndOf(String what) {
    return group.atEndOf(what);
  }

  @Override
  public void verifyAtEnd(AutoCloseable watch, Runnable check) {
    group.links().opened(watch, check);
  }

  @Override
  public void remember(AssertionError error) {
    group.failures().add(new Failed(error, System.nanoTime(), Optional.empty(), Set.of()));
  }

  @Override
  public Optional<AssertionError> takeMishaps() {
    return group.takeMishaps();
  }

  @Override
  public void closed(AutoCloseable watch) {
    group.forget(watch);
  }
}
