package io.github.udppeer.semantics;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.udppeer.ReceiveFlag;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A socket of the kernel: each method is the system call, with nothing between. */
final class KernelSocket implements SocketUnderTest {

  /** What a peer asks for too; the kernel grants up to its own limit. */
  private static final int RECEIVE_BUFFER = 4 << 20;

  private static final int HEADER_SIZE = 56;
  private static final int HEADER_NAME = 0;
  private static final int HEADER_NAME_LENGTH = 8;
  private static final int HEADER_VECTORS = 16;
  private static final int HEADER_VECTOR_COUNT = 24;
  private static final int HEADER_FLAGS = 48;

  private final int descriptor;
  private final int capacity;
  private final InetSocketAddress address;
  private volatile int caller;
  private final AtomicBoolean closed = new AtomicBoolean();

  private KernelSocket(int descriptor, int capacity) {
    this.descriptor = descriptor;
    this.capacity = capacity;
    this.address = getsockname(descriptor);
  }

  static KernelSocket open(SocketSetup setup) {
    InetSocketAddress local = new InetSocketAddress(Hosts.parse(setup.host()), 0);
    boolean ipv4 = Hosts.isIpv4(local.getAddress());
    int descriptor =
        (int) done(SystemCalls.socket(ipv4 ? SystemCalls.AF_INET : SystemCalls.AF_INET6), "socket");
    try {
      prepare(descriptor, local, setup.timeout());
      return new KernelSocket(descriptor, setup.capacity());
    } catch (RuntimeException failure) {
      SystemCalls.close(descriptor);
      throw failure;
    }
  }

  private static void prepare(int descriptor, InetSocketAddress local, Duration timeout) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(JAVA_INT, RECEIVE_BUFFER);
      done(SystemCalls.setsockopt(descriptor, SystemCalls.SO_RCVBUF, bytes), "setsockopt");
      MemorySegment limit =
          arena.allocateFrom(JAVA_LONG, timeout.toSeconds(), timeout.toNanosPart() / 1000);
      done(SystemCalls.setsockopt(descriptor, SystemCalls.SO_RCVTIMEO, limit), "setsockopt");
      done(SystemCalls.bind(descriptor, SocketAddresses.write(local, arena)), "bind");
    }
  }

  private static InetSocketAddress getsockname(int descriptor) {
    try (Arena arena = Arena.ofConfined()) {
      SocketAddresses.Room name = SocketAddresses.Room.in(arena);
      done(SystemCalls.getsockname(descriptor, name), "getsockname");
      return name.read();
    }
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
  public Outcome sendTo(InetSocketAddress destination, byte[] payload) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, payload);
      MemorySegment to = SocketAddresses.write(destination, arena);
      long sent = SystemCalls.sendto(descriptor, bytes, to);
      if (sent == -SystemCalls.EMSGSIZE) {
        return Outcome.TOO_LARGE;
      }
      if (sent != payload.length) {
        throw unexpected("sendto", sent);
      }
      return Outcome.OK;
    }
  }

  @Override
  public Received receiveFrom(ByteBuffer buffer, ReceiveFlag... flags) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment into = copyOf(buffer, arena);
      SocketAddresses.Room source = SocketAddresses.Room.in(arena);
      caller = SystemCalls.gettid();
      long returned = SystemCalls.recvfrom(descriptor, into, bits(flags), source);
      copyBack(into, buffer);
      return received(returned, source, flags);
    }
  }

  @Override
  public Message receiveMessage(ByteBuffer buffer, ReceiveFlag... flags) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment into = copyOf(buffer, arena);
      SocketAddresses.Room source = SocketAddresses.Room.in(arena);
      MemorySegment header = header(into, source.address(), arena);
      caller = SystemCalls.gettid();
      long returned = SystemCalls.recvmsg(descriptor, header, bits(flags));
      copyBack(into, buffer);
      boolean truncated =
          returned >= 0 && (header.get(JAVA_INT, HEADER_FLAGS) & SystemCalls.MSG_TRUNC) != 0;
      return new Message(received(returned, source, flags), truncated);
    }
  }

  /** For Java a thread in a system call is running, so the kernel is asked how it is. */
  @Override
  public boolean isWaitedOnBy(Thread thread) {
    try {
      String stat = Files.readString(Path.of("/proc/self/task/" + caller + "/stat"));
      return stat.startsWith(" S ", stat.lastIndexOf(')') + 1);
    } catch (IOException notThereYetOrNoMore) {
      return false;
    }
  }

  @Override
  public boolean isReadable() {
    return done(SystemCalls.pollIn(descriptor), "poll") == 1;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) { // the number may be another's by now
      done(SystemCalls.close(descriptor), "close");
    }
  }

  private static MemorySegment header(MemorySegment into, MemorySegment source, Arena arena) {
    MemorySegment vector = arena.allocate(2L * Long.BYTES, Long.BYTES);
    vector.set(ADDRESS, 0, into);
    vector.set(JAVA_LONG, Long.BYTES, into.byteSize());
    MemorySegment header = arena.allocate(HEADER_SIZE, Long.BYTES);
    header.set(ADDRESS, HEADER_NAME, source);
    header.set(JAVA_INT, HEADER_NAME_LENGTH, (int) source.byteSize());
    header.set(ADDRESS, HEADER_VECTORS, vector);
    header.set(JAVA_LONG, HEADER_VECTOR_COUNT, 1);
    return header;
  }

  private static MemorySegment copyOf(ByteBuffer buffer, Arena arena) {
    return arena.allocate(buffer.remaining()).copyFrom(MemorySegment.ofBuffer(buffer));
  }

  private static void copyBack(MemorySegment written, ByteBuffer buffer) {
    MemorySegment.ofBuffer(buffer).copyFrom(written);
  }

  private static int bits(ReceiveFlag... flags) {
    return Arrays.stream(flags).mapToInt(KernelSocket::bit).reduce(0, (all, bit) -> all | bit);
  }

  private static int bit(ReceiveFlag flag) {
    return switch (flag) {
      case PEEK -> SystemCalls.MSG_PEEK;
      case DONTWAIT -> SystemCalls.MSG_DONTWAIT;
      case TRUNC -> SystemCalls.MSG_TRUNC;
    };
  }

  private static Received received(
      long returned, SocketAddresses.Room source, ReceiveFlag... flags) {
    if (returned == -SystemCalls.EAGAIN) {
      boolean waited = !List.of(flags).contains(ReceiveFlag.DONTWAIT);
      return Received.failed(waited ? Outcome.TIMED_OUT : Outcome.WOULD_BLOCK);
    }
    if (returned < 0) {
      throw unexpected("receive", returned);
    }
    return Received.ok((int) returned, source.read());
  }

  private static long done(long returned, String call) {
    if (returned < 0) {
      throw unexpected(call, returned);
    }
    return returned;
  }

  private static IllegalStateException unexpected(String call, long returned) {
    return new IllegalStateException(call + " gave " + returned + ", an error number if negative");
  }
}
