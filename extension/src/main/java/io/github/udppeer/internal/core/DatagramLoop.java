package io.github.udppeer.internal.core;

import io.github.udppeer.internal.core.ChunkPool.NoMemoryException;
import io.github.udppeer.internal.core.Releases.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One daemon thread and one selector that capture for every socket of a run. Beside it are the
 * run's timer, and the workers for users' functions; their threads live only while there is work.
 *
 * <p>It runs no user code, and waits for nobody who does. Whatever goes wrong with one socket is
 * that socket's, and what memory was wanting for is tried again. Only when the selector itself
 * fails does the loop: then every waiting and every later call on its sockets fails with that
 * cause.
 *
 * <p>A new socket is left to the kernel's queue and to those who ask for a moment before the
 * selector watches it: one that is closed by then, as most tests' sockets are, need not wait for
 * the selector to let go of it. While sockets are being opened, the loop looks for new ones by
 * itself each millisecond: to wake it for each would cost a test more than all else that opening
 * does.
 */
public final class DatagramLoop implements AutoCloseable {

  /** How often the loop looks for new sockets by itself while they are being opened. */
  private static final int LOOK_MILLIS = 1;

  /** A queue of this size takes some 5,000 small datagrams, or 30 of the largest. */
  private static final int ROOMY_BUFFER = 2 << 20;

  private final ChunkPool pool = new ChunkPool();
  private final Retries retries = new Retries(this::wake);
  private final Background background = new Background(retries);
  private final Newcomers newcomers = new Newcomers();
  private final AtomicBoolean resting = new AtomicBoolean();
  private final Releases releases = new Releases();
  private final Consumer<SelectionKey> capturing = this::capture;
  private final DatagramSource.Opener opener;
  private final Selector selector;
  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean ended;
  private volatile @Nullable Throwable failure;

  private DatagramLoop(DatagramSource.Opener opener, Selector selector) {
    this.opener = opener;
    this.selector = selector;
    this.thread = new Thread(this::run, "udp-peer-loop");
    thread.setDaemon(true);
  }

  /**
   * Starts a loop.
   *
   * @throws IOException if the system has no selector or no thread to give; it may have later
   */
  public static DatagramLoop start() throws IOException {
    return start(NioDatagramSource::open);
  }

  static DatagramLoop start(DatagramSource.Opener opener) throws IOException {
    return start(opener, Selector.open());
  }

  static DatagramLoop start(DatagramSource.Opener opener, Selector selector) throws IOException {
    DatagramLoop loop = new DatagramLoop(opener, selector);
    if (!CoreThreads.isStarted(loop.thread)) {
      selector.close();
      throw new IOException("the system has no thread to give");
    }
    return loop;
  }

  /** Opens what a socket receives from, which nothing watches yet. */
  DatagramSource open(BindRequest request) throws IOException {
    checkRunning();
    return opener.open(request);
  }

  /** Watches a new socket: at once where its queue is soon full, else when it is of age. */
  void watchNew(LoopSocket socket, int receiveBuffer) throws IOException {
    if (receiveBuffer < ROOMY_BUFFER) {
      watch(socket);
    } else {
      watchLater(socket);
    }
    checkRunning();
  }

  /** Has the selector watch the socket from now on, as whoever is about to wait for it needs. */
  void watch(LoopSocket socket) throws IOException {
    if (socket.claimWatching()) {
      registerUnlessClosed(socket);
      wake();
      checkRunning(); // a loop that ends from here on wakes this socket too
    }
  }

  /** Has the selector report arrivals again. */
  void readAgain(LoopSocket socket) {
    SelectionKey key = socket.channel().keyFor(selector);
    if (key != null) {
      LoopSocket.wantArrivals(key, true);
      wake();
    }
  }

