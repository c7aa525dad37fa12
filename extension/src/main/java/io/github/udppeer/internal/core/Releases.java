package io.github.udppeer.internal.core;

import java.nio.channels.SelectableChannel;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Who waits until the selector has let go of channels. */
final class Releases {

  /** The end of a closed channel's registration: until then its port is not free. */
  static final class Release {

    private final SelectableChannel channel;
    private boolean done;

    Release(SelectableChannel channel) {
      this.channel = channel;
    }

    SelectableChannel channel() {
      return channel;
    }

    synchronized void complete() {
      done = true;
      notifyAll();
    }

    /** Waits until the selector has let go of the channel, whatever interrupts. */
    void await() {
      CoreThreads.uninterruptibly(this::awaitDone);
    }

    private synchronized void awaitDone() throws InterruptedException {
      while (!done) {
        wait();
      }
    }
  }

  private final Queue<Release> pending = new ConcurrentLinkedQueue<>();

  void add(List<Release> more) {
    pending.addAll(more);
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  /** Completes those whose channel is let go of; all where the selector is closed. */
  void complete(boolean isClosed) {
    Iterator<Release> each = pending.iterator();
    while (each.hasNext()) {
      Release release = each.next();
      if (isClosed || !release.channel().isRegistered()) {
        release.complete();
        each.remove();
      }
    }
  }
}
