/**
 * Errors and arguments as AssertJ wants them: an error under its description, with a trace that
 * begins where the test asserts. What an error says is made elsewhere.
 */
@NullMarked
package io.github.udppeer.internal.assertj;

import org.jspecify.annotations.NullMarked;
