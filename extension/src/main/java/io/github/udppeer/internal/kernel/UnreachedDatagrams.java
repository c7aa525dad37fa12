package io.github.udppeer.internal.kernel;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * How many datagrams have come to this machine, from itself too, for a port that nothing was bound
 * to: the kernel counts them, whoever sent them.
 */
public final class UnreachedDatagrams {

  private static final Path NET = Path.of("/proc/net");

  private UnreachedDatagrams() {}

  /**
   * Returns the count for the family of this address; empty where the system does not report it.
   */
  public static OptionalLong count(InetAddress address) {
    return count(address, NET);
  }

  static OptionalLong count(InetAddress address, Path net) {
    return address instanceof Inet4Address
        ? column(
            lines(net.resolve("snmp")).stream().filter(line -> line.startsWith("Udp: ")).toList())
        : number(lines(net.resolve("snmp6")));
  }

  /** One line with the names, and one with the numbers. */
  private static OptionalLong column(List<String> namesAndNumbers) {
    if (namesAndNumbers.size() != 2) {
      return OptionalLong.empty();
    }
    List<String> names = List.of(namesAndNumbers.get(0).split(" ", -1));
    List<String> numbers = List.of(namesAndNumbers.get(1).split(" ", -1));
    int column = names.indexOf("NoPorts");
    return column < 0 || column >= numbers.size()
        ? OptionalLong.empty()
        : SystemLimits.parsed(numbers.get(column));
  }

  private static OptionalLong number(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("Udp6NoPorts"))
        .map(line -> SystemLimits.parsed(line.substring("Udp6NoPorts".length()).strip()))
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  private static List<String> lines(Path file) {
    try {
      return ProcFile.read(file).lines().toList();
    } catch (IOException notTold) {
      return List.of();
    }
  }
}
