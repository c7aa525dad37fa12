package io.github.udppeer.link;

import io.github.udppeer.core.DatagramLoop;
import io.github.udppeer.report.LinkTrace;
import io.github.udppeer.report.Participants;
import io.github.udppeer.report.Timeline;
import io.github.udppeer.report.TimelineClock;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The context of a link that stands alone: its loop starts and ends with it. */
final class OwnContext implements LinkContext {

  private final TimelineClock clock = new TimelineClock(System.nanoTime(), "the link was opened");
  private final DatagramLoop loop;
  private volatile @Nullable LinkTrace trace;

  private OwnContext(DatagramLoop loop) {
    this.loop = loop;
  }

  static OwnContext start() throws IOException {
    return new OwnContext(DatagramLoop.start());
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
  public void told(AssertionError error) {
    // there is nobody to report it
  }

  @Override
  public void closed(DatagramLink link) {
    loop.close();
  }
}
