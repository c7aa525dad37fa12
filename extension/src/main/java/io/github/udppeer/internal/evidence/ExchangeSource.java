package io.github.udppeer.internal.evidence;

import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.timeline.Asserted;
import io.github.udppeer.internal.timeline.Lifeline;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A peer from which an exchange is gathered.
 *
 * @param lifeline its name and socket
 * @param receiveCapacity the buffer of each receive, in bytes
 * @param redactor what is to be done to each payload before anybody sees it
 * @param kernelDrops the kernel's count of drops, where it reports them
 * @param asserted the datagrams that the failed assertion is about, of whichever peer
 */
public record ExchangeSource(
    Lifeline lifeline,
    int receiveCapacity,
    Optional<UnaryOperator<byte[]>> redactor,
    OptionalLong kernelDrops,
    Set<Asserted> asserted) {

  CapturedSocket socket() {
    return lifeline.socket();
  }
}
