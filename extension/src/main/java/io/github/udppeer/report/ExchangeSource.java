package io.github.udppeer.report;

import io.github.udppeer.core.CapturedSocket;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;

/**
 * A peer from which an exchange is gathered.
 *
 * @param lifeline its name and socket
 * @param receiveCapacity the buffer of each receive, in bytes
 * @param redactor what is to be done to each payload before anybody sees it
 * @param kernelDrops the kernel's count of drops, where it tells
 * @param asserted tells of a received datagram's index whether the failed assertion is about it
 */
public record ExchangeSource(
    Lifeline lifeline,
    int receiveCapacity,
    Optional<UnaryOperator<byte[]>> redactor,
    OptionalLong kernelDrops,
    LongPredicate asserted) {

  CapturedSocket socket() {
    return lifeline.socket();
  }
}
