package io.github.udppeer;

/**
 * Makes a reply of the request that it answers, so that an identifier can be copied from the one to
 * the other. It runs in a thread of the library's, one call at a time for each peer; what it throws
 * fails the test.
 *
 * @param <T> what the reply is made as: {@code byte[]} or {@code String}
 * @since 0.1.0
 */
@FunctionalInterface
public interface ReplyFunction<T> {

  /**
   * Makes the reply.
   *
   * @param request the datagram to answer
   * @return the payload to send, never null
   * @throws Exception if there is no reply to this request; it fails the test
   */
  T reply(Datagram request) throws Exception;
}
