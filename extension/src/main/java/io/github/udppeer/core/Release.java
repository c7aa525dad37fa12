package io.github.udppeer.core;

import java.nio.channels.SelectableChannel;
import java.util.concurrent.CountDownLatch;

/** The end of a closed channel's registration: until then its port is not free. */
final class Release {

  private final SelectableChannel channel;
  private final CountDownLatch done = new CountDownLatch(1);

  Release(SelectableChannel channel) {
    this.channel = channel;
  }

  SelectableChannel channel() {
    return channel;
  }

  void complete() {
    done.countDown();
  }

  /** Waits until the selector has let go of the channel, whatever interrupts. */
  void await() {
    DatagramLoop.uninterruptibly(done::await);
  }
}
