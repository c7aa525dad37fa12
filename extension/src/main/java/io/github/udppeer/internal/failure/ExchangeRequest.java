package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.kernel.UnreachedDatagrams;
import io.github.udppeer.internal.peer.Peer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;

/**
 * A request of an exchange, and from where its reply may come. Who is asked through a multicast
 * group, a broadcast address or the wildcard answers from an address of its own.
 *
 * @param peer who asks
 * @param destination where the request goes
 * @param firstIndex of the datagrams that may be the reply, the first
 * @param sentNanos the monotonic clock's reading before the request was sent
 * @param unreached how many datagrams had found no socket shortly before it was sent
 */
public record ExchangeRequest(
    Peer peer,
    InetSocketAddress destination,
    long firstIndex,
    long sentNanos,
    UnreachedDatagrams unreached) {

  /** What is no internet address is refused when the request is sent. */
  public static ExchangeRequest now(Peer peer, SocketAddress destination) {
    InetSocketAddress inet =
        destination instanceof InetSocketAddress known ? known : peer.address();
    return new ExchangeRequest(
        peer, inet, peer.history().nextIndex(), System.nanoTime(), UnreachedDatagrams.lately());
  }

  /** Whether it was sent to this very address. */
  boolean isTo(InetSocketAddress address) {
    return destination.equals(address);
  }

  /** Whether several may answer, each from an address of its own. */
  public boolean isToMany() {
    InetAddress address = destination.getAddress();
    return address.isMulticastAddress() || isBroadcast(address);
  }

  public boolean isAnsweredFrom(InetSocketAddress source) {
    if (destination.equals(source)) {
      return true;
    }
    if (destination.getAddress().isAnyLocalAddress()) {
      return source.getPort() == destination.getPort() && isOfThisMachine(source.getAddress());
    }
    return isToMany() && !isOwn(source);
  }

  /** A member of the group that it asks gets its own request too. */
  private boolean isOwn(InetSocketAddress source) {
    InetSocketAddress own = peer.address();
    return own.equals(source)
        || (own.getAddress().isAnyLocalAddress()
            && own.getPort() == source.getPort()
            && isOfThisMachine(source.getAddress()));
  }

  private static boolean isOfThisMachine(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException unknown) {
      return false;
    }
  }

  private static boolean isBroadcast(InetAddress address) {
    if (address.getHostAddress().equals("255.255.255.255")) {
      return true;
    }
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(each -> each.getInterfaceAddresses().stream())
          .anyMatch(own -> address.equals(own.getBroadcast()) || isLastOf(own, address));
    } catch (SocketException unknown) {
      return false;
    }
  }

  /** The kernel takes it for a broadcast, where the JDK knows of none: on a loopback interface. */
  private static boolean isLastOf(InterfaceAddress own, InetAddress address) {
    byte[] ofInterface = own.getAddress().getAddress();
    byte[] asked = address.getAddress();
    int hostBits = Integer.SIZE - own.getNetworkPrefixLength();
    if (ofInterface.length != Integer.BYTES || asked.length != Integer.BYTES || hostBits < 2) {
      return false;
    }
    int last = ByteBuffer.wrap(ofInterface).getInt() | (int) ((1L << hostBits) - 1);
    return ByteBuffer.wrap(asked).getInt() == last;
  }
}
