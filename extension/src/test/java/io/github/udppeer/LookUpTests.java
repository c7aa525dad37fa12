package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.udppeer.internal.core.FailedSocket;
import io.github.udppeer.internal.failure.LookUp;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A message is what is thrown, whatever state those are in that it looks at. */
class LookUpTests {

  private static final Duration SHORT = Duration.ofMillis(5);

  @AutoClose private final PeerGroup run = PeerGroup.open(WaitLimits.DEFAULT);
  private final PeerGroup test = run.openGroup();
  private final DatagramPeer client = open(test, "client");
  private final DatagramPeer other = open(test, "other");

  private static DatagramPeer open(PeerGroup group, String name) {
    return group.open(PeerOptions.builder().name(name).receiveTimeout(SHORT).build());
  }

  /** Each kind of assertion that looks for causes; the client has two datagrams pending. */
  private List<ThrowingCallable> failures() {
    InetSocketAddress nobody = LoopbackHosts.address("127.0.0.1", 9);
    return List.of(
        () -> assertThat(client).receivesFrom(nobody),
        () -> assertThat(client).receivesInOrder("a", "c"),
        () -> assertThat(client).receivesInOrder("a", "b", "c"),
        () -> assertThat(client).receivesInAnyOrder("a", "c"),
        () -> assertThat(client).receivesExactly(5),
        () -> assertThat(client).receivesNothingFor(SHORT),
        () -> assertThat(client).hasPending(9),
        () -> assertThat(client).hasReceived(9),
        () -> assertThat(client).hasNothingPending(),
        () -> assertThat(client).isExhausted(),
        () -> assertThat(client).exchanges("ping").with(nobody),
        () -> assertThat(client).collects(DatagramSplitter.lines()).untilContains("c"),
        () -> assertThat(client).peeks().hasText("z"),
        () -> assertThat(client).peeks().isFrom(nobody),
        () -> assertThat(DatagramPeers.of(client)).eachReceives("c"),
        () -> assertThat(DatagramPeers.of(client)).exactlyOneReceives("c"));
  }

  private void verifyAllFailAsTheyShould() {
    for (ThrowingCallable failing : failures()) {
      assertThat(catchThrowable(failing))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("Expecting ")
          .hasMessageContaining("Timeline (t = 0 when ")
          .hasNoCause();
    }
  }

  @BeforeEach
  void bothHaveSent() {
    other.sendTo(client, "a");
    other.sendTo(client, "b");
    client.sendTo(other, "to be read");
    client.pending();
  }

  @Nested
  class OfAnotherPeer {

    @Test
    void thatHasFailedIsLeftOut() {
      FailedSocket.of(other.peer().socket());

      verifyAllFailAsTheyShould();
    }

    @Test
    void thatHasFailedIsNamedAsACause() {
      FailedSocket.of(other.peer().socket());

      assertThat(catchThrowable(() -> assertThat(client).receivesExactly(5)))
          .hasMessageContaining("\n  " + other + " can receive nothing any more: ");
    }

    @Test
    void thatIsClosed() {
      other.close();

      verifyAllFailAsTheyShould();
    }

    @Test
    void thatIsDownOrFrozen() {
      other.down();
      open(test, "frozen").freeze();

      verifyAllFailAsTheyShould();
    }

    @Test
    void thatAnotherThreadClosesMeanwhile() throws Exception {
      ExecutorService threads = Executors.newFixedThreadPool(2);
      try {
        List<Future<?>> closing = new ArrayList<>();
        for (int thread = 0; thread < 2; thread++) {
          closing.add(
              threads.submit(
                  () -> {
                    for (int number = 0; number < 200; number++) {
                      DatagramPeer brief = open(test, "brief");
                      client.sendTo(brief, "to be read");
                      brief.close();
                    }
                  }));
        }
        for (int round = 0; round < 5; round++) {
          verifyAllFailAsTheyShould();
        }
        for (Future<?> each : closing) {
          each.get();
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("errors")
  void leavesOutWhatCannotBeHad(Error error) {
    assertThat(LookUp.optional(() -> Optional.of(thrown(error)))).isEmpty();
    assertThat(LookUp.list(() -> List.of(thrown(error)))).isEmpty();
    assertThat(LookUp.list(() -> List.of("fact"))).containsExactly("fact");
  }

  private static String thrown(Error error) {
    throw error;
  }

  static Stream<Error> errors() {
    return Stream.of(new AssertionError("mine"), new StackOverflowError(), new LinkageError());
  }

  @ParameterizedTest
  @MethodSource("errors")
  void ofAUsersFunctionThatThrowsAnError(Error error) {
    client.receive();
    client.receive();

    Throwable failure =
        catchThrowable(
            () ->
                assertThat(client)
                    .receivesMatching(
                        DatagramMatcher.matching(
                            "one",
                            any -> {
                              throw error;
                            })));

    assertThat(failure).isInstanceOf(AssertionError.class).hasMessageContaining("to receive one");
  }

  @Test
  void ofWhatCameLateKeepsNoPeerFromClosing() {
    Throwable failure =
        catchThrowable(
            () ->
                assertThat(open(test, "late"))
                    .receivesMatching(
                        DatagramMatcher.matching(
                            "one",
                            any -> {
                              throw new AssertionError("mine");
                            })));
    DatagramPeer late = new DatagramPeer(test.group().peers().get(2));
    other.sendTo(late, "late");

    assertThat(catchThrowable(late::close)).isNull();
    assertThat(failure).hasNoSuppressedExceptions();
  }
}
