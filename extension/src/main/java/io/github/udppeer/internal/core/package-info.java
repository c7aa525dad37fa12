/**
 * The shared datagram core: one loop that captures for every socket, the log that keeps what
 * arrived, and the cursor that gives it out as {@code recvfrom} would. It knows the JDK only: no
 * peer, no test framework, no assertion library, and no words for people.
 */
@NullMarked
package io.github.udppeer.internal.core;

import org.jspecify.annotations.NullMarked;
