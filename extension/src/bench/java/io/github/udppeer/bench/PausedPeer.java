package io.github.udppeer.bench;

import io.github.udppeer.internal.core.CoreReceiver;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A peer's receiving side without the thread. */
final class PausedPeer implements Receiver.Paused {

  private final CoreReceiver receiver = new CoreReceiver();
  private int held;

  PausedPeer() throws IOException {}

  @Override
  public InetSocketAddress address() {
    return receiver.localAddress();
  }

  @Override
  public void drain(int count) throws IOException {
    held = receiver.drain();
  }

  @Override
  public long held() {
    return held;
  }

  @Override
  public void clear() throws Exception {
    receiver.clear();
  }

  @Override
  public void close() throws IOException {
    receiver.close();
  }
}
