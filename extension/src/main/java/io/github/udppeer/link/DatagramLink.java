package io.github.udppeer.link;

import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.timeline.LinkHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.assertj.core.api.AssertProvider;

/**
 * A faulty wire between code under test and its server: a port that relays datagrams, and loses,
 * repeats, delays, reorders and changes them as its rules say.
 *
 * <p>The code under test talks to {@link #address()} instead of the server's address. Each of its
 * sockets has a port of its own on the server's side, so that the server can distinguish them and
 * its answers find back. Where the server answers from another port, as in TFTP, the client gets
 * that from another port too, which stands for it from then on.
 *
 * <p>Without a rule all datagrams pass. The rules are declared by {@link #toServer()}, {@link
 * #toClient()} and {@link #bothWays()}, at any time. Whatever is random in them comes from the
 * {@link #seed()}: the same seed, rules and traffic have the same result.
 *
 * <p>No link and no client has a thread. A link may be used by several threads.
 *
 * @since 0.1.0
 */
public final class DatagramLink implements AutoCloseable, AssertProvider<DatagramLinkAssert> {

  private static final long MOST_OWN_SEED = 1_000_000_000;

  private final LinkOptions options;
  private final LinkHost host;
  private final Relay relay;
  private final long seed;

  private DatagramLink(LinkOptions options, LinkHost host) throws IOException {
    this.options = options;
    this.host = host;
    seed = options.seed().orElseGet(() -> ThreadLocalRandom.current().nextLong(MOST_OWN_SEED));
    relay = new Relay(options, host, seed);
    host.opened(relay);
  }

  /**
   * Opens a link that stands alone, with a thread that ends with it.
   *
   * @param options how to open it
   * @return the link, to be closed by the caller
   * @throws UncheckedIOException if its socket cannot be bound
   */
  public static DatagramLink open(LinkOptions options) {
    try {
      OwnHost host = OwnHost.start();
      try {
        return open(options, host);
      } catch (RuntimeException | Error failure) {
        host.loop().close();
        throw failure;
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot start the relaying thread: " + failure, failure);
    }
  }

  /**
   * Opens a link of a group.
   *
   * @param options how to open it
   * @param host where it stands
   * @return the link
   * @throws UncheckedIOException if its socket cannot be bound
   */
  @SuppressWarnings("exports") // nobody outside this module has one
  public static DatagramLink open(LinkOptions options, LinkHost host) {
    try {
      return new DatagramLink(options, host);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT,
              "cannot open link \"%s\" to %s on %s: %s",
              options.name(),
              Words.address(options.destination()),
              Words.host(options.host()),
              failure.getMessage()),
          failure);
    }
  }

  /**
   * Returns by which name messages call it.
   *
   * @return the name
   */
  public String name() {
    return options.name();
  }

  /**
   * Returns where clients send to.
   *
   * @return the link's address on the clients' side
   */
  public InetSocketAddress address() {
    return relay.address();
  }

  /**
   * Returns the port of {@link #address()}.
   *
   * @return 1 to 65,535
   */
  public int port() {
    return address().getPort();
  }

  /**
   * Returns the server's address.
   *
   * @return where datagrams go
   */
  public InetSocketAddress destination() {
    return options.destination();
  }

  /**
   * Returns what everything random of this link comes from.
   *
   * @return the seed
   */
  public long seed() {
    return seed;
  }

  /**
   * Returns whether a rule that never applied fails the test.
   *
   * @return whether the link is strict
   */
  public boolean isStrict() {
    return options.isStrict();
  }

  /**
   * Begins a rule for datagrams from clients.
   *
   * @return that direction
   */
  public LinkPath toServer() {
    return new LinkPath(relay.rules(), EnumSet.of(LinkDirection.TO_SERVER));
  }

  /**
   * Begins a rule for datagrams from the server.
   *
   * @return that direction
   */
  public LinkPath toClient() {
    return new LinkPath(relay.rules(), EnumSet.of(LinkDirection.TO_CLIENT));
  }

  /**
   * Begins a rule for datagrams of both directions, which counts each direction by itself.
   *
   * @return both directions
   */
  public LinkPath bothWays() {
    return new LinkPath(relay.rules(), EnumSet.allOf(LinkDirection.class));
  }

  /**
   * Lets nothing through, in neither direction.
   *
   * @return the rule in force, to be closed when the outage ends
   */
  public LinkFault partition() {
    return bothWays().partition();
  }

  /**
   * Gives each client known so far another port on the server's side from now on, as a NAT that has
   * forgotten them does. What the server sends to the ports of before is dropped and counted.
   *
   * @throws UncheckedIOException if a port cannot be opened
   * @throws IllegalStateException if the link is closed
   */
  public void rebind() {
    relay.rebind();
  }

  /**
   * Relays in this thread what was sent to the link so far. When it returns, a datagram that was
   * sent before on this machine is at its destination, unless a rule has kept it back. Waits only
   * for functions of the test that decide on a datagram, up to 2 s.
   */
  public void settle() {
    relay.settled(() -> relay);
  }

  /**
   * Returns what has become of the datagrams. What was sent on this machine before is counted.
   * Waits as {@link #settle()} does.
   *
   * @return the figures; also when the link is closed
   */
  public LinkStatistics statistics() {
    return relay.statistics();
  }

  /**
   * Verifies what is to be so when a test is over: no function of the test has failed unnoticed,
   * and if the link is strict, each of its rules has applied. Waits as {@link #settle()} does. The
   * JUnit extension calls this; call it yourself only without JUnit.
   *
   * @throws AssertionError if it does not hold
   */
  public void verify() {
    if (isStrict()) {
      new DatagramLinkAssert(this).as("%s", host.atEndOf("strict link")).isExhausted();
    } else {
      settle();
      relay.failures().throwUntold();
    }
  }

  /**
   * Returns an assertion on this link, for AssertJ's {@code assertThat}.
   *
   * @return a new assertion
   */
  @Override
  public DatagramLinkAssert assertThat() {
    return new DatagramLinkAssert(this);
  }

  Relay relay() {
    return relay;
  }

  LinkHost host() {
    return host;
  }

  /**
   * Closes the link: what it still holds is forgotten, and its ports are free when this returns.
   * Closing again does nothing.
   *
   * @throws AssertionError if a function of the test has failed and no assertion has reported it
   */
  @Override
  public void close() {
    if (relay.close()) {
      host.closed(this, isStrict());
      relay.failures().throwUntold();
    }
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "link \"%s\" (%s, seed %d)", name(), relay.words(), seed);
  }
}
