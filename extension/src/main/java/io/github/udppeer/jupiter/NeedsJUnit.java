package io.github.udppeer.jupiter;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stands on annotations that register the extension. An old JUnit cannot load the extension, and
 * says no more than that a type "[unknown]" is not present. Before it asks for that type it reads
 * all annotations that stand beside, and with this one the {@link JUnitVersion} is looked at.
 */
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface NeedsJUnit {

  /** Since when JUnit has what is needed. */
  Since value();

  /** A constant in an annotation has its class initialised when the annotation is read. */
  enum Since {
    V5_12;

    static {
      JUnitVersion.require();
    }
  }
}
