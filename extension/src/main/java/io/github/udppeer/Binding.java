package io.github.udppeer;

import io.github.udppeer.core.BindRequest;
import io.github.udppeer.core.CapturedSocket;
import io.github.udppeer.core.DatagramChannels;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens and binds sockets by their options, and says in words why one cannot be bound. */
final class Binding {

  private Binding() {}

  static CapturedSocket captured(SharedLoop loop, PeerOptions options, String name) {
    try {
      BindRequest request =
          new BindRequest(
              local(options), options.groups(), multicast(options), options.captureLimit());
      return CapturedSocket.open(loop.started(), request);
    } catch (IOException failure) {
      throw new BindRefusedException("peer \"" + name + "\"", local(options), failure);
    }
  }

  static DatagramSocket socket(PeerOptions options) {
    try {
      DatagramSocket socket = new DatagramSocket(null);
      return prepared(socket, () -> prepare(socket, options));
    } catch (IOException failure) {
      throw new BindRefusedException(
          "a DatagramSocket", local(options), DatagramChannels.explained(failure, options.host()));
    }
  }

  static DatagramChannel channel(PeerOptions options) {
    try {
      DatagramChannel channel = DatagramChannels.open(options.host());
      return prepared(channel, () -> prepare(channel, options));
    } catch (IOException failure) {
      throw new BindRefusedException("a DatagramChannel", local(options), failure);
    }
  }

  private static void prepare(DatagramSocket socket, PeerOptions options) throws IOException {
    socket.bind(local(options));
    NetworkInterface networkInterface = multicast(options);
    if (networkInterface != null) {
      socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, networkInterface);
      for (InetAddress group : options.groups()) {
        socket.joinGroup(new InetSocketAddress(group, 0), networkInterface);
      }
    }
  }

  private static void prepare(DatagramChannel channel, PeerOptions options) throws IOException {
    channel.bind(local(options));
    NetworkInterface networkInterface = multicast(options);
    if (networkInterface != null) {
      channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, networkInterface);
      for (InetAddress group : options.groups()) {
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

  private static InetSocketAddress local(PeerOptions options) {
    return new InetSocketAddress(options.host(), options.port());
  }

  /** The interface for multicast: the one named, loopback for groups alone, else none. */
  private static @Nullable NetworkInterface multicast(PeerOptions options) throws SocketException {
    if (!options.networkInterface().isEmpty()) {
      return NetworkInterface.getByName(options.networkInterface());
    }
    if (options.groups().isEmpty()) {
      return null;
    }
    return NetworkInterface.networkInterfaces()
        .filter(Binding::isLoopback)
        .findFirst()
        .orElseThrow(() -> new SocketException("this machine has no loopback interface"));
  }

  /** The same for a message; empty where there is none, or it is gone. */
  static Optional<NetworkInterface> multicastOf(PeerOptions options) {
    try {
      return Optional.ofNullable(multicast(options));
    } catch (SocketException gone) {
      return Optional.empty();
    }
  }

  private static boolean isLoopback(NetworkInterface candidate) {
    try {
      return candidate.isLoopback();
    } catch (SocketException gone) {
      return false; // an interface that went away while we looked is none to use
    }
  }
}
