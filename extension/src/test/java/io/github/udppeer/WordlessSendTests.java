package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Words are for failures: a send that succeeds makes none. */
class WordlessSendTests {

  /** What a send keeps and hands to the kernel; the text of an address alone takes more. */
  private static final long MOST_BYTES = 300;

  private static final int SENDS = 2_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);

  @Test
  void allocatesNoTexts() {
    DatagramPeer sender = group.open(PeerOptions.builder().name("sender").build());
    InetSocketAddress destination = group.open(PeerOptions.defaults()).address();
    byte[] payload = {1};
    send(sender, destination, payload); // classes are loaded, chunks are taken

    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    send(sender, destination, payload);
    long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

    assertThat(allocated / SENDS).isLessThanOrEqualTo(MOST_BYTES);
  }

  private static void send(DatagramPeer sender, InetSocketAddress destination, byte[] payload) {
    for (int i = 0; i < SENDS; i++) {
      sender.sendTo(destination, payload);
    }
  }
}
