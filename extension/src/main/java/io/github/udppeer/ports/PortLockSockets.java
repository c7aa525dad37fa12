package io.github.udppeer.ports;

import io.github.udppeer.internal.core.DatagramChannels;
import io.github.udppeer.internal.kernel.LockAddresses;
import io.github.udppeer.internal.text.Words;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Locks of port numbers by sockets: the system refuses a second one, frees it when its process
 * ends, and lets no other user remove it.
 */
final class PortLockSockets {

  /** Numbers below those that are reserved stand for none, and are free but for other trials. */
  private static final int MOST_TRIALS = 4;

  private final LockAddresses addresses;

  PortLockSockets(LockAddresses addresses) {
    this.addresses = addresses;
  }

  /**
   * Locks a number.
   *
   * @return the lock; empty where such sockets cannot be bound at all
   * @throws PortTakenException if somebody else has it
   * @throws IOException if no socket can be opened
   */
  Optional<DatagramChannel> lock(int number) throws IOException {
    InetSocketAddress address = addresses.of(number);
    try {
      return Optional.of(bound(address));
    } catch (BindException refused) {
      if (canBind()) {
        throw new PortTakenException(
            "port "
                + number
                + " is reserved by another test run, which has "
                + Words.address(address),
            refused);
      }
      return Optional.empty();
    }
  }

  /** Not where the system has no such address, nor while somebody has the port on the wildcard. */
  private boolean canBind() throws IOException {
    for (int trial = 0; trial < MOST_TRIALS; trial++) {
      int unused = ThreadLocalRandom.current().nextInt(LockAddresses.LOWEST_RESERVED);
      try (DatagramChannel channel = bound(addresses.of(unused))) {
        return channel.isOpen();
      } catch (BindException refused) {
        // perhaps by another trial
      }
    }
    return false;
  }

  private static DatagramChannel bound(InetSocketAddress address) throws IOException {
    DatagramChannel channel = DatagramChannels.open(address.getAddress());
    try {
      return channel.bind(address);
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  @Override
  public String toString() {
    return addresses.toString();
  }
}
