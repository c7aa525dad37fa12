package io.github.udppeer.internal.core;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;

/** A source over the real one whose calls can be made to fail. */
class FaultySource implements DatagramSource {

  private final DatagramSource real;

  FaultySource(BindRequest request) throws IOException {
    this.real = NioDatagramSource.open(request);
  }

  @Override
  public SelectableChannel channel() {
    return real.channel();
  }

  @Override
  public InetSocketAddress localAddress() {
    return real.localAddress();
  }

  @Override
  public int grantedReceiveBuffer() {
    return real.grantedReceiveBuffer();
  }

  @Override
  public int drainInto(CaptureLog log, int most) throws IOException {
    return real.drainInto(log, most);
  }

  @Override
  public boolean isReadable() throws IOException {
    return real.isReadable();
  }

  @Override
  public boolean send(ByteBuffer payload, InetSocketAddress destination) throws IOException {
    return real.send(payload, destination);
  }

  @Override
  public void close() throws IOException {
    real.close();
  }
}
