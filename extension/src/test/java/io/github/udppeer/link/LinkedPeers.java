package io.github.udppeer.link;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import java.util.List;

/** A client and a server, and a link between them. */
final class LinkedPeers implements AutoCloseable {

  private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer server = open("server");
  private final DatagramPeer client = open("client");

  PeerGroup group() {
    return group;
  }

  DatagramPeer server() {
    return server;
  }

  DatagramPeer client() {
    return client;
  }

  DatagramPeer open(String name) {
    return group.open(PeerOptions.builder().name(name).build());
  }

  DatagramLink link(long seed) {
    return group.openLink(LinkOptions.to(server.address()).name("wire").seed(seed).build());
  }

  /** Sends texts through a link, and returns what is at the server then. */
  List<String> relayed(DatagramLink link, String... texts) {
    for (String text : texts) {
      client.sendTo(link.address(), text);
    }
    return arrived(link);
  }

  List<String> arrived(DatagramLink link) {
    link.settle();
    return server.received().stream().map(Datagram::text).toList();
  }

  @Override
  public void close() {
    group.close();
  }
}
