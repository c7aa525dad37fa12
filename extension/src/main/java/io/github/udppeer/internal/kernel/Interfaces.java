package io.github.udppeer.internal.kernel;

import static java.util.stream.Collectors.joining;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;

/** The network interfaces of this machine, in words and by what an option calls them. */
public final class Interfaces {

  private Interfaces() {}

  /** Says whether there is one of this name. */
  public static boolean exists(String name) {
    try {
      return NetworkInterface.getByName(name) != null;
    } catch (SocketException unanswered) {
      return false;
    }
  }

  /** Finds one by its name or by its number, as the zone of an address has it. */
  static Optional<NetworkInterface> ofZone(String zone) {
    try {
      NetworkInterface named = NetworkInterface.getByName(zone);
      return named == null && zone.matches("\\d{1,9}")
          ? Optional.ofNullable(NetworkInterface.getByIndex(Integer.parseInt(zone)))
          : Optional.ofNullable(named);
    } catch (SocketException unanswered) {
      return Optional.empty();
    }
  }

  /** Lists their names in words. */
  public static String names() {
    try {
      return NetworkInterface.networkInterfaces()
          .map(NetworkInterface::getName)
          .sorted()
          .collect(joining(", "));
    } catch (SocketException unanswered) {
      return "none that it names (" + unanswered.getMessage() + ")";
    }
  }
}
