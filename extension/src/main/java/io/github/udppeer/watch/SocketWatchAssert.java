package io.github.udppeer.watch;

import io.github.udppeer.DatagramPeer;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

/**
 * Assertions on what the code under test did with its sockets. They judge the sockets that surely
 * belong to the test; where one fails, it lists the others.
 *
 * <p>None consumes anything. Where lengths could not be measured, those that need them fail.
 *
 * @since 0.1.0
 */
public class SocketWatchAssert extends AbstractAssert<SocketWatchAssert, SocketWatch> {

  SocketWatchAssert(SocketWatch actual) {
    super(actual, SocketWatchAssert.class);
  }

  private WatchCheck check() {
    return new WatchCheck(actual.watch(), actual.selection(), info);
  }

  /**
   * Verifies that no buffer of the code was too small for a datagram that it received. It does not
   * wait.
   *
   * <pre>{@code
   * client.sendTo(socket.getLocalSocketAddress(), "a long datagram");
   * socket.receive(new DatagramPacket(new byte[512], 512));
   * assertThat(code).truncatedNothing(); // passes
   * client.sendTo(socket.getLocalSocketAddress(), "a long datagram");
   * socket.receive(new DatagramPacket(new byte[4], 4));
   * assertThat(code).truncatedNothing(); // fails
   * }</pre>
   *
   * @return this
   * @throws AssertionError if one was cut, or a length was not measured
   */
  public SocketWatchAssert truncatedNothing() {
    check().truncatedNothing();
    return this;
  }

  /**
   * Verifies how many datagrams the code's buffers cut, and continues with them. It does not wait.
   *
   * <pre>{@code
   * client.sendTo(socket.getLocalSocketAddress(), "a long datagram");
   * socket.receive(new DatagramPacket(new byte[4], 4));
   * assertThat(code).cutDatagrams(1).offered(4).wireLength(15).lost(11); // passes
   * assertThat(code).cutDatagrams(2); // fails
   * }</pre>
   *
   * @param count how many, one or more
   * @return an assertion on each of them
   * @throws IllegalArgumentException if {@code count} is less than 1
   * @throws AssertionError if there are more or less, or a length was not measured
   */
  public CutDatagramsAssert cutDatagrams(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "cutDatagrams(" + count + "): for none say truncatedNothing()");
    }
    WatchCheck check = check();
    return new CutDatagramsAssert(check.cutDatagrams(count), check, info.description());
  }

  /**
   * Verifies that each receive of the code had room for so many bytes, whatever came. It does not
   * wait.
   *
   * <pre>{@code
   * client.sendTo(socket.getLocalSocketAddress(), "a long datagram");
   * socket.receive(new DatagramPacket(new byte[512], 512));
   * assertThat(code).receivedInto(512); // passes
   * assertThat(code).receivedInto(1024); // fails
   * }</pre>
   *
   * @param atLeast bytes
   * @return this
   * @throws AssertionError if one had less, or nothing was received
   */
  public SocketWatchAssert receivedInto(int atLeast) {
    check().receivedInto(atLeast);
    return this;
  }

  /**
   * Verifies that the code sent to these peers and to nobody else. It does not wait.
   *
   * <pre>{@code
   * socket.send(new DatagramPacket(new byte[4], 4, server.address()));
   * assertThat(code).sentOnlyTo(server); // passes
   * assertThat(code).sentOnlyTo(other); // fails
   * }</pre>
   *
   * @param peers whom it may send to
   * @return this
   * @throws AssertionError if it sent elsewhere
   */
  public SocketWatchAssert sentOnlyTo(DatagramPeer... peers) {
    check().sentOnlyTo(Stream.of(peers).map(DatagramPeer::address).toList());
    return this;
  }

  /**
   * Verifies that the code sent to these addresses and to no other one. It does not wait.
   *
   * <pre>{@code
   * socket.send(new DatagramPacket(new byte[4], 4, server.address()));
   * assertThat(code).sentOnlyTo(server.address()); // passes
   * assertThat(code).sentOnlyTo(other.address()); // fails
   * }</pre>
   *
   * @param addresses where it may send to
   * @return this
   * @throws AssertionError if it sent elsewhere
   */
  public SocketWatchAssert sentOnlyTo(InetSocketAddress... addresses) {
    check().sentOnlyTo(List.of(addresses));
    return this;
  }

  /**
   * Verifies that all sockets which the code opened are closed. It waits for that, at most the
   * receive time-out.
   *
   * <pre>{@code
   * assertThat(code).leftNothingOpen(); // fails
   * socket.close();
   * assertThat(code).leftNothingOpen(); // passes
   * }</pre>
   *
   * @return this
   * @throws AssertionError if one is open still
   */
  public SocketWatchAssert leftNothingOpen() {
    check().leftNothingOpen();
    return this;
  }

  /**
   * Verifies that the code never waited for a datagram without a time-out: one that is lost would
   * make it hang. Receives that do not wait are no matter, and it does not wait itself.
   *
   * <pre>{@code
   * client.sendTo(socket.getLocalSocketAddress(), "a long datagram");
   * socket.receive(new DatagramPacket(new byte[512], 512));
   * assertThat(code).neverWaitedWithoutTimeout(); // passes
   * socket.setSoTimeout(0);
   * client.sendTo(socket.getLocalSocketAddress(), "a long datagram");
   * socket.receive(new DatagramPacket(new byte[512], 512));
   * assertThat(code).neverWaitedWithoutTimeout(); // fails
   * }</pre>
   *
   * @return this
   * @throws AssertionError if it did, or does
   */
  public SocketWatchAssert neverWaitedWithoutTimeout() {
    check().neverWaitedWithoutTimeout();
    return this;
  }

  /**
   * Verifies that the code bound its sockets to loopback addresses: others can be reached from
   * other machines. It does not wait.
   *
   * <pre>{@code
   * assertThat(code).boundOnlyToLoopback(); // passes
   * new DatagramSocket().close();
   * assertThat(code).boundOnlyToLoopback(); // fails
   * }</pre>
   *
   * @return this
   * @throws AssertionError if one was bound to another address
   */
  public SocketWatchAssert boundOnlyToLoopback() {
    check().boundOnlyToLoopback();
    return this;
  }

  /**
   * Verifies that the code received what a peer sent to its sockets, whole or cut. It waits until
   * each datagram was received or the kernel has dropped it, at most the receive time-out.
   *
   * <pre>{@code
   * client.sendTo(socket.getLocalSocketAddress(), "a long datagram");
   * socket.receive(new DatagramPacket(new byte[512], 512));
   * assertThat(code).receivedAllFrom(client); // passes
   * client.sendTo(socket.getLocalSocketAddress(), "a long datagram");
   * assertThat(code).receivedAllFrom(client); // fails
   * }</pre>
   *
   * @param peer who sent
   * @return this
   * @throws AssertionError if something is queued still, was sent to nobody's socket, or the peer
   *     sent nothing
   */
  public SocketWatchAssert receivedAllFrom(DatagramPeer peer) {
    check().receivedAllFrom(Objects.requireNonNull(peer, "peer"));
    return this;
  }

  /**
   * Continues with the code's sockets as AssertJ's lists. It does not wait.
   *
   * <pre>{@code
   * // the code opened two sockets
   * assertThat(code).sockets().hasSize(2); // passes
   * assertThat(code).sockets().isEmpty(); // fails
   * }</pre>
   *
   * @return an assertion on the list
   */
  public ListAssert<WatchedSocket> sockets() {
    return Assertions.assertThat(actual.sockets()).as(info.description());
  }
}
