package io.github.udppeer.internal.kernel;

/**
 * A process that holds a socket.
 *
 * @param pid its number
 * @param command its short name as the kernel has it, at most 15 characters: {@code java}
 */
public record SocketHolder(long pid, String command) {}
