package io.github.udppeer;

import io.github.udppeer.FailedAssertions.Failed;
import io.github.udppeer.core.DatagramLoop;
import io.github.udppeer.link.DatagramLink;
import io.github.udppeer.link.LinkContext;
import io.github.udppeer.report.LinkTrace;
import io.github.udppeer.report.Timeline;
import java.util.Optional;
import java.util.Set;

/** What a link is opened in that belongs to a group. */
final class GroupLink implements LinkContext {

  private final Group group;
  private final DatagramLoop loop;

  GroupLink(Group group, DatagramLoop loop) {
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
  public void told(AssertionError error) {
    group.remember(new Failed(error, System.nanoTime(), Optional.empty(), Set.of()));
  }

  @Override
  public void closed(DatagramLink link) {
    group.links().closed(link, link.isStrict());
    group.forget(link);
  }
}
