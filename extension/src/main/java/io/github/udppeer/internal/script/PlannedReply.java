package io.github.udppeer.internal.script;

import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.text.Payloads;
import io.github.udppeer.internal.text.Words;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One reply of a script.
 *
 * @param payload makes what is sent
 * @param words what is sent, for messages
 * @param way how it is sent
 */
public record PlannedReply(RequestFunction<byte[]> payload, String words, Way way) {

  /**
   * How a reply is sent.
   *
   * @param delay how long after its request
   * @param copies how often
   * @param to where to, null for where the request came from
   * @param from which peer sends it, null for the one that received the request
   */
  record Way(Duration delay, int copies, @Nullable SocketAddress to, @Nullable Peer from) {

    private static final long LONGEST = Long.MAX_VALUE / 4;
    static final Way DIRECT = new Way(Duration.ZERO, 1, null, null);

    /** Not by what records compare with, which each script would pay for at its first use. */
    boolean isDirect() {
      return delay.isZero() && copies == 1 && to == null && from == null;
    }

    Way after(Duration newDelay) {
      if (newDelay.isNegative()) {
        throw new IllegalArgumentException("a delay must not be negative, but was " + newDelay);
      }
      return new Way(newDelay, copies, to, from);
    }

    Way copies(int newCopies) {
      if (newCopies < 1) {
        throw new IllegalArgumentException(
            "a reply is sent once or more, but copies was "
                + newCopies
                + "; for none, say ignore()");
      }
      return new Way(delay, newCopies, to, from);
    }

    Way to(SocketAddress destination) {
      if (destination instanceof InetSocketAddress inet && inet.isUnresolved()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "a reply cannot go to %s: the name is not resolved; use a literal address",
                Words.address(inet)));
      }
      return new Way(delay, copies, destination, from);
    }

    Way from(Peer sender) {
      return new Way(delay, copies, to, sender);
    }

    /** In nanoseconds; a hundred years and more are the same. */
    long delayNanos() {
      try {
        return Math.min(LONGEST, delay.toNanos());
      } catch (ArithmeticException tooLong) {
        return LONGEST;
      }
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      if (!delay.isZero()) {
        text.append(", after ").append(Words.duration(delay));
      }
      if (copies > 1) {
        text.append(copies == 2 ? ", twice" : ", " + Words.number(copies) + " times");
      }
      if (to != null) {
        text.append(", to ")
            .append(to instanceof InetSocketAddress inet ? Words.address(inet) : to);
      }
      if (from != null) {
        text.append(", from ").append(from);
      }
      return text.toString();
    }
  }

  /** What the error says of a function that makes no reply. */
  static final String NOTHING_MADE = "the function made null; to send nothing, say ignore()";

  public static PlannedReply bytes(byte[] payload) {
    byte[] copy = payload.clone();
    return new PlannedReply(request -> copy, Words.bytes(copy.length), Way.DIRECT);
  }

  public static PlannedReply text(String text) {
    byte[] bytes = Payloads.utf8(text);
    return new PlannedReply(request -> bytes, Words.quoted(text), Way.DIRECT);
  }

  public static PlannedReply made(RequestFunction<byte[]> payload) {
    return new PlannedReply(payload, "what a function makes of the request", Way.DIRECT);
  }

  public static PlannedReply madeText(RequestFunction<String> text) {
    return made(
        request -> {
          String made = text.of(request);
          return Payloads.utf8(Objects.requireNonNull(made, NOTHING_MADE));
        });
  }

  /** The same reply, sent this way. */
  PlannedReply by(Way other) {
    return new PlannedReply(payload, words, other);
  }

  /** Says what is sent and how: {@code reply "PONG", after 50 ms, twice}. */
  @Override
  public String toString() {
    return "reply " + words + way;
  }
}
