package io.github.udppeer.link;

import io.github.udppeer.internal.kernel.LiteralAddress;
import io.github.udppeer.internal.text.Words;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How a link is to be opened. Immutable; the defaults are those of {@link #to}.
 *
 * @since 0.1.0
 */
public final class LinkOptions {

  /** How many clients a link takes by default. */
  public static final int DEFAULT_MAX_CLIENTS = 1024;

  private static final int MOST_CLIENTS = 60_000;

  private record Values(
      String name,
      InetSocketAddress destination,
      Optional<InetAddress> host,
      OptionalLong seed,
      boolean strict,
      int maxClients) {}

  private final Values values;

  private LinkOptions(Values values) {
    this.values = values;
  }

  /**
   * Returns a builder for a link to this server: named {@code link}, on the loopback address of the
   * server's family, with a seed of its own, not strict, for at most {@value #DEFAULT_MAX_CLIENTS}
   * clients.
   *
   * @param server where datagrams go; the wildcard stands for the loopback address
   * @return a new builder
   */
  public static Builder to(SocketAddress server) {
    return new Builder(server);
  }

  /**
   * Returns a builder for a link to this server.
   *
   * @param server a literal address and a port, such as {@code 127.0.0.1:5353} or {@code
   *     [::1]:5353}
   * @return a new builder, as {@link #to(SocketAddress)} has it
   * @throws IllegalArgumentException if that is none
   */
  public static Builder to(String server) {
    return to(LiteralAddress.parseWithPort("the server", server));
  }

  /**
   * Returns a builder that starts with these values.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    Builder builder =
        to(values.destination)
            .name(values.name)
            .strict(values.strict)
            .maxClients(values.maxClients);
    values.host.ifPresent(host -> builder.host(host.getHostAddress()));
    values.seed.ifPresent(builder::seed);
    return builder;
  }

  /**
   * Returns by which name messages call the link.
   *
   * @return the name
   */
  public String name() {
    return values.name;
  }

  /**
   * Returns the server's address.
   *
   * @return where datagrams go
   */
  public InetSocketAddress destination() {
    return values.destination;
  }

  /**
   * Returns the local address on the clients' side.
   *
   * @return a literal address
   */
  public InetAddress host() {
    return values.host.orElseGet(() -> LiteralAddress.loopback(values.destination.getAddress()));
  }

  /**
   * Returns what everything random comes from; empty where each link has a seed of its own.
   *
   * @return the seed
   */
  public OptionalLong seed() {
    return values.seed;
  }

  /**
   * Returns whether a rule that never applied fails the test.
   *
   * @return whether the link is strict
   */
  public boolean isStrict() {
    return values.strict;
  }

  /**
   * Returns how many clients the link takes; datagrams of further ones are dropped, and the test
   * fails.
   *
   * @return 1 or more
   */
  public int maxClients() {
    return values.maxClients;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LinkOptions that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return "LinkOptions" + values.toString().substring(Values.class.getSimpleName().length());
  }

  /** Collects the options of a link. {@link #build()} checks them. */
  public static final class Builder {

    private final SocketAddress server;
    private String name = "link";
    private String host = "";
    private OptionalLong seed = OptionalLong.empty();
    private boolean strict;
    private int maxClients = DEFAULT_MAX_CLIENTS;

    private Builder(SocketAddress server) {
      this.server = Objects.requireNonNull(server, "server");
    }

    /**
     * Sets the link's name in messages.
     *
     * @param name a name
     * @return this
     */
    public Builder name(String name) {
      this.name = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * Sets the local address on the clients' side.
     *
     * @param host a literal such as {@code 127.0.0.1} or {@code ::1}; never a name
     * @return this
     */
    public Builder host(String host) {
      this.host = Objects.requireNonNull(host, "host");
      return this;
    }

    /**
     * Sets what everything random comes from: the same seed and the same traffic give the same
     * verdicts.
     *
     * @param seed any number
     * @return this
     */
    public Builder seed(long seed) {
      this.seed = OptionalLong.of(seed);
      return this;
    }

    /**
     * Sets whether a rule that never applied fails the test.
     *
     * @param strict whether it does
     * @return this
     */
    public Builder strict(boolean strict) {
      this.strict = strict;
      return this;
    }

    /**
     * Sets how many clients the link takes. Each has a socket of its own.
     *
     * @param clients 1 to 60,000
     * @return this
     */
    public Builder maxClients(int clients) {
      this.maxClients = clients;
      return this;
    }

    /**
     * Checks the values. Nothing is opened.
     *
     * @return the options
     * @throws IllegalArgumentException if a value cannot be used; the message says which and why
     */
    public LinkOptions build() {
      Checks.name("name", name);
      Checks.between("maxClients", maxClients, 1, MOST_CLIENTS);
      Optional<InetAddress> local =
          host.isEmpty()
              ? Optional.empty()
              : Optional.of(LiteralAddress.parse("host", host, "127.0.0.1 or ::1"));
      return new LinkOptions(new Values(name, reachable(server), local, seed, strict, maxClients));
    }

    private static InetSocketAddress reachable(SocketAddress server) {
      if (!(server instanceof InetSocketAddress inet) || inet.isUnresolved()) {
        throw new IllegalArgumentException(
            "the server must be an address that needs no resolver, but was " + server);
      }
      InetAddress address = inet.getAddress();
      if (inet.getPort() == 0 || address.isMulticastAddress()) {
        throw new IllegalArgumentException(
            "the server must be a port of one machine, but was " + Words.address(inet));
      }
      return address.isAnyLocalAddress()
          ? new InetSocketAddress(LiteralAddress.loopback(address), inet.getPort())
          : inet;
    }
  }
}
