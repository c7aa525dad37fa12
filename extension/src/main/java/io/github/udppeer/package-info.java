/**
 * Real, bound UDP sockets for tests, and what a test may say of them in AssertJ's words.
 *
 * <p>{@link io.github.udppeer.DatagramPeer} is the place to start; with JUnit Jupiter, {@code
 * io.github.udppeer.jupiter.UdpPeer} injects one.
 */
@NullMarked
package io.github.udppeer;

import org.jspecify.annotations.NullMarked;
