package io.github.udppeer.semantics;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the rows of docs/semantics.md that a test shows. {@link SemanticsTableTests} compares both.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Row {

  /** The numbers of the rows. */
  int[] value();
}
