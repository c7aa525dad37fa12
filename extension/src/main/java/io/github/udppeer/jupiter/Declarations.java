package io.github.udppeer.jupiter;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What a test class, or a test method, declares, together with what the classes round it do. It is
 * made before anything opens: that it exists means that all of it can be served.
 */
final class Declarations {

  /** What the run declares, in which all classes stand. */
  static final Declarations NONE = new Declarations();

  private final Map<String, PeerDeclaration> shared = new HashMap<>();
  private final Set<String> sharedByClass = new HashSet<>();
  private final Set<String> lasting = new HashSet<>();
  private final List<PeerDeclaration> ofEachTest = new ArrayList<>();
  private final LinkDeclarations links = new LinkDeclarations();

  private Declarations() {}

  /**
   * Reads and checks the declarations of a context.
   *
   * @param context of a class or of a test; any other declares nothing
   * @param enclosing what the contexts round it declare
   * @param known what has been read already
   * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if one cannot be
   *     served, or two contradict each other
   */
  static Declarations of(ExtensionContext context, Declarations enclosing, ReadDeclarations known) {
    Declarations declarations = new Declarations();
    declarations.shared.putAll(enclosing.shared);
    declarations.lasting.addAll(enclosing.lasting);
    declarations.ofEachTest.addAll(enclosing.ofEachTest);
    declarations.links.inherit(enclosing.links);
    Optional<Method> method = context.getTestMethod();
    if (method.isPresent()) {
      declarations.addTest(context, known.of(method.get()));
    } else {
      context.getTestClass().ifPresent(testClass -> declarations.addClass(context, testClass));
    }
    return declarations;
  }

  /** Tells whether the class itself, and not only its tests, has a peer of this name. */
  boolean isSharedByClass(String name) {
    return sharedByClass.contains(name);
  }

  /** Finds the peer that declares this name for others to find. */
  Optional<PeerDeclaration> peer(String name) {
    return Optional.ofNullable(shared.get(name));
  }

  LinkDeclarations links() {
    return links;
  }

  private void addTest(ExtensionContext context, List<Declaration> ofMethod) {
    List<PeerDeclaration> own = add(ofMethod);
    ofEachTest.forEach(peer -> FixedPorts.requireLock(peer, context, false));
    own.forEach(peer -> FixedPorts.requireLock(peer, context, true));
    links.addOfTest(ofMethod, shared.keySet());
  }

  private void addClass(ExtensionContext context, Class<?> testClass) {
    boolean oneInstance =
        context.getTestInstanceLifecycle().filter(Lifecycle.PER_CLASS::equals).isPresent();
    List<Declaration> forClass = new ArrayList<>(read(InjectionPoints.ofClass(testClass)));
    List<Declaration> forEachTest = new ArrayList<>();
    (oneInstance ? forClass : forEachTest).addAll(read(InjectionPoints.ofInstance(testClass)));
    forEachTest.addAll(read(InjectionPoints.ofEachTest(testClass)));
    List<PeerDeclaration> ofClass = add(forClass);
    ofEachTest.addAll(add(forEachTest));
    ofClass.stream()
        .filter(PeerDeclaration::isShared)
        .forEach(peer -> sharedByClass.add(peer.options().name()));
    lasting.addAll(sharedByClass);
    Stream.concat(ofClass.stream(), ofEachTest.stream())
        .forEach(peer -> FixedPorts.requireLock(peer, context, false));
    links.addOfClass(forClass, shared.keySet(), lasting);
    links.addOfEachTest(forEachTest);
  }

  private static List<Declaration> read(Stream<InjectionPoint> points) {
    return points.map(Declaration::at).toList();
  }

  private List<PeerDeclaration> add(List<Declaration> declared) {
    List<PeerDeclaration> peers = new ArrayList<>();
    for (Declaration declaration : declared) {
      if (declaration instanceof PeerDeclaration peer) {
        requireNoContradiction(peer);
        peers.add(peer);
      }
    }
    return peers;
  }

  private void requireNoContradiction(PeerDeclaration peer) {
    if (peer.isShared()) {
      PeerDeclaration other = shared.putIfAbsent(peer.options().name(), peer);
      if (other != null) {
        peer.requireSameAs(other);
      }
    }
  }
}
