package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.assertj.FailureWords;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.FailedAssertions;
import io.github.udppeer.internal.peer.FirstFew;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.text.ByteDifference;
import io.github.udppeer.internal.text.HexDump;
import io.github.udppeer.internal.text.PayloadText;
import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.timeline.Asserted;
import io.github.udppeer.internal.timeline.PeerNames;
import io.github.udppeer.internal.timeline.Standing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The text of one failed assertion, in the order in which it is read: expectation, what was there
 * instead, evidence, likely causes, timeline.
 */
public final class FailureText implements FailureWords {

  public static final int MOST_LISTED = 20;

  private final Peer peer;
  private final PeerNames names;
  private final FailureView view;
  private final List<String> lines = new ArrayList<>();
  private final List<Asserted> asserted = new ArrayList<>();
  private int listed;

  public FailureText(Peer peer) {
    this(FailureView.now(peer));
  }

  public FailureText(FailureView view) {
    this(view, view.peer());
  }

  /** Of one of the peers, for a text that is about several. */
  public FailureText(FailureView view, Peer peer) {
    this.view = view;
    this.peer = peer;
    this.names = view.names();
  }

  /** The moment of which all of the text is. */
  public FailureView view() {
    return view;
  }

  public FailureText line(String line) {
    lines.addAll(Words.folded(line));
    return this;
  }

  public FailureText bytes(byte[] bytes) {
    lines.add("  " + Words.bytes(bytes.length));
    lines.addAll(HexDump.of(bytes));
    return this;
  }

  /** Adds a datagram with its bytes. */
  public FailureText datagram(CapturedDatagram datagram) {
    lines.add("  " + head(datagram));
    asserted(datagram);
    lines.addAll(HexDump.of(datagram.shown()));
    return this;
  }

  /** Adds the bytes that were expected and the datagram, the first difference marked. */
  public FailureText difference(byte[] expected, String butWas, CapturedDatagram actual) {
    return pair(expected, butWas, actual);
  }

  /** The same for a datagram that the message has named already. */
  FailureText pair(byte[] expected, String and, CapturedDatagram actual) {
    asserted(actual);
    byte[] payload = actual.shown();
    int offset = ByteDifference.between(expected, payload).map(ByteDifference::offset).orElse(0);
    lines.add("  " + Words.bytes(expected.length));
    lines.addAll(HexDump.around(expected, offset));
    line(and);
    lines.add("  " + head(actual));
    marked(expected, payload);
    return this;
  }

  private void marked(byte[] expected, byte[] payload) {
    lines.addAll(
        ByteDifference.between(expected, payload)
            .map(found -> HexDump.marked(payload, found.offset(), found.remark()))
            .orElseGet(() -> HexDump.of(payload)));
  }

  /** Adds datagrams, one a line, as many as a reader takes in; the text is about them. */
  public FailureText list(FirstFew sample) {
    listed(sample);
    sample.first().forEach(this::asserted);
    listed = sample.count();
    return this;
  }

  /** Adds datagrams, one a line, that the text only mentions. */
  public FailureText listed(FirstFew sample) {
    return few(sample.first(), sample.count(), this::summarised);
  }

  /**
   * Adds what there is to say of the first few, and how many more there are.
   *
   * @param first those that are at hand
   * @param count how many there are in all
   * @param words adds a line or more for each
   */
  public <T> FailureText few(Collection<T> first, int count, Consumer<? super T> words) {
    first.stream().limit(MOST_LISTED).forEach(words);
    int more = count - Math.min(MOST_LISTED, first.size());
    if (more > 0) {
      lines.add("  and " + Words.number(more) + " more");
    }
    return this;
  }

  /** Adds a datagram of one of several peers, on a line. */
  public void entry(CapturedDatagram datagram) {
    lines.addAll(Words.folded("  " + datagram.peer().name() + ": " + summary(datagram)));
    asserted(datagram);
    standing(datagram);
  }

  /** Adds what is pending on the peer beside these datagrams. */
  public FailureText alsoPending(CapturedDatagram... shown) {
    return alsoPending(Arrays.asList(shown));
  }

  /** Adds what is pending on the peer beside these datagrams. */
  FailureText alsoPending(List<CapturedDatagram> shown) {
    Set<Long> known =
        shown.stream()
            .filter(CapturedDatagram::isReceived) // those sent are numbered by themselves
            .map(CapturedDatagram::index)
            .collect(Collectors.toSet());
    FirstFew others = view.pendingBeside(known);
    if (!others.isEmpty()) {
      lines.add("");
      lines.add("Also pending: " + Words.datagrams(others.count()));
      others.first().forEach(this::summarised);
    }
    return this;
  }

