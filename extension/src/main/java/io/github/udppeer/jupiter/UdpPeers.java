package io.github.udppeer.jupiter;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.link.DatagramLink;
import io.github.udppeer.link.LinkOptions;
import java.net.DatagramSocket;
import java.nio.channels.DatagramChannel;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Opens peers when a test asks for them, and closes them when it is over: the programmatic twin of
 * {@link UdpPeer}, for tests that learn only as they run how many peers they need, and with what
 * options.
 *
 * <pre>{@code
 * @RegisterExtension
 * final UdpPeers peers = UdpPeers.create();
 *
 * @Test
 * void asksEachServer() {
 *   DatagramPeer first = peers.open("first");
 *   DatagramPeer second = peers.open("second");
 *   ...
 * }
 * }</pre>
 *
 * <p>In an instance field it serves each test, from {@code @BeforeEach} on; in a static field, or
 * with the {@code PER_CLASS} lifecycle, the class, from {@code @BeforeAll} on: its peers are closed
 * after the class then. They are closed together with those of {@link UdpPeer}, the latest first.
 * Unlike there, each call opens a peer, whatever its name, and nobody sees that a port is fixed: to
 * keep such tests apart, annotate them with JUnit's {@code @ResourceLock("udp-port:5353")}.
 *
 * <p>It may be used by several threads. One object serves one class at a time: where classes that
 * run concurrently inherit a static field with it, all but the first fail.
 *
 * @since 0.1.0
 */
