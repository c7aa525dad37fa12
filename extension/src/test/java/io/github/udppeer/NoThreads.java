package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.link.DatagramLink;
import io.github.udppeer.link.LinkOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A script and a link that need threads while the system has none to give. The stacks of others
 * take all of the address space that this JVM may have.
 */
final class NoThreads {

  private static final Duration LONG = Duration.ofSeconds(60);

  private NoThreads() {}

  public static void main(String[] arguments) throws Exception {
    try (Wired first = new Wired()) { // loads what it takes, while that can be had
      first.send();
      first.requireAllArrives();
    }
    try (Wired second = new Wired()) {
      CountDownLatch release = new CountDownLatch(1);
      List<Thread> others = takeAll(release);
      second.send();
      System.out.println("without threads: " + second.arrived());
      release.countDown();
      for (Thread other : others) {
        other.join();
      }
      second.requireAllArrives();
      System.out.println("with threads again: " + second.arrived());
    }
    ChildJvm.holdUntilReleased();
  }

  private static List<Thread> takeAll(CountDownLatch release) {
    List<Thread> all = new ArrayList<>();
    Runnable waiting =
        () -> {
          try {
            release.await();
          } catch (InterruptedException nobodyHasAReason) {
            Thread.currentThread().interrupt();
          }
        };
    try {
      while (true) {
        Thread next = new Thread(waiting);
        next.setDaemon(true);
        next.start();
        all.add(next);
      }
    } catch (OutOfMemoryError none) {
      return all;
    }
  }

  /** A server that answers by itself, and a link that delays what goes to it. */
  private static final class Wired implements AutoCloseable {
    private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
    private final DatagramPeer server = open("server");
    private final DatagramPeer client = open("client");
    private final DatagramPeer late = open("late");
    private final DatagramLink link =
        group.openLink(LinkOptions.to(late.address()).name("wire").seed(1).build());

    private DatagramPeer open(String name) {
      return group.open(PeerOptions.builder().name(name).receiveTimeout(LONG).build());
    }

    void send() {
      server.on("PING").reply("PONG");
      link.toServer().onAll().delay(Duration.ofMillis(1));
      client.sendTo(server, "PING");
      client.sendTo(link.address(), "delayed");
      link.settle();
      assertThat(server).hasPending(1);
    }

    String arrived() {
      return client.received().size() + " replies, " + late.received().size() + " delayed";
    }

    void requireAllArrives() {
      assertThat(client).receives().hasText("PONG");
      assertThat(late).receives().hasText("delayed");
    }

    @Override
    public void close() {
      group.close();
    }
  }
}
