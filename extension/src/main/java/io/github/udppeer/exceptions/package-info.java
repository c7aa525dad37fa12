/**
 * What may be caught: the exceptions that peers throw where a socket of the JDK would say less.
 *
 * <p>Each message says what was tried, on which peer, and what to do. Nothing else lives here, and
 * no exception knows a peer.
 */
@NullMarked
package io.github.udppeer.exceptions;

import org.jspecify.annotations.NullMarked;