@SuppressWarnings("exports") // who uses this has JUnit anyway
public sealed class UdpPeers
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterTestExecutionCallback,
        AfterEachCallback,
        AfterAllCallback,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler,
        InvocationInterceptor
    permits UdpPeersWithDump {

  private final PeerOptions defaults;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable PeerScope scope;

  UdpPeers(PeerOptions defaults) {
    this.defaults = Objects.requireNonNull(defaults, "defaults");
  }

  /**
   * Creates the extension, to be registered by a field with {@code @RegisterExtension}.
   *
   * @return the extension; it opens peers with {@link PeerOptions#defaults()}
   */
  public static UdpPeers create() {
    return withDefaults(PeerOptions.defaults());
  }

  /**
   * Creates the extension, to be registered by a field with {@code @RegisterExtension}.
   *
   * @param defaults the options of peers for which a test names none
   * @return the extension
   */
  public static UdpPeers withDefaults(PeerOptions defaults) {
    NeedsJUnit.Version.require();
    return UdpPeersWithDump.create(defaults);
  }

  /**
   * Opens a peer with the default options.
   *
   * @return a bound peer
   * @throws java.io.UncheckedIOException if the socket cannot be bound; the message says why
   * @throws IllegalStateException if no test is running that this object serves
   */
  public DatagramPeer open() {
    return open(defaults);
  }

  /**
   * Opens a peer with the default options and a name.
   *
   * @param name its name in messages
   * @return a bound peer
   * @throws java.io.UncheckedIOException if the socket cannot be bound; the message says why
   * @throws IllegalStateException if no test is running that this object serves
   */
  public DatagramPeer open(String name) {
    return open(defaults.toBuilder().name(name).build());
  }

  /**
   * Opens a peer.
   *
   * @param options how to open it; the defaults have no part in it
   * @return a bound peer
   * @throws java.io.UncheckedIOException if the socket cannot be bound; the message says why
   * @throws IllegalStateException if no test is running that this object serves
   */
  public DatagramPeer open(PeerOptions options) {
    return group("peer").open(options);
  }

  /**
   * Opens a link: a faulty wire between code under test and a server.
   *
   * @param options how to open it; a seed is its own matter, the configuration parameter {@value
   *     UdpLink#SEED_PARAMETER} does not matter
   * @return the link
   * @throws java.io.UncheckedIOException if its socket cannot be bound; the message says why
   * @throws IllegalStateException if no test is running that this object serves
   */
  public DatagramLink openLink(LinkOptions options) {
    return group("link").openLink(options);
  }

  /**
   * Opens a plain socket for code under test that takes one. Nothing is captured of it.
   *
   * @param options host, port and multicast groups count
   * @return a bound socket
   * @throws java.io.UncheckedIOException if it cannot be bound; the message says why
   * @throws IllegalStateException if no test is running that this object serves
   */
  public DatagramSocket openSocket(PeerOptions options) {
    return group("socket").openSocket(options);
  }

  /**
   * Opens a plain channel, in blocking mode, for code under test that takes one. Nothing is
   * captured of it.
   *
   * @param options host, port and multicast groups count
   * @return a bound channel
   * @throws java.io.UncheckedIOException if it cannot be bound; the message says why
   * @throws IllegalStateException if no test is running that this object serves
   */
  public DatagramChannel openChannel(PeerOptions options) {
    return group("channel").openChannel(options);
  }

  /** For JUnit to call, when it is registered for a whole class. */
  @Override
  public void beforeAll(ExtensionContext context) {
    serve(context);
  }

  /** For JUnit to call. */
  @Override
  public void beforeEach(ExtensionContext context) {
    serve(context);
  }

  /** For JUnit to call: adds the timeline to what a test throws. */
  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw Reports.withTimeline(context, thrown);
  }

  /** For JUnit to call: adds the timeline to what a test throws. */
  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw Reports.withTimeline(context, thrown);
  }

  /** For JUnit to call: adds the timeline to what a test throws. */
  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw Reports.withTimeline(context, thrown);
  }

  /** For JUnit to call: adds the timeline to what a test throws. */
  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw Reports.withTimeline(context, thrown);
  }

  /** For JUnit to call: adds the timeline to what a test throws. */
  @Override
  public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw Reports.withTimeline(context, thrown);
  }

  /**
   * For JUnit to call: fails a test whose scripts failed, or that leaves a strict peer something.
   */
  @Override
  public void afterTestExecution(ExtensionContext context) {
    EndOfContext.afterTestMethod(context);
  }

  /** For JUnit to call: writes what the peers of a failed test exchanged. */
  @Override
  public void afterEach(ExtensionContext context) {
    EndOfContext.afterTest(context);
  }

  /** For JUnit to call: the same for a class, and writes what its peers exchanged if it failed. */
  @Override
  public void afterAll(ExtensionContext context) {
    EndOfContext.afterClass(context);
  }

  /** For JUnit to call: reports the exchange where a dynamic test fails. */
  @Override
  public void interceptDynamicTest(
      Invocation<@Nullable Void> invocation,
      DynamicTestInvocationContext test,
      ExtensionContext context)
      throws Throwable {
    Reports.proceed(invocation, context);
  }

  /** The widest scope counts: a test of the class that is served opens for the class. */
  private void serve(ExtensionContext context) {
    PeerScope candidate = PeerScopes.of(context);
    lock.lock();
    try {
      PeerScope current = scope;
      if (current == null || current.isClosed()) {
        scope = candidate;
      } else if (!current.covers(candidate)) {
        throw new ExtensionConfigurationException(
            String.format(
                    Locale.ROOT,
                    "these UdpPeers cannot serve class %s: they serve another test, which is still"
                        + " running;",
                    context.getRequiredTestClass().getName())
                + " give each class an object of its own, or run them in the same thread");
      }
    } finally {
      lock.unlock();
    }
  }

  private PeerGroup group(String what) {
    lock.lock();
    try {
      if (scope == null) {
        throw new IllegalStateException(
            "cannot open a "
                + what
                + ": no test is running that these UdpPeers serve;"
                + " register them by a field with @RegisterExtension, and open from @BeforeEach on,"
                + " or, where the field is static, from @BeforeAll on");
      }
      if (scope.isClosed()) {
        throw new IllegalStateException(
            "cannot open a " + what + ": the test that these UdpPeers served is over");
      }
      return scope.group();
    } finally {
      lock.unlock();
    }
  }
}
