package io.github.udppeer.internal.core;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

/** A socket whose lock another thread holds, by a reader that takes its time. */
final class HeldSocket {

  private final CountDownLatch isHeld = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final FutureTask<Object> holding;

  private HeldSocket(CapturedSocket socket) {
    holding = new FutureTask<>(() -> socket.readHead(false, Deadline.now(), this::read));
  }

  /** Returns when the socket, which has a pending datagram, is held. */
  static HeldSocket hold(CapturedSocket socket) throws InterruptedException {
    HeldSocket held = new HeldSocket(socket);
    CoreThreads.daemon(held.holding, "holder").start();
    held.isHeld.await();
    return held;
  }

  private Object read(CaptureView view, int entry) {
    isHeld.countDown();
    CoreThreads.uninterruptibly(released::await);
    return entry;
  }

  /** Lets the reader end, and fails as it did. */
  void release() throws Exception {
    released.countDown();
    holding.get();
  }
}
