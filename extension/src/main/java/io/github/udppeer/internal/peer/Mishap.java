package io.github.udppeer.internal.peer;

/** What went wrong where no test could be failed: in a script. */
public interface Mishap {

  /** Makes the error for the assertion that is to fail with it. */
  AssertionError error();
}
