package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.AssertFactory;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.InstanceOfAssertFactory;
import org.assertj.core.api.IntegerAssert;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What assertions say that are given null. */
class NullArgumentTests {

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer agent = group.open(PeerOptions.builder().name("agent").build());

  @ParameterizedTest
  @MethodSource
  void namesTheAssertionOnAPeer(Consumer<DatagramPeerAssert> call, String message) {
    assertThatNullPointerException()
        .isThrownBy(() -> call.accept(assertThat(agent)))
        .withMessageStartingWith(message);
  }

  static Stream<Arguments> namesTheAssertionOnAPeer() {
    return Stream.of(
        peer("receivesFrom", peer -> peer.receivesFrom((SocketAddress) null)),
        peer("receivesFrom", peer -> peer.receivesFrom((DatagramPeer) null)),
        peer("receivesInOrder", peer -> peer.receivesInOrder((String[]) null)),
        peer("receivesInOrder, text 2 of 2,", peer -> peer.receivesInOrder("a", null)),
        peer("receivesInAnyOrder, text 1 of 1,", peer -> peer.receivesInAnyOrder((String) null)),
        peer("receivesNothingFor", peer -> peer.receivesNothingFor((Duration) null)),
        peer("exchanges", peer -> peer.exchanges((String) null).with(peer.actual())),
        peer("exchanges", peer -> peer.exchanges((byte[]) null).with(peer.actual())));
  }

  private static Arguments peer(String words, Consumer<DatagramPeerAssert> call) {
    return argumentSet(words, call, words + " was given null; give it ");
  }

  @ParameterizedTest
  @MethodSource
  void namesTheAssertionOnADatagram(Consumer<DatagramAssert> call, String message) {
    agent.sendTo(agent, "ok");

    assertThatNullPointerException()
        .isThrownBy(() -> call.accept(assertThat(agent).receives()))
        .withMessageStartingWith(message);
  }

  static Stream<Arguments> namesTheAssertionOnADatagram() {
    return Stream.of(
        datagram("isFrom", each -> each.isFrom((SocketAddress) null)),
        datagram("isFrom", each -> each.isFrom((DatagramPeer) null)),
        datagram("isTo", each -> each.isTo((SocketAddress) null)),
        datagram("isTo", each -> each.isTo((DatagramPeer) null)),
        datagram("hasText", each -> each.hasText(null)),
        datagram("hasPayload", each -> each.hasPayload(null)),
        datagram("startsWith", each -> each.startsWith((String) null)),
        datagram("startsWith", each -> each.startsWith((byte[]) null)),
        datagram("contains", each -> each.contains((String) null)),
        datagram("contains", each -> each.contains((byte[]) null)),
        datagram("arrivedWithin", each -> each.arrivedWithin(null)),
        datagram("decodedBy", each -> each.decodedBy(null, ObjectAssert::new)),
        datagram("decodedBy", each -> each.decodedBy(null, InstanceOfAssertFactories.INTEGER)),
        datagram(
            "decodedBy",
            each -> each.decodedBy(any -> 1, (InstanceOfAssertFactory<?, IntegerAssert>) null)),
        datagram(
            "decodedBy",
            each -> each.decodedBy(any -> 1, (AssertFactory<Integer, IntegerAssert>) null)));
  }

  private static Arguments datagram(String words, Consumer<DatagramAssert> call) {
    return argumentSet(words, call, words + " was given null; give it ");
  }
}
