/**
 * What the operating system knows: its table of sockets and who holds them, its counts of drops,
 * its limits, its interfaces, its folders. Whatever it does not show is left out, never guessed.
 */
@NullMarked
package io.github.udppeer.internal.kernel;

import org.jspecify.annotations.NullMarked;
