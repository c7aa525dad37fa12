package io.github.udppeer.jupiter;

import io.github.udppeer.PeerGroup;
import io.github.udppeer.WaitLimits;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
final class PeerScope implements Opener, AutoCloseable, ExtensionContext.Store.CloseableResource {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(PeerScope.class);

  private record Shared(PeerDeclaration declaration, Object peer) {}

  private final @Nullable PeerScope parent;
  private final ReadDeclarations known;
  private final Declarations declarations;
  private final PeerGroup group;
  private final StaticFields staticFields;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Shared> shared = new HashMap<>();
  private final ReservedPorts ports = new ReservedPorts();
  private final RunSettings settings;
  private final ScopeLinks links;
  private final AtomicBoolean reported = new AtomicBoolean();
  private volatile Optional<String> hang = Optional.empty();
  private boolean verified;
  private volatile boolean closed;

  /**
   * What holds for the whole run.
   *
   * @param whenToReport after which tests the exchange is written
   * @param linkSeed the seed of links that name none
   */
  private record RunSettings(WhenToReport whenToReport, Optional<Long> linkSeed) {}

  private PeerScope(PeerGroup group, RunSettings settings) {
    this.parent = null;
    this.known = new ReadDeclarations();
    this.declarations = Declarations.NONE;
    this.group = group;
    this.staticFields = new StaticFields();
    this.settings = settings;
    this.links = new ScopeLinks(this, null);
  }

  private PeerScope(PeerScope parent, Declarations declarations, Supplier<String> test) {
    this.parent = parent;
    this.known = parent.known;
    this.declarations = declarations;
    this.group = parent.group.openGroup(test);
    this.staticFields = parent.staticFields;
    this.settings = parent.settings;
    this.links = new ScopeLinks(this, parent.links);
  }

  /**
   * Returns the scope of a context. The first call checks all that the context declares, so that
   * nothing opens where something cannot be served.
   *
   * @throws ExtensionConfigurationException if something declared there, or a configuration
   *     parameter, cannot be used
   */
  static PeerScope of(ExtensionContext context) {
    PeerScope existing = existing(context);
    if (existing != null) {
      return existing;
    }
    ExtensionContext.Store store = context.getStore(NAMESPACE);
    String key = context.getUniqueId();
    if (context.getParent().isEmpty()) {
      WaitLimits limits = limits(context);
      RunSettings settings = new RunSettings(WhenToReport.of(context), linkSeed(context));
      return store.getOrComputeIfAbsent(
          key, it -> new PeerScope(PeerGroup.open(limits), settings), PeerScope.class);
    }
    PeerScope parent = of(context.getParent().get());
    Declarations declarations = Declarations.of(context, parent.declarations, parent.known);
    return store.getOrComputeIfAbsent(
        key,
        it -> new PeerScope(parent, declarations, () -> TestName.of(context)),
        PeerScope.class);
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

  private static WaitLimits limits(ExtensionContext context) {
    try {
      return WaitLimits.from(context::getConfigurationParameter);
    } catch (IllegalArgumentException unusable) {
      throw new ExtensionConfigurationException(String.valueOf(unusable.getMessage()));
    }
  }

  private static Optional<Long> linkSeed(ExtensionContext context) {
    Optional<String> seed = context.getConfigurationParameter(UdpLink.SEED_PARAMETER);
    return seed.isPresent() ? Optional.of(LinkSeed.parse(seed.get())) : Optional.empty();
  }

  @Override
  public Object open(LinkDeclaration declaration) {
    return links.open(declaration);
  }

  @Override
  public Object open(PeerDeclaration declaration) {
    return declaration.isShared()
        ? sharing(declaration.options().name()).openShared(declaration)
        : declaration.openIn(group);
  }

  private Object openShared(PeerDeclaration declaration) {
    String name = declaration.options().name();
    lock.lock();
    try {
      Shared existing = shared.get(name);
      if (existing != null) {
        declaration.requireSameAs(existing.declaration);
        return existing.peer;
      }
      Object peer = declaration.openIn(group);
      shared.put(name, new Shared(declaration, peer));
      return peer;
    } finally {
      lock.unlock();
    }
  }

  /** Finds the widest scope that has a peer of this name, or will have; else it is this one. */
  private PeerScope sharing(String name) {
    PeerScope widest = this;
    for (PeerScope scope = parent; scope != null; scope = scope.parent) {
      if (scope.hasShared(name)) {
        widest = scope;
      }
    }
    return widest;
  }

  private boolean hasShared(String name) {
    lock.lock();
    try {
      return shared.containsKey(name) || declarations.isSharedByClass(name);
    } finally {
      lock.unlock();
    }
  }

  /** Tells whether a static field is to be filled for the class that this is the scope of. */
  boolean claim(Field field) {
    return staticFields.claim(field, this);
  }

  /** The declarations that the run has read. */
  ReadDeclarations known() {
    return known;
  }

  @Override
  public int reservePort() {
    return ports.reserve();
  }

  PeerGroup group() {
    return group;
  }

  WhenToReport whenToReport() {
    return settings.whenToReport();
  }

  /** The seed of links that name none, if the run has one. */
  Optional<Long> linkSeed() {
    return settings.linkSeed();
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

  /** Tells whether another scope ends before this one does, or is this one. */
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
}
