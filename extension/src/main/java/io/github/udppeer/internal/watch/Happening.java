package io.github.udppeer.internal.watch;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the code under test did with a socket.
 *
 * @param kind what
 * @param nanos the monotonic clock's reading
 * @param place the line that did it; null where it is known of an earlier one of the same kind
 * @param address where it went, came from, was bound or connected to; null if that is not known
 * @param offered the bytes that a receive had room for
 * @param length the bytes sent, or those of the whole datagram that came; -1 if that is not known
 * @param trouble what the call threw, in words; empty if nothing
 */
public record Happening(
    Kind kind,
    long nanos,
    @Nullable Place place,
    @Nullable InetSocketAddress address,
    int offered,
    int length,
    String trouble) {

  /** What can happen to a socket. */
  public enum Kind {
    OPEN,
    BIND,
    CONNECT,
    DISCONNECT,
    JOIN,
    SEND,
    RECEIVE,
    CLOSE
  }

  /** How many bytes of the datagram the buffer cut off. */
  public int lost() {
    return kind == Kind.RECEIVE ? Math.max(0, length - offered) : 0;
  }

  static Happening of(Kind kind, @Nullable Place place, @Nullable InetSocketAddress address) {
    return new Happening(kind, System.nanoTime(), place, address, 0, 0, "");
  }

  Happening failed(Throwable thrown) {
    return new Happening(kind, nanos, place, address, offered, length, String.valueOf(thrown));
  }
}
