package io.github.udppeer;

import io.github.udppeer.internal.peer.OptionChecks;
import io.github.udppeer.internal.peer.PeerSettings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a peer is to be opened. Immutable; the defaults are those of {@link #builder()}.
 *
 * <p>Two options are equal when all their values are.
 *
 * @since 0.1.0
 */
public final class PeerOptions {

  /** The longest buffer that {@code receiveCapacity} may ask for, in bytes. */
  public static final int MAX_RECEIVE_CAPACITY = PeerSettings.MAX_RECEIVE_CAPACITY;

  /** The default of {@code captureLimit}: 64 MiB. */
  public static final long DEFAULT_CAPTURE_LIMIT = 64L << 20;

  private static final PeerOptions DEFAULTS = builder().build();

  private final PeerSettings settings;

  private PeerOptions(PeerSettings settings) {
    this.settings = settings;
  }

  /**
   * Returns a builder with the defaults: an ephemeral port on {@code 127.0.0.1}, a receive capacity
   * of 65,535 bytes, the group's receive time-out, a capture limit of 64 MiB, not strict, no
   * multicast group.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the options with nothing set.
   *
   * @return the defaults
   */
  public static PeerOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Returns a builder that starts with these values.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    Builder builder =
        builder()
            .name(settings.name())
            .host(settings.host().getHostAddress())
            .port(settings.port())
            .receiveCapacity(settings.receiveCapacity())
            .captureLimit(settings.captureLimit())
            .strict(settings.strict())
            .networkInterface(settings.networkInterface())
            .redactor(redactor())
            .join(
                settings.groups().stream().map(InetAddress::getHostAddress).toArray(String[]::new));
    settings.receiveTimeout().ifPresent(builder::receiveTimeout);
    return builder;
  }

  /**
   * Returns the peer's name, empty when none was given.
   *
   * @return the name
   */
  public String name() {
    return settings.name();
  }

  /**
   * Returns the local address to bind.
   *
   * @return a literal address
   */
  public InetAddress host() {
    return settings.host();
  }

  /**
   * Returns the port to bind, 0 when the kernel is to pick.
   *
   * @return 0 to 65,535
   */
  public int port() {
    return settings.port();
  }

  /**
   * Returns the buffer of each {@code receive}: a longer datagram is truncated to it.
   *
   * @return bytes
   */
  public int receiveCapacity() {
    return settings.receiveCapacity();
  }

  /**
   * Returns the limit of each wait; empty when the group's limit counts.
   *
   * @return the limit, before it is scaled
   */
  public Optional<Duration> receiveTimeout() {
    return settings.receiveTimeout();
  }

  /**
   * Returns how much each of the peer's logs, received and sent, may hold: payload, and 24 bytes
   * more per datagram. What exceeds it is dropped, the newest first, and counted.
   *
   * @return bytes
   */
  public long captureLimit() {
    return settings.captureLimit();
  }

  /**
   * Returns whether datagrams left pending fail the test.
   *
   * @return whether the peer is strict
   */
  public boolean isStrict() {
    return settings.strict();
  }

  /**
   * Returns the multicast groups to join.
   *
   * @return the groups, none by default
   */
  public List<InetAddress> groups() {
    return settings.groups();
  }

  /**
   * Returns the name of the network interface for multicast; empty for the loopback interface.
   *
   * @return the interface's name
   */
  public String networkInterface() {
    return settings.networkInterface();
  }

  /**
   * Returns the function that removes secrets from payloads before they are shown.
   *
   * @return the redactor; by default one that shows everything
   */
  public PayloadRedactor redactor() {
    return settings.redaction().function() instanceof Hiding hiding
        ? hiding.redactor
        : new PayloadRedactor.None();
  }

  PeerSettings settings() {
    return settings;
  }

  /** A redactor of the user's, as the settings have it. */
  private record Hiding(PayloadRedactor redactor) implements UnaryOperator<byte[]> {

    @Override
    public byte[] apply(byte[] payload) {
      return redactor.redact(payload);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PeerOptions that && settings.equals(that.settings);
  }

  @Override
  public int hashCode() {
    return settings.hashCode();
  }

  @Override
  public String toString() {
    String text = settings.toString();
    return "PeerOptions" + text.substring(PeerSettings.class.getSimpleName().length());
  }

  /** Collects the options of a peer. {@link #build()} checks them. */
  public static final class Builder {

    private String name = "";
    private String host = "127.0.0.1";
    private int port;
    private int receiveCapacity = MAX_RECEIVE_CAPACITY;
    private Optional<Duration> receiveTimeout = Optional.empty();
    private long captureLimit = DEFAULT_CAPTURE_LIMIT;
    private boolean strict;
    private List<String> groups = List.of();
    private String networkInterface = "";
    private PeerSettings.Redaction redaction = PeerSettings.Redaction.NONE;

    private Builder() {}

    /**
     * Sets the peer's name in messages.
     *
     * @param name a name
     * @return this
     */
    public Builder name(String name) {
      this.name = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * Sets the local address.
     *
     * @param host a literal such as {@code 127.0.0.1}, {@code ::1}, {@code 0.0.0.0} or {@code ::};
     *     never a name
     * @return this
     */
    public Builder host(String host) {
      this.host = Objects.requireNonNull(host, "host");
      return this;
    }

    /**
     * Sets the local port.
     *
     * @param port 0 to let the kernel pick, else 1 to 65,535
     * @return this
     */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /**
     * Sets the buffer of each {@code receive}.
     *
     * @param bytes 0 to 65,535
     * @return this
     */
    public Builder receiveCapacity(int bytes) {
      this.receiveCapacity = bytes;
      return this;
    }

    /**
     * Sets the limit of each wait for which the call itself names none.
     *
     * @param limit zero or more
     * @return this
     */
    public Builder receiveTimeout(Duration limit) {
      this.receiveTimeout = Optional.of(limit);
      return this;
    }

    /**
     * Sets how much each of the peer's logs may hold.
     *
     * @param bytes payload, and 24 bytes more per datagram; more than 0
     * @return this
     */
    public Builder captureLimit(long bytes) {
      this.captureLimit = bytes;
      return this;
    }

    /**
     * Sets whether a test fails that leaves datagrams pending, or a part of the script unused.
     *
     * @param strict whether they do
     * @return this
     */
    public Builder strict(boolean strict) {
      this.strict = strict;
      return this;
    }

    /**
     * Sets the multicast groups to join. The host must be the wildcard of their family, or the
     * group itself: a socket bound to a unicast address receives no multicast.
     *
     * @param groups literal multicast addresses
     * @return this
     */
    public Builder join(String... groups) {
      this.groups = List.of(groups);
      return this;
    }

    /**
     * Sets the network interface on which groups are joined and multicast is sent.
     *
     * @param name an interface of this machine; empty for the loopback interface
     * @return this
     */
    public Builder networkInterface(String name) {
      this.networkInterface = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * Sets what removes secrets from payloads before they are shown: in messages, in the page and
     * in the capture file of a failure.
     *
     * @param redactor given a copy of a payload, returns the bytes to show
     * @return this
     */
    public Builder redactor(PayloadRedactor redactor) {
      Objects.requireNonNull(redactor, "redactor");
      this.redaction =
          redactor instanceof PayloadRedactor.None
              ? PeerSettings.Redaction.NONE
              : new PeerSettings.Redaction(new Hiding(redactor));
      return this;
    }

    /**
     * Checks the values. Nothing is opened.
     *
     * @return the options
     * @throws IllegalArgumentException if a value cannot be used; the message says which, why, and
     *     what to write instead
     */
    public PeerOptions build() {
      OptionChecks.name(name);
      InetAddress address = OptionChecks.host(host);
      List<InetAddress> joined = OptionChecks.groups(groups, address);
      OptionChecks.port(port);
      OptionChecks.receiveCapacity(receiveCapacity);
      if (receiveTimeout.isPresent()) {
        OptionChecks.receiveTimeout(receiveTimeout.get());
      }
      OptionChecks.captureLimit(captureLimit);
      OptionChecks.networkInterface(networkInterface);
      return new PeerOptions(
          new PeerSettings(
              name,
              address,
              port,
              receiveCapacity,
              receiveTimeout,
              captureLimit,
              strict,
              joined,
              networkInterface,
              redaction));
    }
  }
}
