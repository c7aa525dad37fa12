package io.github.udppeer.internal.core;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The addresses that a log has seen, each kept once; a datagram's entry holds only the number. */
final class AddressTable {

  /**
   * An address, and the scope that IPv6 addresses leave out of their equality. No record: what a
   * record hashes with is linked at its first use, for ten milliseconds and more, and that would be
   * while the first burst comes in.
   */
  private static final class Key {
    private final InetSocketAddress address;
    private final int scope;

    Key(InetSocketAddress address, int scope) {
      this.address = address;
      this.scope = scope;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && scope == that.scope && address.equals(that.address);
    }

    @Override
    public int hashCode() {
      return 31 * address.hashCode() + scope;
    }
  }

  private static final @Nullable InetSocketAddress[] NONE = {};

  private Map<Key, Integer> numbers = Map.of();
  private @Nullable InetSocketAddress[] addresses = NONE;
  private @Nullable InetSocketAddress latest;
  private int latestNumber;

  /** Returns the address's number. A run of datagrams from one source costs one comparison each. */
  @SuppressWarnings("ReferenceEquality")
  int numberOf(InetSocketAddress address) {
    // NIO hands out the same object for a repeated source, so identity settles the usual case.
    if (address != latest) {
      int scope = address.getAddress() instanceof Inet6Address ipv6 ? ipv6.getScopeId() : 0;
      if (addresses == NONE) {
        numbers = new HashMap<>();
      }
      Key key = new Key(address, scope);
      Integer known = numbers.get(key);
      latestNumber = known == null ? add(key) : known;
      latest = address;
    }
    return latestNumber;
  }

  /** The addresses by number. A later {@link #numberOf} leaves what is here already as it is. */
  @Nullable InetSocketAddress[] byNumber() {
    return addresses;
  }

  private int add(Key key) {
    int number = numbers.size();
    if (number == addresses.length) {
      addresses = Arrays.copyOf(addresses, Math.max(2, number * 2));
    }
    addresses[number] = key.address;
    numbers.put(key, number);
    return number;
  }
}
