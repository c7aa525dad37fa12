/**
 * A bound peer without its face: its socket, settings, history and limits, and the datagrams that
 * it captured. It knows what it stands in by an interface only, and knows no assertion, no script
 * and no message of a failure.
 */
@NullMarked
package io.github.udppeer.internal.peer;

import org.jspecify.annotations.NullMarked;
