package io.github.udppeer.watch;

import io.github.udppeer.internal.assertj.AssertionErrors;
import io.github.udppeer.internal.assertj.FailureWords;
import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.timeline.PeerNames;
import io.github.udppeer.internal.watch.SocketView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.assertj.core.api.WritableAssertionInfo;

/** What the error of an assertion on the code's sockets says. */
final class WatchText implements FailureWords {

  private static final int MOST_LINES = 10;

  private final GroupWatch watch;
  private final List<String> lines = new ArrayList<>();

  private WatchText(GroupWatch watch) {
    this.watch = watch;
  }

  /** Begins with what was expected of whom. */
  static WatchText expecting(GroupWatch watch, Selection whom, String expectation) {
    WatchText text = new WatchText(watch);
    text.lines.addAll(Words.folded("Expecting " + whom + " to " + expectation));
    return text;
  }

  WatchText line(String line) {
    lines.addAll(Words.folded(line));
    return this;
  }

  <T> WatchText few(List<T> all, Function<T, String> words) {
    all.stream().limit(MOST_LINES).forEach(each -> line("  " + words.apply(each)));
    int more = all.size() - MOST_LINES;
    return more > 0 ? line("  and " + Words.number(more) + " more") : this;
  }

  /** The sockets that were not judged, since nobody knows whose they are. */
  WatchText others() {
    List<SocketView> others = watch.others();
    long leftOut = watch.leftOut();
    if (!others.isEmpty()) {
      line("Not judged, since they may not be of this test:");
      few(others, it -> words(it) + (it.isOpen() ? ", open" : ", closed"));
    }
    return leftOut == 0
        ? this
        : line("and " + Words.number(leftOut) + " more sockets than a watch remembers.");
  }

  /**
   * Returns {@code Heartbeat:20 (127.0.0.1:40074), opened by Heartbeat.main (Heartbeat.java:20)}.
   */
  static String words(SocketView socket) {
    String opened = socket.opened().words();
    return socket.name()
        + socket.local().map(it -> " (" + Words.address(it) + ")").orElse(" (not bound)")
        + (opened.isEmpty() ? ", opened before it was watched" : ", opened by " + opened);
  }

  PeerNames names() {
    return watch.names();
  }

  AssertionError error(WritableAssertionInfo info) {
    return AssertionErrors.of(info, this);
  }

  @Override
  public String render() {
    return String.join("\n", lines) + "\n\n" + watch.timeline();
  }

  @Override
  public String visible(String text) {
    return Words.visible(text);
  }

  @Override
  public void failed(AssertionError error) {
    watch.remember(error);
  }

  @Override
  public Optional<AssertionError> takeMishaps() {
    return watch.takeMishaps();
  }
}
