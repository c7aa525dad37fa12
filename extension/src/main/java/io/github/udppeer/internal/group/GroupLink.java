package io.github.udppeer.internal.group;

import io.github.udppeer.internal.core.DatagramLoop;
import io.github.udppeer.internal.peer.FailedAssertions.Failed;
import io.github.udppeer.internal.timeline.LinkHost;
import io.github.udppeer.internal.timeline.LinkTrace;
import io.github.udppeer.internal.timeline.Timeline;
import java.util.Optional;
import java.util.Set;

/** What a link is opened in that belongs to a group. */
public final class GroupLink implements LinkHost {

  private final Group group;
  private final DatagramLoop loop;

  public GroupLink(Group group, DatagramLoop loop) {
    this.group = group;
    this.loop = loop;
  }

  @Override
  public DatagramLoop loop() {
    return loop;
  }

  @Override
  public void opened(LinkTrace trace) {
    group.links().add(trace);
  }

  @Override
  public String timeline() {
    return String.join("\n", Timeline.render(group.clock(), group.participants()));
  }

  @Override
  public boolean isRedacting() {
    return group.isRedacting();
  }

  @Override
  public boolean failed(String words, Throwable cause) {
    return false;
  }

  @Override
  public String atEndOf(String what) {
    return group.atEndOf(what);
  }

  @Override
  public long leftOfWait(long nanos) {
    return group.links().leftOfWait(nanos);
  }

  @Override
  public void remember(AssertionError error) {
    group.failures().add(new Failed(error, System.nanoTime(), Optional.empty(), Set.of()));
  }

  @Override
  public void closed(AutoCloseable link, boolean isStrict) {
    group.links().closed(link, isStrict);
    group.forget(link);
  }
}
