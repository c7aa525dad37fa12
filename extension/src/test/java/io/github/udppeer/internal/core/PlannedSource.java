package io.github.udppeer.internal.core;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A source whose next drains are planned; when nothing is planned it drains the real one. No
 * selector sees what a plan lets arrive, so that only those who ask find it.
 */
final class PlannedSource extends FaultySource {

  private interface Drain {
    int into(CaptureLog log, int most) throws IOException;
  }

  private final Queue<Drain> plan = new ConcurrentLinkedQueue<>();
  private final AtomicInteger drains = new AtomicInteger();
  private volatile int receiveBuffer;

  PlannedSource(BindRequest request) throws IOException {
    super(request);
    this.receiveBuffer = super.grantedReceiveBuffer();
  }

  /** One drain fails. */
  void planFailure(IOException failure) {
    plan.add(
        (log, most) -> {
          throw failure;
        });
  }

  /** One drain moves as many as it may, none of which finds room in the log. */
  void planFull() {
    plan.add((log, most) -> most);
  }

  /** One drain moves one datagram. */
  void planArrival(String text) {
    plan.add(
        (log, most) -> {
          arrive(log, text);
          return 1;
        });
  }

  static void arrive(CaptureLog log, String text) throws IOException {
    log.room().put(text.getBytes(StandardCharsets.UTF_8));
    log.append(new InetSocketAddress("127.0.0.1", 4000), System.nanoTime());
  }

  void grant(long bytes) {
    receiveBuffer = Math.toIntExact(bytes);
  }

  int drains() {
    return drains.get();
  }

  @Override
  public int grantedReceiveBuffer() {
    return receiveBuffer;
  }

  @Override
  public int drainInto(CaptureLog log, int most) throws IOException {
    drains.incrementAndGet();
    Drain planned = plan.poll();
    return planned == null ? super.drainInto(log, most) : planned.into(log, most);
  }
}
