package io.github.udppeer.internal.peer;

import io.github.udppeer.internal.core.BindRequest;
import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.core.DatagramLoop;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
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

  /** The interface for multicast: the one named, loopback for groups alone, else none. */
  static @Nullable NetworkInterface multicast(PeerSettings settings) throws SocketException {
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
