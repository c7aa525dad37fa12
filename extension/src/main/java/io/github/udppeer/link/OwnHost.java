package io.github.udppeer.link;

import io.github.udppeer.internal.core.DatagramLoop;
import io.github.udppeer.internal.timeline.LinkHost;
import io.github.udppeer.internal.timeline.LinkTrace;
import io.github.udppeer.internal.timeline.Participants;
import io.github.udppeer.internal.timeline.Timeline;
import io.github.udppeer.internal.timeline.TimelineClock;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a link stands that stands alone: its loop starts and ends with it. */
final class OwnHost implements LinkHost {

  private final TimelineClock clock = new TimelineClock(System.nanoTime(), "the link was opened");
  private final DatagramLoop loop;
  private volatile @Nullable LinkTrace trace;

  private OwnHost(DatagramLoop loop) {
    this.loop = loop;
  }

  static OwnHost start() throws IOException {
    return new OwnHost(DatagramLoop.start());
  }

  @Override
  public DatagramLoop loop() {
    return loop;
  }

  @Override
  public void opened(LinkTrace opened) {
    trace = opened;
  }

  @Override
  public String timeline() {
    List<LinkTrace> links = List.of(Objects.requireNonNull(trace));
    return String.join("\n", Timeline.render(clock, new Participants(List.of(), links, List.of())));
  }

  @Override
  public boolean isRedacting() {
    return false;
  }

  @Override
  public boolean failed(String words, Throwable cause) {
    return false;
  }

  @Override
  public String atEndOf(String what) {
    return what;
  }

  @Override
  public long leftOfWait(long nanos) {
    return nanos;
  }

  @Override
  public void remember(AssertionError error) {
    // there is nobody to report it
  }

  @Override
  public void closed(AutoCloseable link, boolean isStrict) {
    loop.close();
  }
}
