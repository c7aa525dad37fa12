/**
 * Bytes and addresses as people write them: words, hex dumps, differences and likenesses of
 * payloads. Here are no sockets, no peers and nothing that waits.
 */
@NullMarked
package io.github.udppeer.internal.text;

import org.jspecify.annotations.NullMarked;
