package io.github.udppeer.semantics;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** The loopback addresses of this machine: of IPv4, and of IPv6 as far as it is switched on. */
final class Hosts {

  static final String IPV4 = "127.0.0.1";
  static final String IPV6 = "::1";

  private Hosts() {}

  static List<String> loopback() {
    return Stream.of(IPV4, IPV6).filter(Hosts::isOnThisMachine).toList();
  }

  static InetAddress parse(String literal) {
    try {
      return InetAddress.getByName(literal); // a literal, so nothing is looked up
    } catch (UnknownHostException noLiteral) {
      throw new IllegalArgumentException(literal, noLiteral);
    }
  }

  static boolean isIpv4(InetAddress address) {
    return address instanceof Inet4Address;
  }

  private static boolean isOnThisMachine(String literal) {
    try {
      return NetworkInterface.getByInetAddress(parse(literal)) != null;
    } catch (SocketException unknown) {
      return false;
    }
  }
}
