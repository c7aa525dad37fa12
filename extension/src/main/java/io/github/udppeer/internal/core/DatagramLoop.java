package io.github.udppeer.internal.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
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

  /**
   * How long a new socket is left alone. In this time a sender at full speed sends a hundred small
   * datagrams or ten of the largest.
   */
  private static final long NEW_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  /** How long after an opening the loop still looks for new sockets by itself. */
  private static final long ACTIVE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** How often it does. */
  private static final int LOOK_MILLIS = 1;

  /** A queue of this size takes some 5,000 small datagrams, or 30 of the largest. */
  private static final int ROOMY_BUFFER = 2 << 20;

  private final ChunkPool pool = new ChunkPool();
  private final Retries retries = new Retries(this::wake);
  private volatile @Nullable Background background;
  private final Queue<LoopSocket> newcomers = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean resting = new AtomicBoolean();
  private volatile long latestOpeningNanos = System.nanoTime();
  private final Queue<Release> releases = new ConcurrentLinkedQueue<>();
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

  /** Has the selector tell of arrivals again. */
  void readAgain(LoopSocket socket) {
    SelectionKey key = socket.channel().keyFor(selector);
    if (key != null) {
      tellOfArrivals(key, true);
      wake();
    }
  }

  /**
   * Does nothing where the key is cancelled: another thread takes the socket down, or closes it.
   */
  private static void tellOfArrivals(SelectionKey key, boolean isWanted) {
    try {
      key.interestOps(isWanted ? SelectionKey.OP_READ : 0);
    } catch (CancelledKeyException letGo) {
      // it has no arrivals any more
    }
  }

  private void wake() {
    selector.wakeup();
  }

  private void watchLater(LoopSocket socket) {
    latestOpeningNanos = socket.openedNanos();
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
    return background().timer();
  }

  /** Returns the threads in which users' functions run. */
  public Workers workers() {
    return background().workers();
  }

  /** Ends the threads. Sockets that are still open fail from then on. */
  @Override
  public void close() {
    closing = true;
    closeBackground();
    wake();
    uninterruptibly(thread::join);
  }

  private Background background() {
    Background used = background;
    return used == null ? firstBackground() : used;
  }

  private synchronized Background firstBackground() {
    Background used = background;
    if (used == null) {
      used = new Background(retries);
      if (closing) {
        used.close();
      }
      background = used;
    }
    return used;
  }

  private synchronized void closeBackground() {
    Background used = background;
    if (used != null) {
      used.close();
    }
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
    Release release = new Release(channel);
    releases.add(release);
    wake();
    if (ended) {
      completeReleases(); // the thread will not: it closed the selector, which let go of them all
    }
    release.await();
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
    releases.addAll(pending);
    wake();
    if (ended) {
      completeReleases();
    }
    for (Release release : pending) {
      release.await();
    }
    for (LoopSocket socket : watched) {
      socket.unclaimWatching();
    }
  }

  private void run() {
    try {
      prepare();
      while (!closing) {
        turn();
      }
    } catch (Throwable broken) {
      failure = broken;
    } finally {
      end();
    }
  }

  /** While the test's thread is on its way to its first datagram. */
  private void prepare() {
    try {
      FirstCapture.prepare(pool);
    } catch (OutOfMemoryError noneYet) {
      // then the first datagram finds less prepared
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
    if (isActive()) {
      resting.set(false);
      selector.select(capturing, LOOK_MILLIS);
    } else {
      selector.select(capturing, retries.isEmpty() ? 0 : Retries.PAUSE_MILLIS);
      resting.set(false);
    }
    watchThoseOfAge();
  }

  /** Whether sockets are being opened: more may come, and those that have must not wait long. */
  private boolean isActive() {
    return System.nanoTime() - latestOpeningNanos < ACTIVE_NANOS || !newcomers.isEmpty();
  }

  private void watchThoseOfAge() {
    long newest = System.nanoTime() - NEW_NANOS;
    LoopSocket oldest = newcomers.peek();
    while (oldest != null && oldest.openedNanos() - newest <= 0) {
      newcomers.remove(); // it is the oldest still: nobody else removes
      if (oldest.claimWatching()) {
        watchFromNowOn(oldest);
      }
      oldest = newcomers.peek();
    }
  }

  private void watchFromNowOn(LoopSocket socket) {
    try {
      registerUnlessClosed(socket);
    } catch (Throwable broken) {
      CoreThreads.telling(() -> socket.fail(broken));
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
        tellOfArrivals(key, false); // else the selector would tell of it for ever
        tellOfArrivals(key, socket.isReading());
      } else if (!socket.capture()) {
        Thread.yield(); // its holder is at it; the selector will tell of it again
      }
    } catch (NoMemoryException passing) {
      tellOfArrivals(key, false);
      retries.add(() -> isToldAgain(key));
    } catch (Throwable broken) {
      key.cancel();
      CoreThreads.telling(() -> socket.fail(broken));
    }
  }

  private static boolean isToldAgain(SelectionKey key) {
    tellOfArrivals(key, true);
    return true;
  }

  private void completeReleases() {
    while (!releases.isEmpty()) {
      if (!ended) {
        selectNow();
      }
      Iterator<Release> each = releases.iterator();
      while (each.hasNext()) {
        if (isComplete(each.next())) {
          each.remove();
        }
      }
    }
  }

  private void selectNow() {
    try {
      selector.selectNow(capturing);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private boolean isComplete(Release release) {
    if (!ended && release.channel().isRegistered()) {
      return false;
    }
    release.complete();
    return true;
  }

  private void end() {
    closing = true;
    try {
      for (SelectionKey key : selector.keys()) {
        CoreThreads.telling(((LoopSocket) key.attachment())::wake);
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
