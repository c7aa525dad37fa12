package io.github.udppeer.jupiter;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.link.DatagramLink;
import io.github.udppeer.link.LinkOptions;
import io.github.udppeer.watch.SocketWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What was opened for one of JUnit's contexts: a test, its class, an enclosing class, or the run.
 * JUnit's store holds it, and closes it when the context ends.
 *
 * <p>It implements both interfaces because JUnit before 5.13 closes only the one, and later
 * versions warn of values that have only that.
 */
final class PeerScope
    implements Declaration.Opener, AutoCloseable, ExtensionContext.Store.CloseableResource {

  static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(PeerScope.class);

  private final @Nullable PeerScope parent;
  private final DeclarationCache known;
  private final Declarations declarations;
  private final PeerGroup group;
  private final StaticFields staticFields;
  private final ReentrantLock lock = new ReentrantLock();
  private final SharedNames<PeerDeclaration, Object> peers;
  private final ReservedPorts ports = new ReservedPorts();
  private final RunSettings settings;
  private final SharedNames<LinkDeclaration, DatagramLink> links;
  private final AtomicBoolean reported = new AtomicBoolean();
  private volatile Optional<String> hang = Optional.empty();
  private @Nullable Object watch;
  private boolean verified;
  private volatile boolean closed;

  /**
   * What holds for the whole run.
   *
   * @param whenToReport after which tests the exchange is written
   * @param linkSeed the seed of links that name none
   * @param isWatched whether the sockets of the code under test are watched in each test
   * @param failsOnCut whether a watched test fails whose code has cut a datagram
   */
  record RunSettings(
      WhenToReport whenToReport, Optional<Long> linkSeed, boolean isWatched, boolean failsOnCut) {}

  PeerScope(PeerGroup group, RunSettings settings, Annotations annotations) {
    this.parent = null;
    this.known = new DeclarationCache(annotations);
    this.declarations = Declarations.NONE;
    this.group = group;
    this.staticFields = new StaticFields();
    this.settings = settings;
    this.peers = new SharedPeers(null, Set.of());
    this.links = new SharedLinks(null, Set.of());
  }

  PeerScope(PeerScope parent, Declarations declarations, Supplier<String> test) {
    this.parent = parent;
    this.known = parent.known;
    this.declarations = declarations;
    this.group = parent.group.openGroup(test);
    this.staticFields = parent.staticFields;
    this.settings = parent.settings;
    this.peers = new SharedPeers(parent.peers, declarations.sharedByClass());
    this.links = new SharedLinks(parent.links, declarations.links().sharedByClass());
  }

  /** Returns the scope of a context, if there is one by now. */
  static @Nullable PeerScope existing(ExtensionContext context) {
    String key = context.getUniqueId(); // a store finds its parents' values too
    return context.getStore(NAMESPACE).get(key, PeerScope.class);
  }

  /** Returns the scope of a context, else that of the nearest one round it, if there is one. */
  static @Nullable PeerScope nearest(ExtensionContext context) {
    PeerScope own = existing(context);
    Optional<ExtensionContext> parent = context.getParent();
    return own != null || parent.isEmpty() ? own : nearest(parent.get());
  }

  @Override
  public Object open(LinkDeclaration declaration) {
    return links.of(declaration);
  }

  @Override
  public Object open(PeerDeclaration declaration) {
    return peers.of(declaration);
  }

  private final class SharedPeers extends SharedNames<PeerDeclaration, Object> {

    SharedPeers(@Nullable SharedNames<PeerDeclaration, Object> parent, Set<String> ofClass) {
      super(parent, ofClass);
    }

    @Override
    Object open(PeerDeclaration declaration) {
      return declaration.openIn(group);
    }
  }

  private final class SharedLinks extends SharedNames<LinkDeclaration, DatagramLink> {

    SharedLinks(@Nullable SharedNames<LinkDeclaration, DatagramLink> parent, Set<String> ofClass) {
      super(parent, ofClass);
    }

    @Override
    DatagramLink open(LinkDeclaration declaration) {
      String to = declaration.settings().to();
      SocketAddress server =
          declarations
              .peer(to)
              .map(peer -> address(peers.of(peer)))
              .orElseGet(() -> LinkOptions.to(to).build().destination());
      return declaration.openIn(group, server, settings.linkSeed());
    }
  }

  /** A peer is of one of three types. */
  private static SocketAddress address(Object peer) {
    if (peer instanceof DatagramPeer ours) {
      return ours.address();
    }
    if (peer instanceof DatagramSocket socket) {
      return socket.getLocalSocketAddress();
    }
    try {
      return ((DatagramChannel) peer).getLocalAddress();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  /** Returns whether a static field is to be filled for the class that this is the scope of. */
  boolean claim(Field field) {
    return staticFields.claim(field, this);
  }

  /** The declarations that the run has read. */
  DeclarationCache known() {
    return known;
  }

  @Override
  public int reservePort() {
    return ports.reserve();
  }

  /** Returns the watch of this scope, of this context, which begins with the first call. */
  Object watch(ExtensionContext context) {
    lock.lock();
    try {
      Object opened = watch;
      if (opened == null) {
        boolean isStrict = settings.failsOnCut() && context.getTestMethod().isPresent();
        opened = isStrict ? SocketWatch.openStrict(group) : SocketWatch.open(group);
        watch = opened;
      }
      return opened;
    } finally {
      lock.unlock();
    }
  }

  PeerGroup group() {
    return group;
  }

  RunSettings settings() {
    return settings;
  }

  WhenToReport whenToReport() {
    return settings.whenToReport();
  }

  Declarations declarations() {
    return declarations;
  }

  /** Whether the exchange has been written. */
  AtomicBoolean reported() {
    return reported;
  }

  /** Keeps what the peers' state was when a time-out struck. */
  void hangs(String state) {
    hang = Optional.of(state);
  }

  Optional<String> hang() {
    return hang;
  }

  boolean isClosed() {
    return closed;
  }

  /** Returns whether another scope ends before this one does, or is this one. */
  boolean covers(PeerScope other) {
    PeerScope scope = other;
    while (scope != this && scope.parent != null) {
      scope = scope.parent;
    }
    return scope == this;
  }

  /** Fails if something must not be so at the end of the test, or of the class. Once only. */
  void verifyPeers(boolean hasFailed) {
    lock.lock();
    try {
      if (verified) {
        return;
      }
      verified = true;
    } finally {
      lock.unlock();
    }
    if (hasFailed) {
      group.verifyAfterFailure();
    } else {
      group.verify();
    }
  }

  /** Closes the peers, the latest first, and then lets the reserved ports go. */
  @Override
  public void close() {
    try (ports;
        group) {
      closed = true; // the resources are closed from the last to the first, whatever fails
      staticFields.release(this);
    }
  }

  /** After which tests the exchange of their peers is written to files. */
  enum WhenToReport {
    FAILURE,
    ALWAYS,
    NEVER;

    private static final String PARAMETER = "udppeer.report";

    static WhenToReport of(ExtensionContext context) {
      String value = context.getConfigurationParameter(PARAMETER).orElse("failure");
      return switch (value) {
        case "failure" -> FAILURE;
        case "always" -> ALWAYS;
        case "never" -> NEVER;
        default ->
            throw new ExtensionConfigurationException(
                PARAMETER + " is \"" + value + "\", but must be failure, always or never");
      };
    }

    boolean includes(boolean failed) {
      return this == ALWAYS || (this == FAILURE && failed);
    }
  }
}
