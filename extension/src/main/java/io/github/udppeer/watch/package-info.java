/**
 * The sockets of the code under test: {@link io.github.udppeer.watch.SocketWatch} records what they
 * do, whatever opened them, and its assertions say whether they cut datagrams, sent them elsewhere
 * or were left open. What sees them lives below, in a hidden room.
 */
@NullMarked
package io.github.udppeer.watch;

import org.jspecify.annotations.NullMarked;
