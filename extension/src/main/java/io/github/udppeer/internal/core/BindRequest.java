package io.github.udppeer.internal.core;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a socket is to be bound to.
 *
 * @param local the literal local address; port 0 lets the kernel pick
 * @param groups the multicast groups to join, all of the local address's family
 * @param networkInterface where the groups are joined and multicast is sent; null without groups
 * @param captureLimit the bytes that each of the socket's logs may hold
 */
public record BindRequest(
    InetSocketAddress local,
    List<InetAddress> groups,
    @Nullable NetworkInterface networkInterface,
    long captureLimit) {

  /** Returns the same for another address. */
  BindRequest at(InetSocketAddress address) {
    return new BindRequest(address, groups, networkInterface, captureLimit);
  }

  /** Copies the list. */
  public BindRequest {
    groups = List.copyOf(groups);
  }
}
