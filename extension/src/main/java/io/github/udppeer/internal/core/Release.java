package io.github.udppeer.internal.core;

import java.nio.channels.SelectableChannel;

/** The end of a closed channel's registration: until then its port is not free. */
final class Release {

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
  synchronized void await() {
    boolean interrupted = false;
    while (!done) {
      try {
        wait();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
