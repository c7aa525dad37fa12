package io.github.udppeer.jupiter;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One object for each name, opened in the widest scope that declares the name.
 *
 * @param <D> what declares it
 * @param <T> what is opened
 */
abstract class SharedNames<D extends SharedNames.Named<D>, T> {

  /** A declaration whose name may stand for one object wherever it is declared. */
  interface Named<D> {

    String sharedName();

    boolean isShared();

    /** Fails if another declaration of the same name asks for something else. */
    void requireSameAs(D other);
  }

  private record Opened<D, T>(D declaration, T object) {}

  private final @Nullable SharedNames<D, T> parent;
  private final Set<String> ofClass;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Opened<D, T>> opened = new HashMap<>();

  /**
   * Of a scope.
   *
   * @param parent those of the scope round it
   * @param ofClass the names that its class declares, opened or not
   */
  SharedNames(@Nullable SharedNames<D, T> parent, Set<String> ofClass) {
    this.parent = parent;
    this.ofClass = ofClass;
  }

  /** Opens what is declared, in the scope that has these names. */
  abstract T open(D declaration);

  /** Opens what is declared, or finds it where its name is shared. */
  final T of(D declaration) {
    return declaration.isShared()
        ? sharing(declaration.sharedName()).openOnce(declaration)
        : open(declaration);
  }

  private T openOnce(D declaration) {
    lock.lock();
    try {
      Opened<D, T> existing = opened.get(declaration.sharedName());
      if (existing != null) {
        declaration.requireSameAs(existing.declaration());
        return existing.object();
      }
      T object = open(declaration);
      opened.put(declaration.sharedName(), new Opened<>(declaration, object));
      return object;
    } finally {
      lock.unlock();
    }
  }

  /** Finds the widest scope that has this name, or will have; else it is this one. */
  private SharedNames<D, T> sharing(String name) {
    SharedNames<D, T> widest = this;
    for (SharedNames<D, T> each = parent; each != null; each = each.parent) {
      if (each.has(name)) {
        widest = each;
      }
    }
    return widest;
  }

  private boolean has(String name) {
    lock.lock();
    try {
      return opened.containsKey(name) || ofClass.contains(name);
    } finally {
      lock.unlock();
    }
  }
}
