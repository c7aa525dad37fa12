package io.github.udppeer.internal.core;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Loads and touches what the first datagrams need: a JVM that loads classes while a burst comes in
 * captures nothing meanwhile, and the kernel's queue holds four milliseconds of it.
 */
final class FirstCapture {

  /**
   * So many that the JVM compiles what a datagram goes through, while the test's thread is on its
   * way: some two milliseconds. Interpreted, it keeps up with no burst.
   */
  private static final int DATAGRAMS = 1000;

  private FirstCapture() {}

  /** While the test's thread is on its way to its first datagram. */
  static void prepare(ChunkPool pool) {
    try {
      touchChunk(pool);
      capture(pool);
    } catch (OutOfMemoryError noneYet) {
      // then the first datagram finds less prepared
    }
  }

  private static void capture(ChunkPool pool) {
    CaptureLog log = new CaptureLog(pool, ChunkPool.Size.MEDIUM.bytes);
    InetSocketAddress source = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
    try {
      for (int i = 0; i < DATAGRAMS; i++) {
        log.room().put((byte) 0);
        log.append(source, System.nanoTime());
      }
    } catch (IOException noDirectMemory) {
      // then the first datagram fails for it, and says why
    } finally {
      log.endDrain(true);
      log.clear();
    }
  }

  /** A chunk in which a burst is received: its pages are the system's to give, one by one. */
  private static void touchChunk(ChunkPool pool) {
    ByteBuffer chunk = pool.take(ChunkPool.Size.LARGE); // zeroed by the JVM, and so touched
    if (chunk != null) {
      pool.giveBack(chunk);
    }
  }
}
