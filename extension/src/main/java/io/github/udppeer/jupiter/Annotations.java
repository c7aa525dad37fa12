package io.github.udppeer.jupiter;

import java.lang.reflect.AnnotatedElement;

/**
 * What the annotations at a place declare, for those who need not know which annotations there are:
 * these name the extension, and nothing behind it names them.
 */
interface Annotations {

  /** Whether a field or a parameter carries one of ours. */
  boolean areOn(AnnotatedElement element);

  /**
   * Reads the declaration at a place.
   *
   * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if it cannot be served
   */
  Declaration at(InjectionPoint point);
}
