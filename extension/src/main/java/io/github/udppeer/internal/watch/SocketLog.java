package io.github.udppeer.internal.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The sockets that one watch has seen at work. */
public final class SocketLog implements Consumer<SocketRecord>, AutoCloseable {

  private static final int MOST = 4_096;

  private final Set<SocketRecord> records = new LinkedHashSet<>();
  private final Recorder recorder;
  private long leftOut;

  SocketLog(Recorder recorder) {
    this.recorder = recorder;
  }

  @Override
  public synchronized void accept(SocketRecord record) {
    if (records.size() < MOST || records.contains(record)) {
      records.add(record);
    } else {
      leftOut++;
    }
  }

  /** The sockets as they are now, in the order in which they were seen. */
  public List<SocketView> sockets() {
    List<SocketRecord> all;
    synchronized (this) {
      all = new ArrayList<>(records);
    }
    return all.stream().map(SocketRecord::view).toList();
  }

  /** How many were seen beside those. */
  public synchronized long leftOut() {
    return leftOut;
  }

  /**
   * Waits until something holds, and is woken when something happens to a socket.
   *
   * @return whether it holds
   */
  public boolean await(BooleanSupplier condition, Duration limit) throws InterruptedException {
    return recorder.await(condition, limit.toNanos());
  }

  @Override
  public void close() {
    recorder.remove(this);
  }
}
