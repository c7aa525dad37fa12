package io.github.udppeer.semantics;

/**
 * What a {@code recvmsg} gave, beside what it wrote into the buffer.
 *
 * @param received what {@code recvfrom} would have given
 * @param truncated whether {@code MSG_TRUNC} was among the flags that it reported
 */
record Message(Received received, boolean truncated) {}