  private void wake() {
    selector.wakeup();
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
  public Timer timer() {
    return background.timer();
  }

  /** Returns the threads in which users' functions run. */
  public Workers workers() {
    return background.workers();
  }

  /** Ends the threads. Sockets that are still open fail from then on. */
  @Override
  public void close() {
    closing = true;
    background.close();
    wake();
    CoreThreads.uninterruptibly(thread::join);
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
    await(List.of(new Release(channel)));
  }

  /**
   * Has the selector let go of sockets that are about to be closed, so that closing them waits for
   * it once and not for each. They stay bound, and whoever asks drains them.
   */
  public void letGo(List<? extends LoopSocket> sockets) {
    List<LoopSocket> watched = new ArrayList<>(sockets.size());
    List<Release> pending = new ArrayList<>(sockets.size());
    for (LoopSocket socket : sockets) {
      SelectionKey key = socket.channel().keyFor(selector);
      if (key != null) {
        key.cancel();
        watched.add(socket);
        pending.add(new Release(key.channel()));
      }
    }
    await(pending);
    for (LoopSocket socket : watched) {
      socket.unclaimWatching();
    }
  }

  private void await(List<Release> pending) {
    releases.add(pending);
    wake();
    if (ended) {
      completeReleases(); // the thread will not: it closed the selector, which let go of them all
    }
    for (Release release : pending) {
      release.await();
    }
  }

  private void run() {
    try {
      FirstCapture.prepare(pool);
      while (!closing) {
        turn();
      }
    } catch (Throwable broken) {
      failure = broken;
    } finally {
      end();
    }
  }

  /** A heap that is full is so for everybody, and may have room again. */
  private void turn() throws IOException {
    try {
      select();
      Thread.interrupted(); // nobody has a reason to; a flag left set would make select spin
      retries.run();
      completeReleases();
    } catch (OutOfMemoryError passing) {
      LockSupport.parkNanos(Retries.PAUSE_NANOS);
    }
  }

  private void select() throws IOException {
    resting.set(true); // before the look: whoever adds a socket after it wakes the selector
    if (newcomers.areExpected()) {
      resting.set(false);
      selector.select(capturing, LOOK_MILLIS);
    } else {
      selector.select(capturing, retries.isEmpty() ? 0 : Retries.PAUSE_MILLIS);
      resting.set(false);
    }
    watchThoseOfAge();
  }

  private void watchThoseOfAge() {
    long now = System.nanoTime();
    LoopSocket oldest = newcomers.takeOfAge(now);
    while (oldest != null) {
      if (oldest.claimWatching()) {
        watchFromNowOn(oldest);
      }
      oldest = newcomers.takeOfAge(now);
    }
  }

  private void watchFromNowOn(LoopSocket socket) {
    try {
      registerUnlessClosed(socket);
    } catch (Throwable broken) {
      CoreThreads.guarded(() -> socket.fail(broken));
    }
  }

  /** One that is closed meanwhile, or taken down, has no arrivals that anybody waits for. */
  private void registerUnlessClosed(LoopSocket socket) throws IOException {
    try {
      register(socket);
    } catch (ClosedChannelException | CancelledKeyException letGo) {
      // whoever closes it does not wait for what was never registered
    }
  }

  /** Whatever happens here is this socket's: the others go on. */
  @SuppressWarnings("ThreadPriorityCheck") // the holder may need this very processor
  private void capture(SelectionKey key) {
    LoopSocket socket = (LoopSocket) key.attachment();
    try {
      if (!socket.isReading()) {
        LoopSocket.wantArrivals(key, false); // else the selector would report it for ever
        LoopSocket.wantArrivals(key, socket.isReading());
      } else if (!socket.capture()) {
        Thread.yield(); // its holder is at it; the selector will report it again
      }
    } catch (NoMemoryException passing) {
      LoopSocket.wantArrivals(key, false);
      retries.add(
          () -> {
            LoopSocket.wantArrivals(key, true);
            return true;
          });
    } catch (Throwable broken) {
      key.cancel();
      CoreThreads.guarded(() -> socket.fail(broken));
    }
  }

  private void completeReleases() {
    while (!releases.isEmpty()) {
      if (!ended) {
        selectNow();
      }
      releases.complete(ended);
    }
  }

  private void selectNow() {
    try {
      selector.selectNow(capturing);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void end() {
    closing = true;
    try {
      for (SelectionKey key : selector.keys()) {
        CoreThreads.guarded(((LoopSocket) key.attachment())::wake);
      }
      newcomers.clear();
      selector.close();
    } catch (IOException | RuntimeException broken) {
      failure = failure == null ? broken : failure;
    } finally {
      ended = true;
      completeReleases();
    }
  }

  /**
   * The thread that captures for every socket of a run has ended, so nothing is captured any more.
   */
  public static final class LoopFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    LoopFailedException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
