package io.github.udppeer;

/** What went wrong where no test could be failed: in a script. */
interface Mishap {

  /** Makes the error for the assertion that is to fail with it. */
  AssertionError error();
}
