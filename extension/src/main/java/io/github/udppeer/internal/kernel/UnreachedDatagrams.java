package io.github.udppeer.internal.kernel;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How many datagrams had come to this machine, from itself too, for a port that nothing was bound
 * to: the kernel counts them, whoever sent them, those over IPv4 and IPv6 apart.
 *
 * <p>A reading takes some 20 µs, as the kernel makes up both files anew; what is in them is looked
 * at when a message asks for it, and never else.
 */
public final class UnreachedDatagrams {

  private static final String[] NAMES = {"/proc/net/snmp", "/proc/net/snmp6"};
  private static final byte[] NOTHING = new byte[0];

  /** So often at most is it read for tests that may never ask: less than half a percent. */
  private static final long LATELY_NANOS = 5_000_000;

  private static final ReentrantLock LOCK = new ReentrantLock();
  private static final @Nullable RandomAccessFile[] FILES = new RandomAccessFile[NAMES.length];
  private static final boolean[] ABSENT = new boolean[NAMES.length];
  private static final byte[] BUFFER = new byte[16 * 1024];

  private static @Nullable UnreachedDatagrams latest;

  private final byte[] ipv4;
  private final byte[] ipv6;
  private final long nanos;

  private UnreachedDatagrams(byte[] ipv4, byte[] ipv6) {
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
    this.nanos = System.nanoTime();
  }

  /** Returns the counts of now. */
  public static UnreachedDatagrams now() {
    LOCK.lock();
    try {
      UnreachedDatagrams reading = new UnreachedDatagrams(read(0), read(1));
      latest = reading;
      return reading;
    } finally {
      LOCK.unlock();
    }
  }

  /** Returns the counts of some milliseconds ago at most, which costs less. */
  public static UnreachedDatagrams lately() {
    LOCK.lock();
    try {
      UnreachedDatagrams known = latest;
      return known != null && System.nanoTime() - known.nanos < LATELY_NANOS ? known : now();
    } finally {
      LOCK.unlock();
    }
  }

  static UnreachedDatagrams of(String ipv4, String ipv6) {
    return new UnreachedDatagrams(
        ipv4.getBytes(StandardCharsets.ISO_8859_1), ipv6.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The monotonic clock's reading when the counts were read. */
  public long nanos() {
    return nanos;
  }

  /** Returns the count over IPv4; empty where the system does not report it. */
  public OptionalLong overIpv4() {
    return column(lines(ipv4).stream().filter(line -> line.startsWith("Udp: ")).toList());
  }

  /** Returns the count over IPv6; empty where the system does not report it. */
  public OptionalLong overIpv6() {
    return number(lines(ipv6));
  }

  /** Returns the count for the family of this address. */
  public OptionalLong over(InetAddress address) {
    return address instanceof Inet4Address ? overIpv4() : overIpv6();
  }

  /** Returns by how much a count has risen since; 0 where the system does not report it. */
  public static long increase(OptionalLong before, OptionalLong after) {
    return before.isPresent() && after.isPresent() ? after.getAsLong() - before.getAsLong() : 0;
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

  private static List<String> lines(byte[] text) {
    return new String(text, StandardCharsets.ISO_8859_1).lines().toList();
  }

  /** Reads a file that stays open: to open it takes longer than to read it again. */
  private static byte[] read(int which) {
    if (ABSENT[which]) {
      return NOTHING;
    }
    try {
      RandomAccessFile file = FILES[which];
      if (file == null) {
        file = new RandomAccessFile(NAMES[which], "r");
        FILES[which] = file;
      }
      file.seek(0);
      int length = 0;
      int more = file.read(BUFFER, 0, BUFFER.length);
      while (more > 0) {
        length += more;
        more = file.read(BUFFER, length, BUFFER.length - length);
      }
      return Arrays.copyOf(BUFFER, length);
    } catch (IOException absent) { // on another system, or where it is hidden
      ABSENT[which] = true;
      return NOTHING;
    }
  }
}
