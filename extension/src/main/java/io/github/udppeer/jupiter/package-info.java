/**
 * Real UDP sockets, injected into JUnit Jupiter tests.
 *
 * <p>{@link io.github.udppeer.jupiter.UdpPeer} on a parameter or a field is all that most tests
 * need; {@link io.github.udppeer.jupiter.UdpPeers} opens peers on request, {@link
 * io.github.udppeer.jupiter.ReservedPort} is for code under test that binds by itself, and {@link
 * io.github.udppeer.jupiter.UdpPortLocks} keeps tests with a fixed port apart. They need JUnit
 * Jupiter 5.12 or later, 6 included.
 */
@NullMarked
package io.github.udppeer.jupiter;

import org.jspecify.annotations.NullMarked;
