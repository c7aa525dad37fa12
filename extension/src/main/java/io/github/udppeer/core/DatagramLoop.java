package io.github.udppeer.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One daemon thread and one selector that capture for every socket of a run. Beside it are the
 * run's timer, and the workers for users' functions; their threads live only while there is work.
 *
 * <p>It runs no user code, and waits for nobody who does. When it fails, every waiting and every
 * later call on its sockets fails with that cause.
 *
 * <p>A new socket is left to the kernel's queue and to those who ask for a moment before the
 * selector watches it: one that is closed by then, as most tests' sockets are, need not wait for
 * the selector to let go of it. That is done where the kernel's queue holds what a sender at full
 * speed sends meanwhile.
 */
public final class DatagramLoop implements AutoCloseable {

  private record Release(SelectableChannel channel, CountDownLatch done) {}

  /**
   * How long a new socket is left alone. In this time a sender at full speed sends a hundred small
   * datagrams or ten of the largest.
   */
  private static final long NEW_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  /** A queue of this size takes some 5,000 small datagrams, or 30 of the largest. */
  private static final int ROOMY_BUFFER = 2 << 20;

  private final ChunkPool pool = new ChunkPool();
  private final DueSteps timer = new DueSteps();
  private final Workers workers = new Workers(timer);
  private final Queue<LoopSocket> newcomers = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean resting = new AtomicBoolean();
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
    CapturedSocket socket = new CapturedSocket(this, source, request);
    try {
      if (source.grantedReceiveBuffer() < ROOMY_BUFFER) {
        watch(socket);
      } else {
        watchLater(socket);
      }
      checkRunning();
    } catch (IOException ended) {
      source.close();
      throw ended;
    }
    return socket;
  }

  /**
   * Opens a socket whose arrivals are handed on instead of being captured, from when this returns.
   *
   * @param lock guards the receiver, which is called only while it is held
   * @param receiver is given each datagram
   */
  public RelaySocket openRelay(
      BindRequest request, ReentrantLock lock, RelaySocket.Receiver receiver) throws IOException {
    checkRunning();
    RelaySocket socket = new RelaySocket(this, NioDatagramSource.open(request), lock, receiver);
    try {
      watch(socket);
    } catch (IOException ended) {
      socket.shut(); // the selector, which ends, lets go of it; to wait for that would be to hang
      throw ended;
    }
    return socket;
  }

  /** Has the selector watch the socket from now on, as whoever is about to wait for it needs. */
  void watch(LoopSocket socket) throws IOException {
    if (socket.claimWatching()) {
      register(socket);
      wake();
      checkRunning(); // a loop that ends from here on wakes this socket too
    }
  }

  /** Has the selector tell of arrivals again. */
  void readAgain(LoopSocket socket) {
    SelectionKey key = socket.channel().keyFor(selector);
    if (key != null) {
      key.interestOps(SelectionKey.OP_READ);
      wake();
    }
  }

  /** Opens a socket in the stead of one that was closed, unwatched. */
  DatagramSource reopen(BindRequest request) throws IOException {
    checkRunning();
    return opener.open(request);
  }

  /** Ends the selecting, or the pause in which new sockets come of age. */
  private void wake() {
    selector.wakeup();
    LockSupport.unpark(thread);
  }

  private void watchLater(LoopSocket socket) {
    newcomers.add(socket);
    if (resting.getAndSet(false)) {
      selector.wakeup();
    }
  }

  private void register(LoopSocket socket) throws IOException {
    try {
      socket.channel().register(selector, SelectionKey.OP_READ, socket);
    } catch (ClosedSelectorException ended) {
      checkRunning();
      throw ended;
    }
  }

  /** Returns the timer of all its sockets. */
  public DueSteps timer() {
    return timer;
  }

  /** Returns the threads in which users' functions run. */
  public Workers workers() {
    return workers;
  }

  /** Ends the threads. Sockets that are still open fail from then on. */
  @Override
  public void close() {
    closing = true;
    timer.close();
    workers.close();
    wake();
    uninterruptibly(thread::join);
  }

  /** The memory of all its sockets. */
  ChunkPool pool() {
    return pool;
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
    wake();
    if (ended) {
      completeReleases(); // the thread will not: it closed the selector, which let go of them all
    }
    uninterruptibly(release.done()::await);
  }

  private void run() {
    try {
      while (!closing) {
        select();
        Thread.interrupted(); // nobody has a reason to; a flag left set would make select spin
        completeReleases();
      }
    } catch (Throwable broken) {
      failure = broken;
    } finally {
      end();
    }
  }

  private void select() throws IOException {
    resting.set(true); // before the look: whoever adds a socket after it wakes the selector
    if (newcomers.isEmpty()) {
      selector.select(this::capture);
      resting.set(false);
    } else {
      resting.set(false);
      selector.selectNow(this::capture);
      LockSupport.parkNanos(NEW_NANOS);
    }
    watchThoseOfAge();
  }

  private void watchThoseOfAge() throws IOException {
    long newest = System.nanoTime() - NEW_NANOS;
    LoopSocket oldest = newcomers.peek();
    while (oldest != null && oldest.openedNanos() - newest <= 0) {
      newcomers.remove(); // it is the oldest still: nobody else removes
      if (oldest.claimWatching()) {
        registerUnlessClosed(oldest);
      }
      oldest = newcomers.peek();
    }
  }

  private void registerUnlessClosed(LoopSocket socket) throws IOException {
    try {
      register(socket);
    } catch (ClosedChannelException closed) {
      completeReleases(); // its closer may be waiting for what now will not happen
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // the holder may need this very processor
  private void capture(SelectionKey key) {
    LoopSocket socket = (LoopSocket) key.attachment();
    if (!socket.isReading()) {
      key.interestOps(0); // else the selector would tell of it for ever
      key.interestOps(socket.isReading() ? SelectionKey.OP_READ : 0);
      return;
    }
    try {
      if (!socket.capture()) {
        Thread.yield(); // its holder is at it; the selector will tell of it again
      }
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
      ((LoopSocket) key.attachment()).wake();
    }
    newcomers.clear();
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
