package io.github.udppeer;

import java.util.OptionalLong;

/**
 * The figures of one peer. Counts run from when the peer was opened, {@code pending} excepted.
 *
 * @param received datagrams captured
 * @param receivedBytes their payload in bytes
 * @param pending datagrams captured and not consumed yet
 * @param sent datagrams sent that the capture log kept; {@link DatagramPeer#sent()} has these only
 * @param sentBytes their payload in bytes
 * @param sentUnkept datagrams sent for which the capture log was full, or no direct memory was left
 * @param kernelDrops datagrams that the kernel dropped on this socket, by its own counter; empty
 *     where the system does not report it
 * @param logDrops datagrams that arrived when the capture log was full, or no direct memory was
 *     left
 * @param receiveBuffer the {@code SO_RCVBUF} that the kernel granted, in bytes
 * @since 0.1.0
 */
public record PeerStatistics(
    long received,
    long receivedBytes,
    int pending,
    long sent,
    long sentBytes,
    long sentUnkept,
    OptionalLong kernelDrops,
    long logDrops,
    int receiveBuffer) {}
