/**
 * What is seen of the sockets of the code under test: advice in the JDK's datagram classes, and a
 * record of each socket. It knows the core and words, and nothing of peers or tests; nothing of it
 * is loaded unless a test asks for a watch.
 */
@NullMarked
package io.github.udppeer.internal.watch;

import org.jspecify.annotations.NullMarked;
