package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.internal.core.Deadline;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.script.ScriptRun;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ScriptRunTests {

  private static final int LIMIT_SECONDS = 60;

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer peer = group.open(PeerOptions.builder().name("peer").build());
  private final CountDownLatch allSent = new CountDownLatch(1);
  private final Queue<String> seen = new ConcurrentLinkedQueue<>();

  /** Whoever copies a datagram, or keeps what went wrong with it, may find no room. */
  @Test
  void goesOnWithTheNextDatagramWhenTheHeapHadNoRoom() {
    ScriptRun run = new ScriptRun(peer.peer(), this::failOnFirst);
    run.start();
    send("one", "two", "three");
    allSent.countDown();

    boolean settled = run.settle(Deadline.after(Duration.ofSeconds(LIMIT_SECONDS)));

    assertThat(settled).isTrue();
    assertThat(seen).containsExactly("one", "two", "three");
  }

  @Test
  void goesOnByItselfThen() throws InterruptedException {
    CountDownLatch dealtWithAll = new CountDownLatch(2);
    ScriptRun run =
        new ScriptRun(
            peer.peer(),
            datagram -> {
              failOnFirst(datagram);
              dealtWithAll.countDown();
            });
    run.start();
    send("one", "two", "three");
    allSent.countDown();

    assertThat(dealtWithAll.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  private void send(String... texts) {
    List.of(texts).forEach(text -> peer.sendTo(peer, text));
    assertThat(peer).hasPending(texts.length); // and no arrival comes after this
  }

  private void failOnFirst(CapturedDatagram datagram) {
    seen.add(datagram.text());
    if (datagram.index() == 0) {
      awaitAllSent();
      throw new OutOfMemoryError("planted");
    }
  }

  private void awaitAllSent() {
    try {
      assertThat(allSent.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }
}
