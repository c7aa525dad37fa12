package io.github.udppeer.watch;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.watch.SocketView;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.function.Predicate;

/** Which of a test's sockets an assertion is about. */
record Selection(Predicate<SocketView> test, String words) {

  static final Selection ALL = new Selection(any -> true, "the code's sockets");

  Selection with(DatagramPeer peer) {
    InetSocketAddress address = peer.address();
    return new Selection(
        test.and(
            socket -> socket.flows().stream().anyMatch(flow -> flow.address().equals(address))),
        String.format(
            Locale.ROOT,
            "the code's socket that talked to peer \"%s\" (%s)",
            peer.name(),
            Words.address(address)));
  }

  @Override
  public String toString() {
    return words;
  }
}
