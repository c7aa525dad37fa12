package io.github.udppeer;

import io.github.udppeer.report.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A datagram that a conversation expects, what is kept of it, and what is replied to it. */
final class ConversationTurn {

  private static final int LONGEST = 300;

  private record Kept(String name, ReplyFunction<?> value) {}

  private final CaptureFunction<DatagramMatcher> matcher;
  private final List<Kept> kept = new ArrayList<>();
  private final List<PlannedReply> replies = new ArrayList<>();
  private volatile String words;

  ConversationTurn(String words, CaptureFunction<DatagramMatcher> matcher) {
    this.words = words;
    this.matcher = matcher;
  }

  void keep(String name, ReplyFunction<?> value) {
    kept.add(new Kept(name, value));
  }

  void reply(PlannedReply reply) {
    replies.add(reply);
  }

  List<PlannedReply> replies() {
    return replies;
  }

  boolean matches(Datagram datagram, Captures captures) throws Exception {
    DatagramMatcher wanted =
        Objects.requireNonNull(matcher.apply(captures), "the function made null, not a matcher");
    if (!datagram.peer().options().isRedacting()) { // what was captured may stand in them
      words = wanted.toString();
    }
    return wanted.matches(datagram);
  }

  /** The same for a look afterwards, which changes nothing and throws nothing. */
  boolean wouldMatch(Datagram datagram, Captures captures) {
    try {
      DatagramMatcher wanted = matcher.apply(captures);
      return wanted != null && wanted.matches(datagram);
    } catch (Throwable notForThisOne) {
      return false;
    }
  }

  /** Says in what a datagram is like the one that is expected. */
  Optional<String> likeness(Datagram datagram, Captures captures) {
    try {
      return matcher.apply(captures).likeness(datagram);
    } catch (Throwable notForThisOne) {
      return Optional.empty();
    }
  }

  /** Keeps what later steps use. */
  void capture(Datagram datagram, Captures captures) throws Exception {
    captures.request(datagram);
    for (Kept each : kept) {
      Object value = each.value.reply(datagram);
      captures.put(
          each.name,
          Objects.requireNonNull(
              value, "capture \"" + Words.printable(each.name, LONGEST) + "\" made null"));
    }
  }

  /** Its steps, one a line: the first is what it expects. */
  List<String> steps() {
    List<String> steps = new ArrayList<>();
    String names =
        Words.printable(String.join(", ", kept.stream().map(Kept::name).toList()), LONGEST);
    steps.add("expect " + words + (kept.isEmpty() ? "" : ", and capture " + names));
    replies.forEach(reply -> steps.add(reply.toString()));
    return steps;
  }
}
