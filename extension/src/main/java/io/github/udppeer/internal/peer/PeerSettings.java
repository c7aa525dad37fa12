package io.github.udppeer.internal.peer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a peer is opened: values that have been checked.
 *
 * @param name its name in messages, empty for any
 * @param host where to bind
 * @param port where to bind, 0 for a free one
 * @param receiveCapacity the bytes that a receive takes of a datagram
 * @param receiveTimeout how long it waits; empty for the limit of its group
 * @param captureLimit the bytes that its log holds
 * @param strict whether the test fails that leaves it something to do
 * @param groups the multicast groups that it joins
 * @param networkInterface by its name, empty for the loopback
 * @param redaction what is hidden of payloads that people see
 */
public record PeerSettings(
    String name,
    InetAddress host,
    int port,
    int receiveCapacity,
    Optional<Duration> receiveTimeout,
    long captureLimit,
    boolean strict,
    List<InetAddress> groups,
    String networkInterface,
    Redaction redaction) {

  public static final int MAX_RECEIVE_CAPACITY = 65_535;

  /**
   * What is hidden. It has a text of its own, since a function has none that means anything.
   *
   * @param function makes of a payload what people may see; null where they may see all
   */
  public record Redaction(@Nullable UnaryOperator<byte[]> function) {

    public static final Redaction NONE = new Redaction(null);

    public byte[] redact(byte[] payload) {
      return function == null ? payload : function.apply(payload);
    }

    @Override
    public String toString() {
      return function == null ? "none" : "yes";
    }
  }

  public boolean isRedacting() {
    return redaction.function() != null;
  }

  InetSocketAddress local() {
    return new InetSocketAddress(host, port);
  }

  /** Of another peer beside this one, on a port that the kernel picks. */
  public PeerSettings ofCompanion(String companionName) {
    OptionChecks.name(companionName);
    return new PeerSettings(
        companionName,
        host,
        0,
        receiveCapacity,
        receiveTimeout,
        captureLimit,
        strict,
        groups,
        networkInterface,
        redaction);
  }
}
