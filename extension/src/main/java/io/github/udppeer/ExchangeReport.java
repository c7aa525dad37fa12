package io.github.udppeer;

import io.github.udppeer.internal.group.GroupReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What the peers of a group sent and received, as files for people: a page with a sequence diagram,
 * and a capture file for Wireshark. The JUnit extension writes them when a test fails; with this
 * class any other program can.
 *
 * <p>The latest thousand datagrams of all peers together are shown, up to 4 MiB, and of the peers
 * the 64 to which something happened last. Nothing here waits, but for {@link #summary()}, or
 * consumes, and closed peers are shown too. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class ExchangeReport {

  private final GroupReport report;

  private ExchangeReport(GroupReport report) {
    this.report = report;
  }

  /**
   * Begins a report on the peers that a message about this group shows: those of the group, of the
   * groups above and of those below.
   *
   * @param group the group
   * @param title the test's name, or whatever says what it is about
   * @return the report; nothing is gathered yet
   */
  public static ExchangeReport of(PeerGroup group, String title) {
    Objects.requireNonNull(title, "title");
    return new ExchangeReport(
        new GroupReport(Objects.requireNonNull(group, "group").group(), title));
  }

  /**
   * Says that the test has failed just now. If an assertion of this library failed, its time and
   * the datagrams that it is about are marked.
   *
   * @param thrown the failure
   * @param test the class whose frame in the stack trace is the place of the failure
   * @return this
   */
  public ExchangeReport failedWith(Throwable thrown, Class<?> test) {
    report.failedWith(thrown, test);
    return this;
  }

  /**
   * Adds a text below the diagram.
   *
   * @param heading what it says
   * @param text the text, of several lines perhaps
   * @return this
   */
  public ExchangeReport note(String heading, String text) {
    report.note(heading, text);
    return this;
  }

  /**
   * Writes {@code NAME.html} and {@code NAME.pcapng}. Files of these names are overwritten, but not
   * through a link.
   *
   * @param directory an existing directory
   * @param name the files' name without its ending
   * @return the page
   * @throws IOException if they cannot be written
   */
  public Path writeTo(Path directory, String name) throws IOException {
    return report.writeTo(directory, name);
  }

  /**
   * Returns the state of each peer in words: its figures, who waits on it, and the timeline.
   *
   * @return several lines
   */
  public String state() {
    return report.state();
  }

  /**
   * Returns what belongs to the failure's own words: what the peers and their scripts have left to
   * do, what may have caused the failure, and the latest of the timeline; some forty lines at most.
   * Where the failure shows the timeline already, only the first of the three. Scripts have a
   * second together to deal with what has come.
   *
   * @return several lines, empty where there is nothing to say
   */
  public String summary() {
    return report.summary();
  }
}
