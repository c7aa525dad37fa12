package io.github.udppeer;

import io.github.udppeer.FailedAssertions.Failed;
import io.github.udppeer.report.Asserted;
import io.github.udppeer.report.Exchange;
import io.github.udppeer.report.ExchangeGathering;
import io.github.udppeer.report.ExchangePage;
import io.github.udppeer.report.ExchangePeer;
import io.github.udppeer.report.ExchangeSource;
import io.github.udppeer.report.KernelLook;
import io.github.udppeer.report.Lifeline;
import io.github.udppeer.report.LinkExchange;
import io.github.udppeer.report.PcapNg;
import io.github.udppeer.report.ShownPayload;
import io.github.udppeer.report.StateDump;
import io.github.udppeer.report.Words;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What the peers of a group sent and received, as files for people: a page with a sequence diagram,
 * and a capture file for Wireshark. The JUnit extension writes them when a test fails; with this
 * class any other program can.
 *
 * <p>The latest thousand datagrams of all peers together are shown, up to 4 MiB, and of the peers
 * the 64 to which something happened last. Nothing here waits, but for {@link #summary()}, or
 * consumes, and closed peers are shown too. Not safe for use by several threads.
 */
public final class ExchangeReport {

  /** Whoever else may write into the folder can have laid a link to a file that is not his. */
  private static final OpenOption[] WRITING = {
    StandardOpenOption.CREATE,
    StandardOpenOption.TRUNCATE_EXISTING,
    StandardOpenOption.WRITE,
    LinkOption.NOFOLLOW_LINKS
  };

  private static final int LONGEST_TITLE = 1000;

  private final PeerGroup group;
  private final String title;
  private final List<Exchange.Note> notes = new ArrayList<>();
  private Optional<FailurePlace> failure = Optional.empty();

  private ExchangeReport(PeerGroup group, String title) {
    this.group = Objects.requireNonNull(group, "group");
    this.title = Words.printable(Objects.requireNonNull(title, "title"), LONGEST_TITLE);
  }

  /**
   * Begins a report on the peers that a message about one of this group tells of: those of the
   * group, of the groups above and of those below.
   *
   * @param group the group
   * @param title the test's name, or whatever tells what it is about
   * @return the report; nothing is gathered yet
   */
  public static ExchangeReport of(PeerGroup group, String title) {
    return new ExchangeReport(group, title);
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
    group.peersAround().forEach(FailureView::drain); // what came before is drawn before
    failure = Optional.of(new FailurePlace(thrown, test, group.failedAssertions()));
    return this;
  }

  /**
   * Adds a text below the diagram.
   *
   * @param heading what it tells
   * @param text the text, of several lines perhaps
   * @return this
   */
  public ExchangeReport note(String heading, String text) {
    notes.add(new Exchange.Note(heading, text));
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
    Exchange exchange = gather();
    Path capture = directory.resolve(name + ".pcapng");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(capture, WRITING))) {
      PcapNg.write(exchange, out);
    }
    Path page = directory.resolve(name + ".html");
    return Files.writeString(page, ExchangePage.of(exchange, name + ".pcapng"), WRITING);
  }

  /**
   * Returns the state of each peer in words: its figures, who waits on it, and the timeline.
   *
   * @return several lines
   */
  public String state() {
    return StateDump.of(title, group.clock(), group.participants());
  }

  /**
   * Returns what belongs to the failure's own words: what the peers and their scripts have left to
   * do, what may have caused the failure, and the latest of the timeline; some forty lines at most.
   * Where the failure tells the timeline already, only the first of the three. Scripts have a
   * second together to deal with what has come.
   *
   * @return several lines, empty where there is nothing to say
   */
  public String summary() {
    boolean isTold = failure.filter(FailurePlace::hasTimeline).isPresent();
    return Words.visible(new FailureSummary(group).text(isTold));
  }

  private Exchange gather() {
    List<Failed> failed = failure.map(FailurePlace::assertions).orElse(List.of());
    List<DatagramPeer> peers = group.peersAround();
    List<DatagramPeer> shown =
        LatestPeers.of(peers, failed.stream().flatMap(Failed::sockets).collect(Collectors.toSet()));
    KernelLook kernel = new KernelLook();
    List<ExchangeSource> sources =
        shown.stream().map(peer -> source(peer, failed, kernel)).toList();
    return new Exchange(
        title,
        failure.map(place -> place.told(group.isRedacting())),
        notes(peers.size() - shown.size()),
        group.wallClock(),
        group.clock().zeroNanos(),
        participants(sources, kernel),
        group.participants().sockets());
  }

  private List<Exchange.Note> notes(int leftOut) {
    List<Exchange.Note> all = new ArrayList<>(notes);
    if (leftOut > 0) {
      String words = " more peers, to which nothing happened later than to those shown";
      all.add(new Exchange.Note("Left out", Words.number(leftOut) + words));
    }
    return all;
  }

  private List<ExchangePeer> participants(List<ExchangeSource> sources, KernelLook kernel) {
    List<ExchangePeer> all = new ArrayList<>(ExchangeGathering.gather(sources));
    Optional<UnaryOperator<byte[]>> redactor =
        sources.stream().flatMap(source -> source.redactor().stream()).reduce(ExchangeReport::both);
    group.participants().links().stream()
        .map(link -> LinkExchange.of(link.history(kernel), redactor))
        .forEach(all::add);
    return all;
  }

  /** What a link carries may be anybody's, so that everybody's redactor has a look at it. */
  private static UnaryOperator<byte[]> both(
      UnaryOperator<byte[]> one, UnaryOperator<byte[]> other) {
    return payload -> ShownPayload.redacted(ShownPayload.redacted(payload, one), other);
  }

  private static ExchangeSource source(DatagramPeer peer, List<Failed> failed, KernelLook kernel) {
    Set<Asserted> asserted =
        failed.stream()
            .flatMap(assertion -> assertion.asserted().stream())
            .collect(Collectors.toSet());
    PayloadRedactor redactor = peer.options().redactor();
    return new ExchangeSource(
        new Lifeline(peer.name(), peer.socket()),
        peer.options().receiveCapacity(),
        peer.options().isRedacting() ? Optional.of(redactor::redact) : Optional.empty(),
        peer.history().kernelDropsWhenCaptured(kernel),
        asserted);
  }
}
