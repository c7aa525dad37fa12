package io.github.udppeer.report;

import io.github.udppeer.core.CapturedSocket;

/**
 * One peer as the timeline shows it.
 *
 * @param name the peer's name
 * @param socket its socket
 */
public record Lifeline(String name, CapturedSocket socket) {}
