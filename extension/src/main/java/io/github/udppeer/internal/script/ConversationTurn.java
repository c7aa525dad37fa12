package io.github.udppeer.internal.script;

import io.github.udppeer.internal.failure.Expectation;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A datagram that a conversation expects, what is kept of it, and what is replied to it. */
public final class ConversationTurn {

  private static final int LONGEST = 300;

  private record Kept(String name, RequestFunction<?> value) {}

  /** Says which datagram a step expects, by what was captured so far. */
  public interface Wanting {
    @Nullable Expectation in(CapturedValues captures) throws Exception;
  }

  private final Wanting wanting;
  private final List<Kept> kept = new ArrayList<>();
  private final List<PlannedReply> replies = new ArrayList<>();
  private volatile String words;

  public ConversationTurn(String words, Wanting wanting) {
    this.words = words;
    this.wanting = wanting;
  }

  void keep(String name, RequestFunction<?> value) {
    kept.add(new Kept(name, value));
  }

  void reply(PlannedReply reply) {
    replies.add(reply);
  }

  List<PlannedReply> replies() {
    return replies;
  }

  boolean matches(CapturedDatagram datagram, CapturedValues captures) throws Exception {
    Expectation wanted =
        Objects.requireNonNull(wanting.in(captures), "the function made null, not a matcher");
    if (!datagram.peer().settings().isRedacting()) { // what was captured may stand in them
      words = wanted.toString();
    }
    return wanted.matches(datagram);
  }

  /** The same for a look afterwards, which changes nothing and throws nothing. */
  boolean wouldMatch(CapturedDatagram datagram, CapturedValues captures) {
    try {
      Expectation wanted = wanting.in(captures);
      return wanted != null && wanted.matches(datagram);
    } catch (Throwable notForThisOne) {
      return false;
    }
  }

  /** Says in what a datagram is like the one that is expected. */
  Optional<String> likeness(CapturedDatagram datagram, CapturedValues captures) {
    try {
      Expectation wanted = wanting.in(captures);
      return wanted == null ? Optional.empty() : wanted.likeness(datagram);
    } catch (Throwable notForThisOne) {
      return Optional.empty();
    }
  }

  /** Keeps what later steps use. */
  void capture(CapturedDatagram datagram, CapturedValues captures) throws Exception {
    captures.request(datagram);
    for (Kept each : kept) {
      Object value = each.value.of(datagram);
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
