package io.github.udppeer.internal.timeline;

import io.github.udppeer.internal.core.CapturedSocket;

/**
 * A datagram that an assertion is about.
 *
 * @param socket whose it is
 * @param isReceived whether it was received there; else it was sent from there
 * @param index its number among those
 */
public record Asserted(CapturedSocket socket, boolean isReceived, long index) {}
