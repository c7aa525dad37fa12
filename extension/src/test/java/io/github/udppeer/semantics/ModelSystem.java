package io.github.udppeer.semantics;

import io.github.udppeer.ReceiveFlag;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What datagram sockets do, in as few words as Java has for it: every expected value of the matrix
 * and of the differential test comes from here. A queue in memory; no socket is opened and nothing
 * waits. That it is right is for the kernel to say.
 */
final class ModelSystem implements DatagramSystem {

  /** 65,535 less the headers of IPv4 (20) and UDP (8); the header of IPv6 does not count. */
  private static final int LONGEST_IPV4 = 65_507;

  private static final int LONGEST_IPV6 = 65_527;

  private final Map<InetSocketAddress, ModelSocket> bound = new HashMap<>();

  private record Queued(ByteBuffer payload, InetSocketAddress source) {}

  @Override
  public SocketUnderTest open(SocketSetup setup) {
    // any number serves as a port, as no socket is bound
    InetSocketAddress address = new InetSocketAddress(Hosts.parse(setup.host()), 1 + bound.size());
    ModelSocket socket = new ModelSocket(address, setup.capacity());
    bound.put(address, socket);
    return socket;
  }

  /** What arrives during a wait is received as if it had been there before. */
  @Override
  public <T> T receiveWhile(SocketUnderTest receiver, Supplier<T> receiving, Runnable arrival) {
    arrival.run();
    return receiving.get();
  }

  @Override
  public void close() {
    bound.clear();
  }

  private final class ModelSocket implements SocketUnderTest {

    private final InetSocketAddress address;
    private final int capacity;
    private final Deque<Queued> queue = new ArrayDeque<>();

    ModelSocket(InetSocketAddress address, int capacity) {
      this.address = address;
      this.capacity = capacity;
    }

    @Override
    public Outcome sendTo(InetSocketAddress destination, byte[] payload) {
      if (payload.length > longest(destination.getAddress())) {
        return Outcome.TOO_LARGE;
      }
      bound.get(destination).queue.add(new Queued(ByteBuffer.wrap(payload.clone()), address));
      return Outcome.OK;
    }

    @Override
    public Message receiveMessage(ByteBuffer buffer, ReceiveFlag... flags) {
      Set<ReceiveFlag> set = Set.of(flags);
      if (queue.isEmpty()) {
        boolean waits = !set.contains(ReceiveFlag.DONTWAIT);
        return new Message(Received.failed(waits ? Outcome.TIMED_OUT : Outcome.WOULD_BLOCK), false);
      }
      Queued head = set.contains(ReceiveFlag.PEEK) ? queue.peek() : queue.remove();
      int length = head.payload().remaining();
      int copied = Math.min(buffer.remaining(), length);
      buffer.duplicate().put(head.payload().slice(0, copied));
      int returned = set.contains(ReceiveFlag.TRUNC) ? length : copied;
      return new Message(Received.ok(returned, head.source()), copied < length);
    }

    @Override
    public Received receiveFrom(ByteBuffer buffer, ReceiveFlag... flags) {
      return receiveMessage(buffer, flags).received();
    }

    @Override
    public boolean isReadable() {
      return !queue.isEmpty();
    }

    @Override
    public InetSocketAddress address() {
      return address;
    }

    @Override
    public int capacity() {
      return capacity;
    }

    @Override
    public void close() {
      bound.remove(address);
    }

    private static int longest(InetAddress destination) {
      return Hosts.isIpv4(destination) ? LONGEST_IPV4 : LONGEST_IPV6;
    }
  }
}
