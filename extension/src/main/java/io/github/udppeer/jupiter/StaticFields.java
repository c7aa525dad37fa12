package io.github.udppeer.jupiter;

import java.lang.reflect.Field;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows which class a static field is filled for at present: one that is inherited can be wanted
 * for several.
 */
final class StaticFields {

  private final Map<Field, PeerScope> owners = new ConcurrentHashMap<>();

  /**
   * Claims a field for a class.
   *
   * @return whether it is to be filled: an enclosing class may have done so already
   * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if a class that runs
   *     beside this one has it
   */
  boolean claim(Field field, PeerScope scope) {
    PeerScope owner = owners.putIfAbsent(field, scope);
    if (owner != null && !owner.covers(scope)) {
      throw scope
          .known()
          .at(field)
          .misconfigured(
              "the field is static, and filled for another class that inherits it and is still"
                  + " running; declare one in each class, or run them in the same thread");
    }
    return owner == null;
  }

  /** Lets go of the fields of a class that has ended. */
  void release(PeerScope scope) {
    Iterator<PeerScope> filled = owners.values().iterator();
    while (filled.hasNext()) {
      if (filled.next() == scope) {
        filled.remove();
      }
    }
  }
}
