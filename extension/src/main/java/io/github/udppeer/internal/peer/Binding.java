package io.github.udppeer.internal.peer;

import io.github.udppeer.internal.core.BindRequest;
import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.core.DatagramChannels;
import io.github.udppeer.internal.core.DatagramLoop;
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
public final class Binding {

  private Binding() {}

  public static CapturedSocket captured(DatagramLoop loop, PeerSettings settings, String name) {
    try {
      BindRequest request =
          new BindRequest(
              settings.local(), settings.groups(), multicast(settings), settings.captureLimit());
      return CapturedSocket.open(loop, request);
    } catch (IOException failure) {
      throw new BindRefusedException("peer \"" + name + "\"", settings.local(), failure);
    }
  }

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
    NetworkInterface networkInterface = multicast(settings);
    if (networkInterface != null) {
      socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, networkInterface);
      for (InetAddress group : settings.groups()) {
        socket.joinGroup(new InetSocketAddress(group, 0), networkInterface);
      }
    }
  }

  private static void prepare(DatagramChannel channel, PeerSettings settings) throws IOException {
    channel.bind(settings.local());
    NetworkInterface networkInterface = multicast(settings);
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

  /** The interface for multicast: the one named, loopback for groups alone, else none. */
  private static @Nullable NetworkInterface multicast(PeerSettings settings)
      throws SocketException {
    if (!settings.networkInterface().isEmpty()) {
      return NetworkInterface.getByName(settings.networkInterface());
    }
    if (settings.groups().isEmpty()) {
      return null;
    }
    return NetworkInterface.networkInterfaces()
        .filter(Binding::isLoopback)
        .findFirst()
        .orElseThrow(() -> new SocketException("this machine has no loopback interface"));
  }

  /** The same for a message; empty where there is none, or it is gone. */
  public static Optional<NetworkInterface> multicastOf(PeerSettings settings) {
    try {
      return Optional.ofNullable(multicast(settings));
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
