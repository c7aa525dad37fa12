package io.github.udppeer.watch;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.internal.text.Words;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.AssertProvider;

/**
 * How long a datagram a receiver takes whole, found by sending it longer and longer ones. It is for
 * receivers that no {@link SocketWatch} can see: native transports and other processes. The
 * receiver must show how many messages it has received, and how long the latest one was.
 *
 * <pre>{@code
 * DatagramLimit limit =
 *     DatagramLimit.of(peer)
 *         .to(server.address())
 *         .observedBy(() -> new DatagramLimit.Observed(server.count(), server.lastLength()));
 * assertThat(limit).isAtLeast(8192);
 * }</pre>
 *
 * @param largestWhole the most bytes that arrived whole; 0 if none did
 * @param smallestNot the fewest bytes that did not; 0 if all did
 * @param above what happened to the datagrams above the limit
 * @param observedAbove the length that the receiver had of the smallest that was not whole; -1 if
 *     it had none
 * @param exactFitDiffers whether the smallest that was not whole fared otherwise than one of a byte
 *     more: a receiver may take a full buffer for a cut datagram
 * @param sent how many datagrams were sent to find that out
 * @since 0.1.0
 */
public record DatagramLimit(
    int largestWhole,
    int smallestNot,
    Above above,
    int observedAbove,
    boolean exactFitDiffers,
    int sent)
    implements AssertProvider<DatagramLimitAssert> {

  /** What happens to datagrams above the limit. */
  public enum Above {
    /** There is none: the longest that UDP carries arrives whole. */
    NO_LIMIT,
    /** The receiver had the beginning only. */
    CUT,
    /** The receiver had nothing of them. */
    DROPPED,
    /** The receiver had them as several messages. */
    SPLIT,
    /** The system refused to send them. */
    REFUSED
  }

  /**
   * What the receiver has received.
   *
   * @param count messages so far
   * @param latestLength bytes of the latest one
   */
  public record Observed(long count, int latestLength) {}

  /**
   * Begins a search.
   *
   * @param peer which sends
   * @return the first step
   */
  public static From of(DatagramPeer peer) {
    return new From(Objects.requireNonNull(peer, "peer"));
  }

  /**
   * Begins an assertion on the limit.
   *
   * @return the assertion
   */
  @Override
  public DatagramLimitAssert assertThat() {
    return new DatagramLimitAssert(this);
  }

  /** Returns {@code takes 2,048 bytes whole, and cuts 2,049 to 2,048}. */
  @Override
  public String toString() {
    String whole = "takes " + Words.bytes(largestWhole) + " whole";
    String more = Words.number(smallestNot);
    return switch (above) {
      case NO_LIMIT -> whole + ", the longest that was sent";
      case CUT ->
          String.format(
              Locale.ROOT, "%s, and cuts %s to %s", whole, more, Words.number(observedAbove));
      case DROPPED -> whole + ", and nothing came of " + more;
      case SPLIT -> whole + ", and splits " + more;
      case REFUSED -> whole + ", and the system refuses to send " + more;
    };
  }

  /** A search that knows who sends. */
  public static final class From {

    private final DatagramPeer peer;

    private From(DatagramPeer peer) {
      this.peer = peer;
    }

    /**
     * Says where to send.
     *
     * @param receiver the receiver's address
     * @return the next step
     */
    public To to(SocketAddress receiver) {
      return new To(peer, (InetSocketAddress) Objects.requireNonNull(receiver, "receiver"));
    }
  }

  /** A search that knows where to send. */
  public static final class To {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final DatagramPeer peer;
    private final InetSocketAddress receiver;

    private To(DatagramPeer peer, InetSocketAddress receiver) {
      this.peer = peer;
      this.receiver = receiver;
    }

    /**
     * Searches: it sends lengths that double, and then halves the way between the last that arrived
     * whole and the first that did not. For each it waits until the count has moved, at most half a
     * second; some forty datagrams find any limit, within ten seconds or so where many are dropped.
     *
     * @param observation what the receiver has received; it is asked again and again
     * @return the limit
     * @throws IllegalStateException if the receiver shows nothing of a datagram of one byte, or the
     *     observation throws
     */
    public DatagramLimit observedBy(Callable<Observed> observation) {
      Objects.requireNonNull(observation, "observation");
      return new Search(peer, receiver, observation, PATIENCE).run();
    }
  }

  /** Sends longer and longer datagrams, until one does not arrive whole. */
  private static final class Search {

    private static final int LONGEST_IPV4 = 65_507;
    private static final int LONGEST_IPV6 = 65_527;
    private static final long LOOK_AGAIN_NANOS = 1_000_000;

    private final DatagramPeer peer;
    private final InetSocketAddress receiver;
    private final Callable<Observed> observation;
    private final Duration patience;
    private int sent;

    /** What became of one datagram. */
    private record Outcome(Above above, int observed) {
      static final Outcome WHOLE = new Outcome(Above.NO_LIMIT, 0);

      boolean isWhole() {
        return above == Above.NO_LIMIT;
      }
    }

    Search(
        DatagramPeer peer,
        InetSocketAddress receiver,
        Callable<Observed> observation,
        Duration patience) {
      this.peer = peer;
      this.receiver = receiver;
      this.observation = observation;
      this.patience = patience;
    }

    DatagramLimit run() {
      Outcome first = send(1);
      if (!first.isWhole()) {
        throw new IllegalStateException(
            peer
                + " sent 1 byte to "
                + Words.address(receiver)
                + ", and the observation did not show one more message of 1 byte within "
                + Words.duration(patience)
                + ": is the receiver running, and does it count?");
      }
      int whole = 1;
      int tried = 2;
      Outcome outcome = send(tried);
      while (outcome.isWhole() && tried < longest()) {
        whole = tried;
        tried = Math.min(longest(), tried * 2);
        outcome = send(tried);
      }
      return outcome.isWhole()
          ? new DatagramLimit(tried, 0, Above.NO_LIMIT, -1, false, sent)
          : between(whole, tried, outcome);
    }

    private int longest() {
      return receiver.getAddress() instanceof Inet4Address ? LONGEST_IPV4 : LONGEST_IPV6;
    }

    private DatagramLimit between(int lower, int upper, Outcome first) {
      int whole = lower;
      int not = upper;
      Outcome above = first;
      while (not - whole > 1) {
        int middle = whole + (not - whole) / 2;
        Outcome outcome = send(middle);
        if (outcome.isWhole()) {
          whole = middle;
        } else {
          not = middle;
          above = outcome;
        }
      }
      boolean exactFitDiffers = not < longest() && send(not + 1).above() != above.above();
      return new DatagramLimit(whole, not, above.above(), above.observed(), exactFitDiffers, sent);
    }

    /** One that the counter has not moved for may have been lost: it is sent once more. */
    private Outcome send(int length) {
      Outcome outcome = sendOnce(length);
      return outcome.above() == Above.DROPPED ? sendOnce(length) : outcome;
    }

    private Outcome sendOnce(int length) {
      long before = observe().count();
      sent++;
      try {
        peer.sendTo(receiver, new byte[length]);
      } catch (UncheckedIOException refused) {
        return new Outcome(Above.REFUSED, -1);
      }
      Observed now = awaitMore(before);
      if (now.count() == before) {
        return new Outcome(Above.DROPPED, -1);
      }
      if (now.latestLength() == length && now.count() == before + 1) {
        return Outcome.WHOLE;
      }
      Above above = now.count() > before + 1 ? Above.SPLIT : Above.CUT;
      return new Outcome(above, now.latestLength());
    }

    private Observed awaitMore(long before) {
      long until = System.nanoTime() + patience.toNanos();
      Observed now = observe();
      while (now.count() == before && System.nanoTime() - until < 0) {
        LockSupport.parkNanos(LOOK_AGAIN_NANOS); // what is looked at cannot wake anybody
        now = observe();
      }
      return now;
    }

    private Observed observe() {
      try {
        return observation.call();
      } catch (Exception thrown) {
        throw new IllegalStateException("the observation of a limit threw " + thrown, thrown);
      }
    }
  }
}
