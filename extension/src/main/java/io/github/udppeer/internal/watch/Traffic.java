package io.github.udppeer.internal.watch;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a socket exchanged with one address. Guarded by the socket's record. */
final class Traffic {

  private static final int MOST_CUTS = 64;

  private final InetSocketAddress address;
  private long sent;
  private long received;
  private long unmeasured;
  private @Nullable Happening firstSend;
  private @Nullable Happening smallest;
  private final List<Happening> cuts = new ArrayList<>(0);
  private long cutCount;

  Traffic(InetSocketAddress address) {
    this.address = address;
  }

  /** Whether the line of the next send is worth looking for. */
  boolean isFirstSend() {
    return firstSend == null;
  }

  boolean wantsCut() {
    return cuts.size() < MOST_CUTS;
  }

  /** Whether a receive that offered so much had a smaller buffer than all before. */
  boolean isSmallest(int offered) {
    return smallest == null || offered < smallest.offered();
  }

  void add(Happening happening) {
    if (happening.kind() == Happening.Kind.SEND) {
      sent++;
      firstSend = firstSend == null ? happening : firstSend;
      return;
    }
    received++;
    unmeasured += happening.length() < 0 ? 1 : 0;
    if (isSmallest(happening.offered())) {
      smallest = happening;
    }
    if (happening.lost() > 0) {
      cutCount++;
      if (wantsCut()) {
        cuts.add(happening);
      }
    }
  }

  SocketView.Flow view() {
    return new SocketView.Flow(
        address, sent, received, unmeasured, firstSend, smallest, List.copyOf(cuts), cutCount);
  }
}
