package io.github.udppeer.report;

import io.github.udppeer.core.CapturedSocket;

/**
 * A datagram that an assertion is about.
 *
 * @param socket whose it is
 * @param isReceived whether it was received there; else it was sent from there
 * @param index its number among those
 */
public record Asserted(CapturedSocket socket, boolean isReceived, long index) {}
