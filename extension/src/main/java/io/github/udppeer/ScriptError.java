package io.github.udppeer;

import org.jspecify.annotations.Nullable;

/**
 * Something that a script found, or that went wrong in it, in a thread that is not the test's.
 *
 * @param peer whose script it is
 * @param words what happened, up to the datagram
 * @param datagram the one that it happened over
 * @param cause what was thrown, null where nothing was
 */
record ScriptError(DatagramPeer peer, String words, Datagram datagram, @Nullable Throwable cause) {}
