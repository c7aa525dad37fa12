/**
 * The shared datagram core: one loop that captures for every socket, the log that keeps what
 * arrived, and the cursor that gives it out as {@code recvfrom} would. It knows no test framework
 * and no assertion library.
 */
@NullMarked
package io.github.udppeer.core;

import org.jspecify.annotations.NullMarked;
