package io.github.udppeer.internal.group;

import io.github.udppeer.internal.evidence.CodeExchange;
import io.github.udppeer.internal.evidence.Exchange;
import io.github.udppeer.internal.evidence.ExchangeGathering;
import io.github.udppeer.internal.evidence.ExchangePage;
import io.github.udppeer.internal.evidence.ExchangePeer;
import io.github.udppeer.internal.evidence.ExchangeSource;
import io.github.udppeer.internal.evidence.LinkExchange;
import io.github.udppeer.internal.evidence.PcapNg;
import io.github.udppeer.internal.failure.FailureView;
import io.github.udppeer.internal.kernel.KernelLook;
import io.github.udppeer.internal.peer.FailedAssertions.Failed;
import io.github.udppeer.internal.peer.LatestPeers;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.text.ShownPayload;
import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.timeline.Asserted;
import io.github.udppeer.internal.timeline.Lifeline;
import io.github.udppeer.internal.timeline.PeerNames;
import io.github.udppeer.internal.timeline.StateDump;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Gathers what the peers and links of a group sent and received, and writes it as files. */
public final class GroupReport {

  /** Whoever else may write into the folder can have laid a link to a file that is not his. */
  private static final OpenOption[] WRITING = {
    StandardOpenOption.CREATE,
    StandardOpenOption.TRUNCATE_EXISTING,
    StandardOpenOption.WRITE,
    LinkOption.NOFOLLOW_LINKS
  };

  private static final int LONGEST_TITLE = 1000;

  private final Group group;
  private final String title;
  private final List<Exchange.Note> notes = new ArrayList<>();
  private Optional<FailurePlace> failure = Optional.empty();

  public GroupReport(Group group, String title) {
    this.group = group;
    this.title = Words.printable(title, LONGEST_TITLE);
  }

  /** The test has failed just now, with its place in that class. */
  public void failedWith(Throwable thrown, Class<?> test) {
    group.peersAround().forEach(FailureView::drain); // what came before is drawn before
    failure = Optional.of(new FailurePlace(thrown, test, group.failures().list()));
  }

  /** Adds a text below the diagram. */
  public void note(String heading, String text) {
    notes.add(new Exchange.Note(heading, text));
  }

  /** Writes the page and the capture file, and returns the page. */
  public Path writeTo(Path directory, String name) throws IOException {
    Exchange exchange = gather();
    Path capture = directory.resolve(name + ".pcapng");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(capture, WRITING))) {
      PcapNg.write(exchange, out);
    }
    Path page = directory.resolve(name + ".html");
    return Files.writeString(page, ExchangePage.of(exchange, name + ".pcapng"), WRITING);
  }

  public String state() {
    return StateDump.of(title, group.clock(), group.participants());
  }

  /** What belongs to the failure's own words, in some forty lines. */
  public String summary() {
    boolean isTold = failure.filter(FailurePlace::hasTimeline).isPresent();
    return Words.visible(new FailureSummary(group).text(isTold));
  }

  private Exchange gather() {
    List<Failed> failed = failure.map(FailurePlace::assertions).orElse(List.of());
    List<Peer> peers = group.peersAround();
    List<Peer> shown =
        LatestPeers.of(peers, failed.stream().flatMap(Failed::sockets).collect(Collectors.toSet()));
    KernelLook kernel = new KernelLook();
    List<ExchangeSource> sources =
        shown.stream().map(peer -> source(peer, failed, kernel)).toList();
    return new Exchange(
        title,
        failure.map(place -> place.described(group.isRedacting())),
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
        sources.stream().flatMap(source -> source.redactor().stream()).reduce(GroupReport::both);
    group.participants().links().stream()
        .map(link -> LinkExchange.of(link.history(kernel), redactor))
        .forEach(all::add);
    PeerNames names = new PeerNames(group.participants());
    group.participants().code().stream()
        .flatMap(socket -> CodeExchange.of(socket, names).stream())
        .forEach(all::add);
    return all;
  }

  /** What a link carries may be anybody's, so that everybody's redactor has a look at it. */
  private static UnaryOperator<byte[]> both(
      UnaryOperator<byte[]> one, UnaryOperator<byte[]> other) {
    return payload -> ShownPayload.redacted(ShownPayload.redacted(payload, one), other);
  }

  private static ExchangeSource source(Peer peer, List<Failed> failed, KernelLook kernel) {
    Set<Asserted> asserted =
        failed.stream()
            .flatMap(assertion -> assertion.asserted().stream())
            .collect(Collectors.toSet());
    return new ExchangeSource(
        new Lifeline(peer.name(), peer.socket()),
        peer.settings().receiveCapacity(),
        peer.settings().isRedacting()
            ? Optional.of(peer.settings().redaction()::redact)
            : Optional.empty(),
        peer.history().kernelDropsWhenCaptured(kernel),
        asserted);
  }
}
