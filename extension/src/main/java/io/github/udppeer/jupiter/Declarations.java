package io.github.udppeer.jupiter;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  static Declarations of(ExtensionContext context, Declarations enclosing, DeclarationCache known) {
    Declarations declarations = new Declarations();
    declarations.shared.putAll(enclosing.shared);
    declarations.lasting.addAll(enclosing.lasting);
    declarations.ofEachTest.addAll(enclosing.ofEachTest);
    declarations.links.inherit(enclosing.links);
    Optional<Method> method = context.getTestMethod();
    if (method.isPresent()) {
      declarations.addTest(context, known.of(method.get()));
    } else {
      Optional<Class<?>> testClass = context.getTestClass();
      if (testClass.isPresent()) {
        declarations.addClass(context, testClass.get(), known);
      }
    }
    return declarations;
  }

  /** The names of peers that the class itself has, and not only its tests. */
  Set<String> sharedByClass() {
    return sharedByClass;
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
    FixedPorts.requireLocks(ofEachTest, context, false);
    FixedPorts.requireLocks(own, context, true);
    links.addOfTest(ofMethod, shared.keySet());
  }

  private void addClass(ExtensionContext context, Class<?> testClass, DeclarationCache known) {
    boolean oneInstance =
        context.getTestInstanceLifecycle().orElse(Lifecycle.PER_METHOD) == Lifecycle.PER_CLASS;
    List<Declaration> forClass = known.at(known.points().ofClass(testClass));
    List<Declaration> forEachTest = new ArrayList<>();
    (oneInstance ? forClass : forEachTest).addAll(known.at(known.points().ofInstance(testClass)));
    forEachTest.addAll(known.at(known.points().ofEachTest(testClass)));
    List<PeerDeclaration> ofClass = add(forClass);
    ofEachTest.addAll(add(forEachTest));
    for (PeerDeclaration peer : ofClass) {
      if (peer.isShared()) {
        sharedByClass.add(peer.options().name());
      }
    }
    lasting.addAll(sharedByClass);
    FixedPorts.requireLocks(ofClass, context, false);
    FixedPorts.requireLocks(ofEachTest, context, false);
    links.addOfClass(forClass, shared.keySet(), lasting);
    links.addOfEachTest(forEachTest);
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
