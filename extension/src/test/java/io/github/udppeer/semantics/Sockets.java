package io.github.udppeer.semantics;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.udppeer.PeerGroup;
import io.github.udppeer.ReceiveFlag;
import io.github.udppeer.WaitLimits;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A client and a server, of peers or of the kernel: what a fact of the table is tried on. */
final class Sockets implements AutoCloseable {

  private final String system;
  private final String host;
  private final Supplier<DatagramSystem> opening;
  private Optional<DatagramSystem> opened = Optional.empty();
  private Optional<SocketUnderTest> client = Optional.empty();
  private Optional<SocketUnderTest> server = Optional.empty();

  private Sockets(String system, String host, Supplier<DatagramSystem> opening) {
    this.system = system;
    this.host = host;
    this.opening = opening;
  }

  /** For {@code @MethodSource}; closed by JUnit, as every argument that can be. */
  static Stream<Sockets> onEverySystem() {
    return Hosts.loopback().stream().flatMap(Sockets::ofBothSystems);
  }

  /** The same for IPv4 alone. */
  static Stream<Sockets> onIpv4() {
    return ofBothSystems(Hosts.IPV4);
  }

  private static Stream<Sockets> ofBothSystems(String host) {
    return Stream.of(
        new Sockets("a peer", host, () -> new PeerSystem(PeerGroup.open(WaitLimits.DEFAULT))),
        new Sockets("the kernel", host, Sockets::kernel));
  }

  private static DatagramSystem kernel() {
    Optional<String> missing = KernelOracle.whyUnavailable();
    assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    return KernelOracle.open();
  }

  String host() {
    return host;
  }

  /** Opens one more socket. */
  SocketUnderTest open(SocketSetup setup) {
    if (opened.isEmpty()) {
      opened = Optional.of(opening.get());
    }
    return opened.get().open(setup);
  }

  SocketUnderTest client() {
    if (client.isEmpty()) {
      client = Optional.of(open(SocketSetup.on(host)));
    }
    return client.get();
  }

  SocketUnderTest server() {
    if (server.isEmpty()) {
      server = Optional.of(open(SocketSetup.on(host)));
    }
    return server.get();
  }

  /** Sends each text from the client to the server. */
  void send(String... texts) {
    for (String text : texts) {
      assertThat(client().sendTo(server().address(), text.getBytes(ISO_8859_1)))
          .isEqualTo(Outcome.OK);
    }
  }

  /** A {@code recvmsg} of the server. */
  Read read(int room, ReceiveFlag... flags) {
    return Read.of(server(), room, flags);
  }

  /** A {@code recvmsg} that the client's datagram gives, whole. */
  Read whole(int returned, String buffer) {
    return new Read(Outcome.OK, returned, buffer, false, Optional.of(client().address()));
  }

  /** A {@code recvmsg} that the client's datagram gives, with {@code MSG_TRUNC} reported. */
  Read cut(int returned, String buffer) {
    return new Read(Outcome.OK, returned, buffer, true, Optional.of(client().address()));
  }

  @Override
  public void close() {
    opened.ifPresent(DatagramSystem::close);
  }

  @Override
  public String toString() {
    return system + " on " + host;
  }
}
