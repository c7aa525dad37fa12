package io.github.udppeer.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * One daemon thread and one selector that capture for every socket of a run.
 *
 * <p>It runs no user code. When it fails, every waiting and every later call on its sockets fails
 * with that cause.
 */
public final class DatagramLoop implements AutoCloseable {

  private record Release(SelectableChannel channel, CountDownLatch done) {}

  private final ChunkPool pool = new ChunkPool();
  private final Queue<Release> releases = new ConcurrentLinkedQueue<>();
  private final DatagramSource.Opener opener;
  private final Selector selector;
  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean ended;
  private volatile @Nullable Throwable failure;

  private DatagramLoop(DatagramSource.Opener opener) throws IOException {
    this.opener = opener;
    this.selector = Selector.open();
    this.thread = new Thread(this::run, "udp-peer-loop");
    thread.setDaemon(true);
  }

  /** Starts a loop. */
  public static DatagramLoop start() throws IOException {
    return start(NioDatagramSource::open);
  }

  static DatagramLoop start(DatagramSource.Opener opener) throws IOException {
    DatagramLoop loop = new DatagramLoop(opener);
    loop.thread.start();
    return loop;
  }

  /** Opens a socket, bound and captured from when this returns. */
  public CapturedSocket open(BindRequest request) throws IOException {
    checkRunning();
    DatagramSource source = opener.open(request);
    CapturedSocket socket = new CapturedSocket(this, source, pool, request.captureLimit());
    try {
      source.channel().register(selector, SelectionKey.OP_READ, socket);
      selector.wakeup();
      checkRunning();
    } catch (IOException | ClosedSelectorException ended) {
      source.close();
      checkRunning();
      throw ended;
    }
    return socket;
  }

  /** Ends the thread. Sockets that are still open fail from then on. */
  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    uninterruptibly(thread::join);
  }

  void checkRunning() throws LoopFailedException {
    Throwable cause = failure;
    if (cause != null) {
      throw new LoopFailedException("the capturing thread failed: " + cause, cause);
    }
    if (closing) {
      throw new LoopFailedException(
          "the run that this peer belongs to has ended", new ClosedSelectorException());
    }
  }

  /** Waits until the selector has let go of a closed channel: only then is its port free. */
  void awaitRelease(SelectableChannel channel) {
    Release release = new Release(channel, new CountDownLatch(1));
    releases.add(release);
    selector.wakeup();
    if (ended) {
      completeReleases(); // the thread will not: it closed the selector, which let go of them all
    }
    uninterruptibly(release.done()::await);
  }

  private void run() {
    try {
      while (!closing) {
        selector.select(this::capture);
        Thread.interrupted(); // nobody has a reason to; a flag left set would make select spin
        completeReleases();
      }
    } catch (Throwable broken) {
      failure = broken;
    } finally {
      end();
    }
  }

  private void capture(SelectionKey key) {
    CapturedSocket socket = (CapturedSocket) key.attachment();
    try {
      socket.capture();
    } catch (IOException broken) {
      key.cancel(); // the socket fails its own callers with the cause; the others go on
    }
  }

  private void completeReleases() {
    while (!releases.isEmpty()) {
      if (!ended) {
        selectNow();
      }
      releases.removeIf(this::complete);
    }
  }

  private void selectNow() {
    try {
      selector.selectNow(this::capture);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private boolean complete(Release release) {
    if (!ended && release.channel().isRegistered()) {
      return false;
    }
    release.done().countDown();
    return true;
  }

  private void end() {
    closing = true;
    for (SelectionKey key : selector.keys()) {
      ((CapturedSocket) key.attachment()).wake();
    }
    try {
      selector.close();
    } catch (IOException broken) {
      failure = broken;
    }
    ended = true;
    completeReleases();
  }

  interface Waiting {
    void await() throws InterruptedException;
  }

  static void uninterruptibly(Waiting waiting) {
    boolean interrupted = false;
    while (true) {
      try {
        waiting.await();
        break;
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
