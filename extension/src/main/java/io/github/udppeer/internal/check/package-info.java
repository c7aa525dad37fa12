/**
 * What assertions verify: each assertion class of the library is words and a line over one of
 * these. They look, wait and consume; what they say on failure is made a floor below.
 */
@NullMarked
package io.github.udppeer.internal.check;

import org.jspecify.annotations.NullMarked;
