package io.github.udppeer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.exceptions.PeerClosedException;
import io.github.udppeer.exceptions.ReceiveInterruptedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One round of the hammer: threads receive and peek in every manner at one peer, while others send
 * to it and interrupt those that wait; when all is consumed the peer is closed under them.
 */
final class HammerRound {

  private static final int DATAGRAMS = 500; // of each sender: they fit the receive buffer
  private static final int EACH_INTERRUPT = 20;
  private static final int LIMIT_SECONDS = 60;

  private final DatagramPeer receiver;
  private final List<DatagramPeer> senders;
  private final ExecutorService threads;
  private final CountDownLatch left;

  HammerRound(DatagramPeer receiver, List<DatagramPeer> senders, ExecutorService threads) {
    this.receiver = receiver;
    this.senders = senders;
    this.threads = threads;
    this.left = new CountDownLatch(DATAGRAMS * senders.size());
  }

  /**
   * What happened in a round, or in all.
   *
   * @param consumed datagrams
   * @param peeked looks that saw a datagram
   * @param interrupted waits that an interrupt ended
   * @param woken threads that the close ended
   */
  record Counts(long consumed, long peeked, long interrupted, long woken) {

    static final Counts NONE = new Counts(0, 0, 0, 0);

    Counts plus(Counts more) {
      return new Counts(
          consumed + more.consumed,
          peeked + more.peeked,
          interrupted + more.interrupted,
          woken + more.woken);
    }

    @Override
    public String toString() {
      return "%d datagrams consumed once and in order, %d peeks, %d waits interrupted, %d threads ended by a close"
          .formatted(consumed, peeked, interrupted, woken);
    }
  }

  Counts run() throws Exception {
    List<Consumer> waiting =
        List.of(
            new Consumer(peer -> Optional.of(peer.receive().text())),
            new Consumer(peer -> Optional.of(peer.receiveWhole(2).text())),
            new Consumer(HammerRound::received));
    Consumer polling = new Consumer(HammerRound::polled);
    List<Future<Counts>> calls =
        Stream.<Callable<Counts>>of(polling, this::peeks, this::peeks)
            .map(threads::submit)
            .toList();
    List<Future<Counts>> waits = waiting.stream().map(threads::submit).toList();
    List<Future<Integer>> sends =
        IntStream.range(0, senders.size()).mapToObj(sender -> sending(sender, waiting)).toList();
    for (Future<Integer> send : sends) {
      send.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
    assertThat(left.await(LIMIT_SECONDS, TimeUnit.SECONDS)).as("all is consumed").isTrue();
    receiver.close();
    Counts counts = Counts.NONE;
    for (Future<Counts> call : Stream.of(calls, waits).flatMap(List::stream).toList()) {
      counts = counts.plus(call.get(LIMIT_SECONDS, TimeUnit.SECONDS));
    }
    requireEachOnce(Stream.concat(waiting.stream(), Stream.of(polling)).toList());
    return counts;
  }

  private Future<Integer> sending(int sender, List<Consumer> waiting) {
    return threads.submit(
        () -> {
          for (int i = 0; i < DATAGRAMS; i++) {
            senders.get(sender).sendTo(receiver, sender + ":" + i);
            if (i % EACH_INTERRUPT == 0) {
              waiting.get(i / EACH_INTERRUPT % waiting.size()).interrupt();
            }
          }
          return sender;
        });
  }

  private static Optional<String> received(DatagramPeer peer) {
    ByteBuffer buffer = ByteBuffer.allocate(16);
    peer.recvFrom(buffer);
    return Optional.of(UTF_8.decode(buffer.flip()).toString());
  }

  private static Optional<String> polled(DatagramPeer peer) {
    Optional<Datagram> datagram = peer.poll();
    if (datagram.isEmpty()) {
      pause();
    }
    return datagram.map(Datagram::text);
  }

  /** Leaves the processor to those that have work: nothing is waited for. */
  private static void pause() {
    LockSupport.parkNanos(1_000);
  }

  /** Looks at the head until the peer is closed; it never goes back. */
  private Counts peeks() {
    long peeked = 0;
    long last = -1;
    try {
      while (true) {
        Optional<Datagram> head = receiver.peek();
        if (head.isPresent()) {
          assertThat(head.get().index()).isGreaterThanOrEqualTo(last);
          last = head.get().index();
          peeked++;
        }
        pause();
      }
    } catch (PeerClosedException closed) {
      return new Counts(0, peeked, 0, 1);
    }
  }

  private void requireEachOnce(List<Consumer> consumers) {
    List<String> sent =
        IntStream.range(0, senders.size())
            .boxed()
            .flatMap(sender -> IntStream.range(0, DATAGRAMS).mapToObj(i -> sender + ":" + i))
            .toList();
    List<String> taken = consumers.stream().flatMap(each -> each.taken.stream()).toList();
    assertThat(taken).hasSameSizeAs(sent);
    assertThat(Set.copyOf(taken)).isEqualTo(Set.copyOf(sent));
    for (int sender = 0; sender < senders.size(); sender++) {
      String prefix = sender + ":";
      for (Consumer consumer : consumers) {
        assertThat(
                consumer.taken.stream()
                    .filter(text -> text.startsWith(prefix))
                    .map(text -> Integer.valueOf(text.substring(prefix.length()))))
            .isSorted();
      }
    }
    assertThat(receiver).hasNothingPending().lostNothing();
  }

  /** Takes datagrams in one manner until the peer is closed. */
  private final class Consumer implements Callable<Counts> {

    private final Function<DatagramPeer, Optional<String>> manner;
    private final List<String> taken = new ArrayList<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private volatile Thread thread;

    Consumer(Function<DatagramPeer, Optional<String>> manner) {
      this.manner = manner;
    }

    void interrupt() throws InterruptedException {
      assertThat(started.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      thread.interrupt();
    }

    @Override
    public Counts call() {
      thread = Thread.currentThread();
      started.countDown();
      long interrupted = 0;
      while (true) {
        try {
          manner
              .apply(receiver)
              .ifPresent(
                  text -> {
                    taken.add(text);
                    left.countDown();
                  });
        } catch (ReceiveInterruptedException interrupt) {
          assertThat(Thread.interrupted()).as("the flag is set again").isTrue();
          interrupted++;
        } catch (PeerClosedException closed) {
          assertThat(closed).hasMessage("cannot receive: %s is closed", receiver);
          return new Counts(taken.size(), 0, interrupted, 1);
        }
      }
    }
  }
}