  /** Adds the datagram that comes nearest to what was expected, where that is another one. */
  public FailureText nearest(byte[] expected, CapturedDatagram... shown) {
    new NearestCandidate(view, expected)
        .find(Arrays.asList(shown))
        .ifPresent(
            found -> {
              lines.add("");
              line("Nearest to what was expected: " + found.where() + ":");
              lines.add("  " + head(found.datagram()));
              marked(expected, found.datagram().shown());
            });
    return this;
  }

  /** Adds what explains the failure: facts that were counted, looked up or compared. */
  public FailureText causes(LikelyCauses causes) {
    List<String> found = causes.lines();
    section("Received before:", causes.before());
    section(found.size() == 1 ? "Likely cause:" : "Likely causes:", found);
    section("What the system shows:", causes.system());
    if (!causes.advice().isEmpty()) {
      line("");
      line(causes.advice());
    }
    return this;
  }

  private void section(String title, List<String> facts) {
    if (!facts.isEmpty()) {
      lines.add("");
      lines.add(title);
      facts.forEach(each -> line("  " + each));
    }
  }

  /** Lets the peer know of the error that was made with this text, and its group, for a report. */
  @Override
  public void failed(AssertionError error) {
    peer.history().failed(error);
    peer.context()
        .failures()
        .add(
            new FailedAssertions.Failed(
                error, view.nanos(), Optional.of(peer.socket()), Set.copyOf(asserted)));
  }

  /** Takes what went wrong in the scripts of the peers that the text is about. */
  @Override
  public Optional<AssertionError> takeMishaps() {
    return peer.context().takeMishaps();
  }

  /** Returns the text without a timeline. */
  public List<String> lines() {
    return new ArrayList<>(lines);
  }

  /** Returns the text, the timeline of the test behind it. */
  @Override
  public String visible(String text) {
    return Words.visible(text);
  }

  @Override
  public String render() {
    return body() + "\n\n" + timeline();
  }

  /** Returns the text without the timeline. */
  String body() {
    return Words.visible(String.join("\n", lines));
  }

  String timeline() {
    return Words.visible(view.timeline(marks()));
  }

  /** Lets the group know what AssertJ describes a failure with, so that it can add the timeline. */
  void describes(String description) {
    peer.context()
        .failures()
        .add(new FailedAssertions.Described(description, this::timeline, this::failed));
  }

  /** Numbers those that an assertion is about: their lines may be the same. */
  private Map<Asserted, String> marks() {
    int all = Math.max(listed, asserted.size());
    Map<Asserted, String> marks = new HashMap<>();
    for (int place = 0; place < asserted.size(); place++) {
      String which =
          String.format(Locale.ROOT, " (%s of %s)", Words.number(place + 1), Words.number(all));
      marks.put(asserted.get(place), all == 1 ? "asserted" : "asserted" + which);
    }
    return marks;
  }

  /** Says that the message is about this one too, which it shows by other words. */
  public FailureText about(CapturedDatagram datagram) {
    asserted(datagram);
    return this;
  }

  private void asserted(CapturedDatagram datagram) {
    Asserted one = new Asserted(datagram.peer().socket(), datagram.isReceived(), datagram.index());
    if (!asserted.contains(one)) {
      asserted.add(one);
    }
  }

  /** What a script dealt with is pending all the same, which would be misread. */
  FailureText standing(CapturedDatagram datagram) {
    if (datagram.isReceived()) {
      LookUp.optional(() -> datagram.peer().history().standing(datagram.index()))
          .filter(Standing::isScripted)
          .ifPresent(standing -> lines.add("    " + standing.words()));
    }
    return this;
  }

  private void summarised(CapturedDatagram datagram) {
    lines.add("  " + summary(datagram));
    standing(datagram);
  }

  private String summary(CapturedDatagram datagram) {
    String head = head(datagram) + ": ";
    return head + oneLine(datagram.shown(), Math.max(16, Words.COLUMNS - 2 - head.length()));
  }

  private static String oneLine(byte[] payload, int room) {
    return payload.length == 0 ? Words.quoted("") : PayloadText.beginning(payload, room);
  }

  private String head(CapturedDatagram datagram) {
    String cut =
        datagram.isTruncated() ? " of " + Words.number(datagram.wireLength()) + " (truncated)" : "";
    String redacted = datagram.peer().settings().isRedacting() ? ", redacted" : "";
    String what =
        Words.bytes(datagram.length()) + cut + (datagram.isReceived() ? " from " : " to ");
    String named = what + names.address(datagram.other()) + redacted;
    return named.length() <= Words.COLUMNS - 20
        ? named
        : what + Words.address(datagram.other()) + redacted;
  }
}
