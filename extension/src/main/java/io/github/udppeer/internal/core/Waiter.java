package io.github.udppeer.internal.core;

/**
 * A thread that waits on a socket.
 *
 * @param thread who waits
 * @param what what it waits for
 * @param sinceNanos the monotonic clock's reading when it began to wait
 */
public record Waiter(Thread thread, String what, long sinceNanos) {}
