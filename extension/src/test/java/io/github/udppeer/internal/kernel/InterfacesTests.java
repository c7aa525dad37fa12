package io.github.udppeer.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InterfacesTests {

  private final List<NetworkInterface> all = NetworkInterface.networkInterfaces().toList();

  InterfacesTests() throws SocketException {}

  @Test
  void existIfTheMachineHasThem() {
    assertThat(all).allMatch(it -> Interfaces.exists(it.getName()));
    assertThat(Interfaces.exists("nosuch")).isFalse();
  }

  @Test
  void areFoundByTheirNameOrTheirNumber() {
    for (NetworkInterface each : all) {
      assertThat(Interfaces.ofZone(each.getName())).contains(each);
      assertThat(Interfaces.ofZone("" + each.getIndex())).contains(each);
    }
    assertThat(Interfaces.ofZone("nosuch")).isEmpty();
    assertThat(Interfaces.ofZone("999999999")).isEmpty();
    assertThat(Interfaces.ofZone("9999999999")).isEmpty();
  }

  @Test
  void areListedInTheOrderOfTheirNames() {
    assertThat(Interfaces.names().split(", "))
        .isSorted()
        .containsExactlyInAnyOrderElementsOf(all.stream().map(NetworkInterface::getName).toList());
  }

  @Test
  void sendToAGroupAsTheSystemRoutesIt() throws IOException {
    InetAddress group = LiteralAddress.constant("239.1.2.3");
    Optional<NetworkInterface> route = GroupRoute.to(group);
    assumeTrue(route.isPresent(), "no interface leads to the group");

    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(group, 9));
      assertThat(route).contains(NetworkInterface.getByInetAddress(socket.getLocalAddress()));
    }
  }
}
