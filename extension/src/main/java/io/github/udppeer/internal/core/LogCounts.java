package io.github.udppeer.internal.core;

/**
 * The figures of one capture log.
 *
 * @param appended datagrams kept since the socket was opened
 * @param appendedBytes their payload bytes
 * @param dropped datagrams that were not let in: the log was full, or memory was refused
 * @param refused those of them for which there was no memory
 * @param held datagrams since the last clear, consumed or not
 * @param pending datagrams not consumed yet
 * @param heldBytes what {@code held} counts against the limit
 */
public record LogCounts(
    long appended,
    long appendedBytes,
    long dropped,
    long refused,
    int held,
    int pending,
    long heldBytes) {}
