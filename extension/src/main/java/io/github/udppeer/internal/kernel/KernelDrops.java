package io.github.udppeer.internal.kernel;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's own count of the datagrams that it dropped on a socket. Where nothing can have been
 * dropped, its table, which is dear to read, is read only when somebody wants to know.
 */
public final class KernelDrops {

  /** The later one is that of a sum. */
  private enum Knowledge {
    NOT_ASKED,
    COUNTED,
    NOT_COUNTED
  }

  private static final KernelDrops NONE = new KernelDrops(Knowledge.NOT_ASKED, 0);

  private final Knowledge knowledge;
  private final long count;

  private KernelDrops(Knowledge knowledge, long count) {
    this.knowledge = knowledge;
    this.count = count;
  }

  /** Returns the count of a socket on which nothing can have been dropped. */
  public static KernelDrops none() {
    return NONE;
  }

  /** Reads the count; it is not counted where the system does not, or the socket is gone. */
  public static KernelDrops of(InetSocketAddress local) {
    return of(local, new KernelLook());
  }

  /** The same, as a table says that may have been read before. */
  public static KernelDrops of(InetSocketAddress local, KernelLook kernel) {
    Optional<BoundSocket> socket = kernel.table().flatMap(table -> table.boundTo(local));
    return socket
        .map(bound -> new KernelDrops(Knowledge.COUNTED, bound.drops()))
        .orElseGet(() -> new KernelDrops(Knowledge.NOT_COUNTED, 0));
  }

  /**
   * Returns both together; not counted where one is not.
   *
   * @param other null where none can have been dropped
   */
  public KernelDrops plus(@Nullable KernelDrops other) {
    if (other == null) {
      return this;
    }
    Knowledge ofBoth = knowledge.compareTo(other.knowledge) < 0 ? other.knowledge : knowledge;
    return new KernelDrops(ofBoth, count + other.count);
  }

  /** Returns the count; empty where the system does not report it. */
  public OptionalLong counted(KernelLook kernel) {
    boolean isTold =
        knowledge == Knowledge.COUNTED || (knowledge == Knowledge.NOT_ASKED && kernel.isThere());
    return isTold ? OptionalLong.of(count) : OptionalLong.empty();
  }
}
