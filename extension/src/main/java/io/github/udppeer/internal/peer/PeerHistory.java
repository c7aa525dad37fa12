package io.github.udppeer.internal.peer;

import io.github.udppeer.internal.core.CaptureView;
import io.github.udppeer.internal.core.CaptureView.LogCounts;
import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.kernel.KernelDrops;
import io.github.udppeer.internal.kernel.KernelLook;
import io.github.udppeer.internal.timeline.Standing;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a peer remembers: datagrams of both directions, and its figures. */
public final class PeerHistory {

  private final Peer peer;
  private final CapturedSocket socket;
  private final ClearedDatagrams cleared = new ClearedDatagrams();
  private final AtomicReference<@Nullable Runnable> whenClosed = new AtomicReference<>();
  private volatile @Nullable KernelDrops dropsAtClose;

  /** Of the times that the port was open before; null where none can have been dropped. */
  private volatile @Nullable KernelDrops dropsBefore;

  private volatile @Nullable AssertionError lastFailure;

  PeerHistory(Peer peer) {
    this.peer = peer;
    this.socket = peer.socket();
  }

  public List<CapturedDatagram> received() {
    try (CaptureView view = view()) {
      return datagrams(view, IntStream.range(0, view.size()));
    }
  }

  public List<CapturedDatagram> pending() {
    try (CaptureView view = view()) {
      IntStream atCursor = IntStream.range(view.firstPending(), view.size());
      return datagrams(view, atCursor.filter(entry -> !view.isConsumed(entry)));
    }
  }

  /** Whether something is pending that no script has dealt with. */
  public boolean hasUnanswered() {
    try (CaptureView view = view()) {
      return IntStream.range(view.firstPending(), view.size())
          .anyMatch(entry -> Standing.of(view, entry) == Standing.PENDING);
    }
  }

  /** The index of the first that is pending, or that the next one will have. */
  public long firstPending() {
    try (CaptureView view = socket.captured()) {
      int entry = view.firstPending();
      while (entry < view.size() && view.isConsumed(entry)) {
        entry++;
      }
      return view.index(entry);
    }
  }

  public boolean isPending(long index) {
    return standing(index).filter(each -> each != Standing.CONSUMED).isPresent();
  }

  /** What has become of the datagram with this index; empty when it was forgotten. */
  public Optional<Standing> standing(long index) {
    try (CaptureView view = socket.captured()) {
      long entry = index - view.index(0);
      return entry >= 0 && entry < view.size()
          ? Optional.of(Standing.of(view, (int) entry))
          : Optional.empty();
    }
  }

  /** How many of those that are held were consumed. */
  public int consumedCount() {
    try (CaptureView view = socket.captured()) {
      return (int) IntStream.range(0, view.size()).filter(view::isConsumed).count();
    }
  }

  private List<CapturedDatagram> datagrams(CaptureView view, IntStream entries) {
    return entries.mapToObj(entry -> CapturedDatagram.received(peer, view, entry)).toList();
  }

  /** What was received so far, what the kernel had queued included; to be closed. */
  public CaptureView view() {
    try {
      return socket.received();
    } catch (IOException failure) {
      throw CoreCalls.explained(peer, "look at what was received", failure);
    }
  }

  /** The index that the next datagram will have. */
  public long nextIndex() {
    try (CaptureView view = view()) {
      return view.index(view.size());
    }
  }

  public LogCounts counts() {
    try {
      return socket.receivedCounts();
    } catch (IOException failure) {
      throw CoreCalls.explained(peer, "count what was received", failure);
    }
  }

  public List<CapturedDatagram> sent() {
    try (CaptureView view = socket.sent()) {
      return IntStream.range(0, view.size())
          .mapToObj(entry -> CapturedDatagram.sent(peer, view, entry))
          .toList();
    }
  }

  public LogCounts sentCounts() {
    return socket.sentCounts();
  }

  public ClearedDatagrams cleared() {
    return cleared;
  }

  /** Has a report made when the peer closes, or now if it is closed; only the last counts. */
  public void whenClosed(Runnable report) {
    if (socket.isClosed()) {
      report.run(); // what goes wrong in a script is reported after that too
    } else {
      whenClosed.set(report);
    }
  }

  /** Keeps the last failure in mind, which Awaitility hands on only as a part of a text. */
  public void failed(AssertionError error) {
    lastFailure = error;
  }

  public Optional<AssertionError> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }

  public void clear() {
    try (CaptureView view = view()) {
      cleared.add(peer, view);
    }
    try {
      socket.clear();
    } catch (IOException | InterruptedException failure) {
      throw CoreCalls.explained(peer, "clear", failure);
    }
  }

  void close() {
    boolean isFirst = !socket.isClosed();
    try {
      socket.close(() -> dropsAtClose = socket.isDown() ? dropsBefore : dropsUntilNow());
    } catch (IOException failure) {
      throw CoreCalls.explained(peer, "close", failure);
    }
    if (isFirst) {
      peer.context().formerPeers().add(peer.name(), socket, peer.context().isOfClass());
      Runnable report = whenClosed.getAndSet(null);
      if (report != null) {
        report.run();
      }
    }
  }

  public OptionalLong kernelDrops(KernelLook kernel) {
    return kernelDrops(kernel, !socket.isClosed() && !socket.isDown());
  }

  /**
   * The same after what the kernel had queued was captured: its table, which is dear, is asked only
   * where it can have dropped something.
   */
  public OptionalLong kernelDropsWhenCaptured(KernelLook kernel) {
    boolean mayHaveDropped = socket.isFrozen() || socket.mayHaveOverflowed();
    return kernelDrops(kernel, mayHaveDropped && !socket.isClosed() && !socket.isDown());
  }

  private OptionalLong kernelDrops(KernelLook kernel, boolean isCounting) {
    KernelDrops known = dropsAtClose;
    if (known == null) {
      KernelDrops since =
          isCounting ? KernelDrops.of(socket.localAddress(), kernel) : KernelDrops.none();
      known = since.plus(dropsBefore);
    }
    return known.counted(kernel);
  }

  /** The kernel counts anew when the port is opened again. */
  void keepDrops() {
    dropsBefore = dropsUntilNow();
  }

  /** Reading the socket table is dear, so it is read only where a drop was possible. */
  private @Nullable KernelDrops dropsUntilNow() {
    return socket.mayHaveOverflowed()
        ? KernelDrops.of(socket.localAddress()).plus(dropsBefore)
        : dropsBefore;
  }
}
