package io.github.udppeer.internal.watch;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Cuts datagrams on loopback and looks whether that was seen: a later JDK may have other names for
 * what is watched, and advice for a method that is not there is nothing.
 */
@ForCode
final class CutTrial {

  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final byte[] PAYLOAD = {1, 2, 3};
  private static final int TIMEOUT_MILLIS = 5_000;

  private CutTrial() {}

  /** Says what was not seen; empty if all was. */
  static String run(SocketLog log) {
    Set<SocketAddress> own = new HashSet<>();
    try (DatagramSocket socket = new DatagramSocket(ANY_PORT);
        DatagramChannel channel = DatagramChannel.open().bind(ANY_PORT)) {
      own.add(socket.getLocalSocketAddress());
      own.add(channel.getLocalAddress());
      socket.setSoTimeout(TIMEOUT_MILLIS);
      channel.send(ByteBuffer.wrap(PAYLOAD), socket.getLocalSocketAddress());
      socket.receive(new DatagramPacket(new byte[1], 1));
      channel.connect(socket.getLocalSocketAddress());
      for (int i = 0; i < 3; i++) {
        socket.send(new DatagramPacket(PAYLOAD, PAYLOAD.length, channel.getLocalAddress()));
      }
      channel.socket().setSoTimeout(TIMEOUT_MILLIS);
      channel.socket().receive(new DatagramPacket(new byte[1], 1));
      channel.read(ByteBuffer.allocate(1));
      channel.read(new ByteBuffer[] {ByteBuffer.allocate(1)}, 0, 1);
    } catch (IOException trouble) {
      return "loopback did not serve to try it (" + trouble + ")";
    }
    return missing(
        log.sockets().stream()
            .filter(socket -> socket.local().filter(own::contains).isPresent())
            .toList());
  }

  private static String missing(List<SocketView> sockets) {
    long cuts =
        sockets.stream()
            .flatMap(socket -> socket.latest().stream())
            .filter(it -> it.length() == PAYLOAD.length && it.lost() == PAYLOAD.length - 1)
            .count();
    boolean isSeen =
        sockets.size() == 2 && cuts == 4 && sockets.stream().noneMatch(SocketView::isOpen);
    return isSeen
        ? ""
        : "of four datagrams that were cut on loopback, "
            + cuts
            + " were seen: this JDK is too new";
  }
}
