package io.github.udppeer.jupiter;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import java.net.DatagramSocket;
import java.nio.channels.DatagramChannel;
import java.util.Optional;

/** The types that a peer can be declared as. */
enum PeerType {
  PEER(DatagramPeer.class),
  SOCKET(DatagramSocket.class),
  CHANNEL(DatagramChannel.class);

  private final Class<?> declared;

  PeerType(Class<?> declared) {
    this.declared = declared;
  }

  static Optional<PeerType> of(Class<?> declared) {
    for (PeerType type : values()) {
      if (type.declared == declared) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** Opens what a declaration asks for; a place in words only where it is strict. */
  Object open(PeerGroup group, PeerOptions options, String place) {
    if (this == PEER) { // a switch would be a class of its own on the first test's way
      return group.open(options, place);
    }
    return this == SOCKET ? group.openSocket(options) : group.openChannel(options);
  }

  String typeName() {
    return declared.getSimpleName();
  }
}
