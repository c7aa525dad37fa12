package io.github.udppeer.internal.peer;

import io.github.udppeer.internal.core.DatagramChannels;
import io.github.udppeer.internal.watch.ForCode;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;

/** Opens and binds plain sockets, which the code under test reads. */
@ForCode
public final class SocketsForCode {

  private SocketsForCode() {}

  public static DatagramSocket socket(PeerSettings settings) {
    try {
      DatagramSocket socket = new DatagramSocket(null);
      return prepared(socket, () -> prepare(socket, settings));
    } catch (IOException failure) {
      throw new BindRefusedException(
          "a DatagramSocket",
          settings.local(),
          DatagramChannels.explained(failure, settings.host()));
    }
  }

  public static DatagramChannel channel(PeerSettings settings) {
    try {
      DatagramChannel channel = DatagramChannels.open(settings.host());
      return prepared(channel, () -> prepare(channel, settings));
    } catch (IOException failure) {
      throw new BindRefusedException("a DatagramChannel", settings.local(), failure);
    }
  }

  private static void prepare(DatagramSocket socket, PeerSettings settings) throws IOException {
    socket.bind(settings.local());
    NetworkInterface networkInterface = Binding.multicast(settings);
    if (networkInterface != null) {
      socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, networkInterface);
      for (InetAddress group : settings.groups()) {
        socket.joinGroup(new InetSocketAddress(group, 0), networkInterface);
      }
    }
  }

  private static void prepare(DatagramChannel channel, PeerSettings settings) throws IOException {
    channel.bind(settings.local());
    NetworkInterface networkInterface = Binding.multicast(settings);
    if (networkInterface != null) {
      channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, networkInterface);
      for (InetAddress group : settings.groups()) {
        channel.join(group, networkInterface);
      }
    }
  }

  private interface Preparation {
    void run() throws IOException;
  }

  private static <T extends java.io.Closeable> T prepared(T socket, Preparation preparation)
      throws IOException {
    try {
      preparation.run();
      return socket;
    } catch (IOException | RuntimeException failure) {
      socket.close();
      throw failure;
    }
  }
}
