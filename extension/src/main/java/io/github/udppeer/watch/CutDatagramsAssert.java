package io.github.udppeer.watch;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.internal.text.Words;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;
import org.assertj.core.description.Description;

/**
 * Assertions on datagrams that the code's buffers cut: each holds for every one of them.
 *
 * @since 0.1.0
 */
public class CutDatagramsAssert extends AbstractAssert<CutDatagramsAssert, List<CutDatagram>> {

  private final WatchCheck check;

  CutDatagramsAssert(List<CutDatagram> cuts, WatchCheck check, Description description) {
    super(cuts, CutDatagramsAssert.class);
    this.check = check;
    info.description(description);
  }

  /**
   * Verifies who sent them.
   *
   * <pre>{@code
   * client.sendTo(socket.getLocalSocketAddress(), "a long datagram");
   * socket.receive(new DatagramPacket(new byte[4], 4));
   * assertThat(code).cutDatagrams(1).from(client); // passes
   * assertThat(code).cutDatagrams(1).from(other); // fails
   * }</pre>
   *
   * @param peer the sender
   * @return this
   * @throws AssertionError if another one did
   */
  public CutDatagramsAssert from(DatagramPeer peer) {
    return from(peer.address());
  }

  /**
   * Verifies where they came from.
   *
   * <pre>{@code
   * client.sendTo(socket.getLocalSocketAddress(), "a long datagram");
   * socket.receive(new DatagramPacket(new byte[4], 4));
   * assertThat(code).cutDatagrams(1).from(client.address()); // passes
   * assertThat(code).cutDatagrams(1).from(other.address()); // fails
   * }</pre>
   *
   * @param address the source
   * @return this
   * @throws AssertionError if one came from elsewhere
   */
  public CutDatagramsAssert from(InetSocketAddress address) {
    return all("came from " + Words.address(address), it -> it.from().equals(address));
  }

  /**
   * Verifies how many bytes the code had room for.
   *
   * <pre>{@code
   * client.sendTo(socket.getLocalSocketAddress(), "a long datagram");
   * socket.receive(new DatagramPacket(new byte[4], 4));
   * assertThat(code).cutDatagrams(1).offered(4); // passes
   * assertThat(code).cutDatagrams(1).offered(15); // fails
   * }</pre>
   *
   * @param bytes how many
   * @return this
   * @throws AssertionError if it had another room
   */
  public CutDatagramsAssert offered(int bytes) {
    return all("were offered " + Words.bytes(bytes), it -> it.offered() == bytes);
  }

  /**
   * Verifies how long the datagrams were on the wire.
   *
   * <pre>{@code
   * client.sendTo(socket.getLocalSocketAddress(), "a long datagram");
   * socket.receive(new DatagramPacket(new byte[4], 4));
   * assertThat(code).cutDatagrams(1).wireLength(15); // passes
   * assertThat(code).cutDatagrams(1).wireLength(4); // fails
   * }</pre>
   *
   * @param bytes how many
   * @return this
   * @throws AssertionError if one had another length
   */
  public CutDatagramsAssert wireLength(int bytes) {
    return all("had " + Words.bytes(bytes) + " on the wire", it -> it.wireLength() == bytes);
  }

  /**
   * Verifies how many bytes of each were lost.
   *
   * <pre>{@code
   * client.sendTo(socket.getLocalSocketAddress(), "a long datagram");
   * socket.receive(new DatagramPacket(new byte[4], 4));
   * assertThat(code).cutDatagrams(1).lost(11); // passes
   * assertThat(code).cutDatagrams(1).lost(4); // fails
   * }</pre>
   *
   * @param bytes how many
   * @return this
   * @throws AssertionError if more or less were lost
   */
  public CutDatagramsAssert lost(int bytes) {
    return all("lost " + Words.bytes(bytes), it -> it.lost() == bytes);
  }

  /**
   * Verifies which line of the code received them.
   *
   * <pre>{@code
   * client.sendTo(socket.getLocalSocketAddress(), "a long datagram");
   * socket.receive(new DatagramPacket(new byte[4], 4));
   * assertThat(code).cutDatagrams(1).inLine(".java"); // passes
   * assertThat(code).cutDatagrams(1).inLine("Main.java:1"); // fails
   * }</pre>
   *
   * @param part a part of {@code SyslogReceiver.run (SyslogReceiver.java:42)}
   * @return this
   * @throws AssertionError if another one did
   */
  public CutDatagramsAssert inLine(String part) {
    return all("were received in " + Words.quoted(part), it -> it.line().contains(part));
  }

  /**
   * Continues with the datagrams as AssertJ's lists.
   *
   * <pre>{@code
   * assertThat(code).cutDatagrams(2).datagrams().extracting(CutDatagram::lost).contains(1); // passes
   * assertThat(code).cutDatagrams(2).datagrams().hasSize(1); // fails
   * }</pre>
   *
   * @return an assertion on the list
   */
  public ListAssert<CutDatagram> datagrams() {
    return Assertions.assertThat(actual).as(info.description());
  }

  private CutDatagramsAssert all(String expectation, Predicate<CutDatagram> test) {
    List<CutDatagram> others = actual.stream().filter(test.negate()).toList();
    if (!others.isEmpty()) {
      Function<CutDatagram, String> words = CutDatagram::toString;
      throw check.expecting(each(expectation)).few(others, words).error(info);
    }
    return this;
  }

  private String each(String expectation) {
    return "have cut only datagrams that " + expectation + ", but:";
  }
}
