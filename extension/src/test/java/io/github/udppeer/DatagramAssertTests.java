package io.github.udppeer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.EOFException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.error.AssertJMultipleFailuresError;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;

class DatagramAssertTests {

  private static final String PONG = "PONG 0042 ok\r\n";
  private static final InetSocketAddress STATSD = LoopbackHosts.address("127.0.0.1", 8125);

  /** A DNS answer: header, and a question for example.org. */
  private static final byte[] DNS =
      HexFormat.of()
          .parseHex("8f1a81800001000100000000076578616d706c65036f72670000010001c00c000100010000");

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer agent = group.open(PeerOptions.builder().name("agent").build());
  private final DatagramPeer probe = group.open(PeerOptions.builder().name("probe").build());

  private Datagram received(String text) {
    return received(text.getBytes(UTF_8));
  }

  private Datagram received(byte[] payload) {
    agent.sendTo(probe, payload);
    return probe.receive();
  }

  private static List<String> words(byte[] payload) {
    return List.of(new String(payload, UTF_8).split(" "));
  }

  private Datagram cut(int capacity, byte[] payload) {
    DatagramPeer small =
        group.open(PeerOptions.builder().name("small").receiveCapacity(capacity).build());
    agent.sendTo(small, payload);
    return small.receive();
  }

  private Datagram cut(int capacity) {
    return cut(capacity, PONG.getBytes(UTF_8));
  }

  @Nested
  class Text {

    @Test
    void isComparedToTheByte() {
      Datagram pong = received(PONG);

      assertThat(pong).hasText(PONG);
      assertThatThrownBy(() -> assertThat(pong).hasText("PONG 0042 ok")).isInstanceOf(failed());
      assertThatThrownBy(() -> assertThat(pong).hasText("pong 0042 ok\r\n")).isInstanceOf(failed());
      assertThatThrownBy(() -> assertThat(pong).hasText("")).isInstanceOf(failed());
    }

    @Test
    void mayBeOutsideAscii() {
      assertThat(received("größe:12|g")).hasText("größe:12|g").startsWith("grö").contains("öße");
    }

    @Test
    void thatDiffersIsMarked() {
      probe.sendTo(agent, "PING 0042\r\n");
      agent.reply(agent.receive(), "PING 0042 ok\r\n");

      Throwable failure =
          Golden.verifyFailure(
              "has-text", () -> assertThat(probe).as("reply to ping").receives().hasText(PONG));

      verifyValues(failure, PONG, "PING 0042 ok\r\n");
    }

    @Test
    void thatIsTooShortIsMarkedAtItsEnd() {
      Datagram pong = received("PONG 0042");

      Golden.verifyFailure("has-text-too-short", () -> assertThat(pong).hasText(PONG));
    }

    @Test
    void thatIsTooLongIsMarkedWhereItShouldEnd() {
      Datagram pong = received("http.requests:1|c\nhttp.errors:1|c\n");

      Golden.verifyFailure(
          "has-text-too-long", () -> assertThat(pong).hasText("http.requests:1|c\n"));
    }

    @Test
    void ofAnEmptyDatagramIsMissing() {
      Datagram empty = received("");

      assertThat(empty).hasText("").startsWith("").contains("");
      Golden.verifyFailure("has-text-empty", () -> assertThat(empty).hasText(PONG));
    }

    @Test
    void thatWasCutSaysSo() {
      Datagram cut = cut(8);

      Golden.verifyFailure("has-text-truncated", () -> assertThat(cut).hasText(PONG));
    }

    @Test
    void thatWasCutAndDiffersSaysBoth() {
      Datagram cut = cut(8);

      Golden.verifyFailure(
          "has-text-truncated-and-other", () -> assertThat(cut).hasText("PONG 0043 ok\r\n"));
    }

    @Test
    void ofASentDatagramIsComparedToo() {
      agent.sendTo(probe, PONG);
      probe.pending();
      Datagram sent = agent.sent().get(0);

      assertThat(sent).hasText(PONG).isFrom(agent).isTo(probe).isNotTruncated();
      Golden.verifyFailure(
          "has-text-of-a-sent-one", () -> assertThat(sent).hasText("PONG 0043 ok\r\n"));
    }
  }

  @Nested
  class Payload {

    @Test
    void isComparedToTheByte() {
      Datagram answer = received(DNS);

      assertThat(answer).hasPayload(DNS);
      assertThatThrownBy(() -> assertThat(answer).hasPayload(Arrays.copyOf(DNS, 36)))
          .isInstanceOf(failed());
    }

    @Test
    void thatDiffersIsMarked() {
      byte[] other = DNS.clone();
      other[3] = (byte) 0x83;
      Datagram answer = received(other);

      Throwable failure =
          Golden.verifyFailure("has-payload", () -> assertThat(answer).hasPayload(DNS));

      AssertionFailedError error = (AssertionFailedError) failure;
      assertThat(error.getExpected().getStringRepresentation())
          .startsWith("  0000  8f 1a 81 80 00 01 ");
      assertThat(error.getActual().getStringRepresentation())
          .startsWith("  0000  8f 1a 81 83 00 01 ");
    }

    @Test
    void thatDiffersFarBehindIsShownThere() {
      byte[] expected = "0123456789abcde\n".repeat(75).getBytes(UTF_8);
      byte[] other = expected.clone();
      other[1006] = '%';
      Datagram datagram = received(other);

      Throwable failure =
          Golden.verifyFailure(
              "has-payload-far-behind", () -> assertThat(datagram).hasPayload(expected));

      AssertionFailedError error = (AssertionFailedError) failure;
      assertThat(error.getExpected().getStringRepresentation())
          .isNotEqualTo(error.getActual().getStringRepresentation());
    }

    @Test
    void thatDiffersAtTheEndOfARowKeepsToThePage() {
      Datagram datagram = received("0123456789abcdeX");

      Golden.verifyFailure(
          "has-payload-end-of-row",
          () -> assertThat(datagram).hasPayload("0123456789abcdef".getBytes(UTF_8)));
    }
  }

  @Nested
  class Parts {

    @Test
    void atTheBeginningAreFound() {
      assertThat(received(PONG)).startsWith("PONG ").startsWith(PONG).startsWith(new byte[] {'P'});
    }

    @Test
    void thatTheBeginningLacksAreMarked() {
      Datagram pong = received(PONG);

      Golden.verifyFailure("starts-with", () -> assertThat(pong).startsWith("PONG 0043"));
    }

    @Test
    void longerThanTheDatagramAreNoBeginning() {
      Datagram pong = received("PONG");

      assertThatThrownBy(() -> assertThat(pong).startsWith("PONG "))
          .hasMessageContaining("first difference at offset 4: the datagram ends, 1 byte missing");
      assertThatThrownBy(() -> assertThat(pong).contains("PONG ")).isInstanceOf(failed());
    }

    @Test
    void anywhereAreFound() {
      assertThat(received(PONG))
          .contains("0042")
          .contains("PONG")
          .contains("ok\r\n")
          .contains(PONG)
          .contains(new byte[] {'4', '2', ' '});
    }

    @Test
    void thatAreNotTogetherAreNotFound() {
      Datagram pong = received(PONG);

      Golden.verifyFailure("contains", () -> assertThat(pong).contains("42 failed"));
    }

    @Test
    void thatWereCutOffAreNotFound() {
      Datagram cut = cut(8);

      assertThat(cut).startsWith("PONG 004").contains("004");
      Golden.verifyFailure("contains-truncated", () -> assertThat(cut).contains("ok"));
      assertThatThrownBy(() -> assertThat(cut).startsWith("PONG 0042"))
          .hasMessageContaining("but it came truncated (receiveCapacity = 8):");
    }
  }

  @Nested
  class Lengths {

    @Test
    void areThoseThatWereKept() {
      assertThat(received(PONG)).hasLength(14);
      assertThat(cut(8)).hasLength(8);
      assertThat(received("")).hasLength(0).isEmpty();
    }

    @Test
    void thatDifferAreTold() {
      Datagram pong = received(PONG);

      verifyValues(
          Golden.verifyFailure("has-length", () -> assertThat(pong).hasLength(12)), 12, 14);
    }

    @Test
    void asSentAreThoseOfTheWholeDatagram() {
      assertThat(received(PONG)).hasWireLength(14).hasLength(14);
      assertThat(cut(8)).hasLength(8).hasWireLength(14);
      Datagram cut = cut(8);

      verifyValues(
          Golden.verifyFailure("has-wire-length", () -> assertThat(cut).hasWireLength(8)), 8, 14);
    }

    @Test
    void ofAnEmptyDatagramAreZeroAsItWasSent() {
      Datagram pong = received(PONG);

      Golden.verifyFailure("is-empty", () -> assertThat(pong).isEmpty());
      Datagram cut = cut(0);
      assertThatThrownBy(() -> assertThat(cut).isEmpty())
          .hasMessageContaining("but it came truncated (receiveCapacity = 0):")
          .hasMessageContaining("0 bytes of 14 (truncated)");
    }

    @Test
    void fitIntoABufferOfTheirSize() {
      assertThat(received(PONG)).fitsInto(14).fitsInto(1_400);
      assertThat(cut(8)).fitsInto(14);
      assertThat(received("")).fitsInto(0);
    }

    @Test
    void doNotFitIntoASmallerBuffer() {
      Datagram lines = received("<134>app: GET /orders 200\n".repeat(54));

      Golden.verifyFailure("fits-into", () -> assertThat(lines).fitsInto(1_400));
      Datagram cut = cut(8);
      assertThatThrownBy(() -> assertThat(cut).fitsInto(13)).isInstanceOf(failed());
    }
  }

  @Nested
  class Truncation {

    @Test
    void isSeenByOneByte() {
      assertThat(cut(13)).isTruncated().isTruncatedTo(13);
      assertThat(cut(14)).isNotTruncated();
      assertThat(cut(15)).isNotTruncated();
    }

    @Test
    void thatIsMissed() {
      Datagram pong = received(PONG);

      Golden.verifyFailure("is-truncated", () -> assertThat(pong).isTruncated());
      Golden.verifyFailure("is-truncated-to", () -> assertThat(pong).isTruncatedTo(14));
    }

    @Test
    void toAnotherLength() {
      Datagram cut = cut(8);

      Golden.verifyFailure(
          "is-truncated-to-another-length", () -> assertThat(cut).isTruncatedTo(10));
    }

    @Test
    void thatIsNotWanted() {
      Datagram cut = cut(8);

      Golden.verifyFailure("is-not-truncated", () -> assertThat(cut).isNotTruncated());
    }
  }

  @Nested
  class Addresses {

    @Test
    void areThoseOfThePeers() {
      assertThat(received(PONG))
          .isFrom(agent)
          .isFrom(agent.address())
          .isTo(probe)
          .isTo(probe.address());
    }

    @Test
    void ofAnotherSourceAreTold() {
      Datagram pong = received(PONG);

      Throwable failure = Golden.verifyFailure("is-from", () -> assertThat(pong).isFrom(STATSD));

      verifyValues(failure, "127.0.0.1:8125", "127.0.0.1:" + agent.port());
      assertThatThrownBy(() -> assertThat(pong).isFrom(probe)).isInstanceOf(failed());
    }

    @Test
    void ofAnotherDestinationAreTold() {
      Datagram pong = received(PONG);

      Throwable failure = Golden.verifyFailure("is-to", () -> assertThat(pong).isTo(STATSD));

      verifyValues(failure, "127.0.0.1:8125", "127.0.0.1:" + probe.port());
      assertThatThrownBy(() -> assertThat(pong).isTo(agent)).isInstanceOf(failed());
    }
  }

  @Nested
  class Arrival {

    @Test
    void countsFromTheOpeningOfThePeer() {
      Datagram pong = received(PONG);

      assertThat(pong).arrivedWithin(pong.sinceOpened()).arrivedWithin(Duration.ofMinutes(5));
      assertThatThrownBy(() -> assertThat(pong).arrivedWithin(pong.sinceOpened().minusNanos(1)))
          .isInstanceOf(failed());
    }

    @Test
    void thatWasTooLateIsTold() {
      Datagram pong = received(PONG);
      Duration limit = Duration.ofNanos(1_500);

      Golden.verifyFailure("arrived-within", () -> assertThat(pong).arrivedWithin(limit));
    }

    @Test
    void isScaledAsEveryLimit() {
      try (PeerGroup slow = PeerGroup.open(new WaitLimits(Duration.ofSeconds(2), 1000))) {
        DatagramPeer patient = slow.open(PeerOptions.defaults());
        patient.sendTo(patient, PONG);
        Datagram pong = patient.receive();

        assertThat(pong).arrivedWithin(pong.sinceOpened().dividedBy(999).plusNanos(1));
        assertThatThrownBy(() -> assertThat(pong).arrivedWithin(pong.sinceOpened().dividedBy(1001)))
            .isInstanceOf(failed());
      }
    }

    @Test
    void cannotBeBeforeTheOpening() {
      Datagram pong = received(PONG);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> assertThat(pong).arrivedWithin(Duration.ofMillis(-1)))
          .withMessage("a limit must not be negative, but was PT-0.001S");
    }
  }

  @Nested
  class Navigation {

    @Test
    void leadsToTheTextAndThePayload() {
      Datagram pong = received(PONG);

      assertThat(pong).text().startsWith("PONG").containsIgnoringCase("OK").hasLineCount(1);
      assertThat(pong).payload().startsWith('P', 'O').hasSize(14);
      assertThat(cut(8)).text().isEqualTo("PONG 004");
    }

    @Test
    void leadsToTheDecodedValue() {
      assertThat(received(new byte[] {0, 0, 0, 42}))
          .decodedBy(bytes -> ByteBuffer.wrap(bytes).getInt(), InstanceOfAssertFactories.INTEGER)
          .isEqualTo(42);
      assertThat(received(PONG))
          .decodedBy(Pong::new, ObjectAssert::new)
          .extracting(Pong::number)
          .isEqualTo("0042");
    }

    @Test
    void continuesWithEachOfAssertJsAssertions() {
      assertThat(received("1 2"))
          .decodedBy(DatagramAssertTests::words, InstanceOfAssertFactories.LIST)
          .contains("2");
      assertThat(received("1 2"))
          .decodedBy(DatagramAssertTests::words, InstanceOfAssertFactories.list(String.class))
          .containsExactly("1", "2");
      assertThat(received("1 2"))
          .decodedBy(DatagramAssertTests::words, Assertions::assertThat)
          .containsExactly("1", "2");
      assertThat(received("1 2"))
          .decodedBy(DatagramAssertTests::words, ListAssert::new)
          .containsExactly("1", "2");
      assertThat(received("a"))
          .decodedBy(bytes -> Map.of("a", bytes.length), InstanceOfAssertFactories.MAP)
          .containsEntry("a", 1);
      assertThat(received("a"))
          .decodedBy(bytes -> Map.of("a", bytes.length), Assertions::assertThat)
          .containsEntry("a", 1);
      assertThat(received("7"))
          .decodedBy(
              bytes -> Integer.parseInt(new String(bytes, UTF_8)),
              InstanceOfAssertFactories.INTEGER::createAssert)
          .isEqualTo(7);
      assertThat(received("a"))
          .decodedBy(bytes -> Optional.of(bytes.length), InstanceOfAssertFactories.OPTIONAL)
          .contains(1);
    }

    @Test
    void toWhatCannotBeDecodedFails() {
      Datagram pong = received("PONG");

      Throwable failure =
          Golden.verifyFailure(
              "decoded-by", () -> assertThat(pong).decodedBy(Pong::new, ObjectAssert::new));

      assertThat(failure).hasCauseInstanceOf(EOFException.class);
    }

    @Test
    void leadsBackToThePeer() {
      probe.sendTo(agent, "PING 0042\r\n");

      assertThat(agent)
          .receives()
          .hasText("PING 0042\r\n")
          .returnToPeer()
          .hasNothingPending()
          .hasReceived(1);
    }

    @Test
    void tellsThePeerTheBytesAndTheTimelineOfAForeignAssertion() {
      Datagram pong = received("PONG 0042 ok"); // no line end: AssertJ prints it as it is

      Golden.verifyFailure(
          "text-is-upper-case", () -> assertThat(pong).as("%d %%", 42).text().isUpperCase());
      assertThatThrownBy(() -> assertThat(pong).text().as("%d %%", 42).isBlank())
          .hasMessageStartingWith("[42 %] ");
    }

    @Test
    void survivesAwkwardPayloadsInAForeignAssertion() {
      AwkwardPayloads.all()
          .forEach(
              payload -> {
                agent.sendTo(probe, payload.getPayload());
                Datagram datagram = probe.receive();

                assertThatThrownBy(
                        () ->
                            assertThat(datagram)
                                .decodedBy(any -> new Pong("42"), PongAssert::new)
                                .fails())
                    .hasMessageStartingWith(
                        "[what was decoded of the datagram received by " + probe)
                    .hasMessageEndingWith("] no pong");
              });
    }

    @Test
    void keepsTheDescription() {
      Datagram pong = received(PONG);
      DatagramAssert described = assertThat(pong).as("reply %d", 42);

      assertThatThrownBy(() -> described.text().isEqualTo("?"))
          .hasMessageStartingWith("[reply 42]");
      assertThatThrownBy(() -> described.payload().isEmpty()).hasMessageStartingWith("[reply 42]");
      assertThatThrownBy(() -> described.decodedBy(Pong::new, ObjectAssert::new).isNull())
          .hasMessageStartingWith("[reply 42]");
      assertThatThrownBy(() -> described.returnToPeer().hasPending(7))
          .hasMessageStartingWith("[reply 42]\n");
      assertThatThrownBy(() -> described.isFrom(agent).returnToPeer().hasReceived(7))
          .hasMessageStartingWith("[reply 42]\n");
    }

    @Test
    void withoutADescriptionHasNone() {
      Datagram pong = received(PONG);

      assertThatThrownBy(() -> assertThat(pong).returnToPeer().hasPending(7))
          .hasMessageStartingWith("Expecting peer ");
      assertThatThrownBy(() -> assertThat(pong).text().isEqualTo("?"))
          .hasMessageNotContaining("[]");
    }
  }

  @Nested
  class WhatElseIsPending {

    @Test
    void isShownWithTheFailure() {
      agent.sendTo(probe, "PONG 0042");
      probe.pending();
      agent.sendTo(probe, "PONG 0043");
      probe.pending();
      agent.sendTo(probe, "PONG 0044");

      Golden.verifyFailure("also-pending", () -> assertThat(probe).peeks().hasText("PONG 0043"));
    }

    @Test
    void isCutToAFew() {
      for (int i = 40; i < 50; i++) {
        agent.sendTo(probe, "PONG 00" + i);
        probe.pending();
      }

      Golden.verifyFailure(
          "also-pending-many", () -> assertThat(probe).receives().hasText("PONG 0043"));
    }

    @Test
    void isShownForASentDatagramWithTheSameNumber() {
      agent.sendTo(agent, "PING 0042");
      Datagram sent = agent.sent().get(0);

      assertThatThrownBy(() -> assertThat(sent).hasText("PING 0043"))
          .hasMessageContaining("Also pending: 1 datagram\n  9 bytes from ");
    }
  }

  private interface Failing {
    void on(DatagramAssert datagram);
  }

  private static Arguments failing(String name, Failing failing) {
    return argumentSet(name, failing);
  }

  /** Every assertion, so that it fails for whatever payload but the ones it names. */
  static Stream<Arguments> failingAssertions() {
    return Stream.of(
        failing("isFrom", datagram -> datagram.isFrom(STATSD)),
        failing("isTo", datagram -> datagram.isTo(STATSD)),
        failing("hasText", datagram -> datagram.hasText("PONG 0043 ok\r\n")),
        failing("hasPayload", datagram -> datagram.hasPayload(new byte[] {1, 2, 3})),
        failing("startsWith", datagram -> datagram.startsWith("PONG 0043")),
        failing("startsWith bytes", datagram -> datagram.startsWith(new byte[] {1, 2, 3})),
        failing("contains", datagram -> datagram.contains("0043")),
        failing("contains bytes", datagram -> datagram.contains(new byte[] {1, 2, 3})),
        failing("hasLength", datagram -> datagram.hasLength(65_000)),
        failing("hasWireLength", datagram -> datagram.hasWireLength(65_000)),
        failing("isTruncated", DatagramAssert::isTruncated),
        failing("isTruncatedTo", datagram -> datagram.isTruncatedTo(4)),
        failing("fitsInto", datagram -> datagram.fitsInto(-1)),
        failing("arrivedWithin", datagram -> datagram.arrivedWithin(Duration.ZERO)),
        failing(
            "decodedBy",
            datagram ->
                datagram.decodedBy(
                    bytes -> {
                      throw new EOFException("100 %n read");
                    },
                    ObjectAssert::new)));
  }

  @Nested
  class EveryAssertion {

    @ParameterizedTest
    @MethodSource("io.github.udppeer.DatagramAssertTests#failingAssertions")
    void bearsItsDescription(Failing failing) {
      Datagram pong = received(PONG);

      assertThatExceptionOfType(failed())
          .isThrownBy(() -> failing.on(assertThat(pong).as("reply to %s", "ping")))
          .withMessageStartingWith("[reply to ping]\nExpecting the datagram received by " + probe)
          .withMessageContaining(
              "\n\nTimeline (t = 0 when the peers' group was opened; last 4 of 4):\n")
          .withMessageContaining("  <-- asserted");
    }

    @ParameterizedTest
    @MethodSource("io.github.udppeer.DatagramAssertTests#failingAssertions")
    void givesWayToTheUsersMessage(Failing failing) {
      Datagram pong = received(PONG);

      assertThatExceptionOfType(failed())
          .isThrownBy(() -> failing.on(assertThat(pong).withFailMessage("%s is mute", "agent")))
          .withMessage("agent is mute");
      assertThatExceptionOfType(failed())
          .isThrownBy(
              () -> failing.on(assertThat(pong).as("ping").withFailMessage(() -> "100 %n mute")))
          .withMessage("[ping]\n100 %n mute");
    }

    @ParameterizedTest
    @MethodSource("io.github.udppeer.DatagramAssertTests#failingAssertions")
    void failsSoftly(Failing failing) {
      Datagram pong = received(PONG);
      SoftAssertions softly = new SoftAssertions();
      softly.check(() -> failing.on(assertThat(pong).as("first")));
      softly.check(() -> assertThat(pong).hasText(PONG));
      softly.check(() -> failing.on(assertThat(pong).as("second")));

      assertThat(softly.errorsCollected()).hasSize(2);
      assertThatExceptionOfType(AssertJMultipleFailuresError.class)
          .isThrownBy(softly::assertAll)
          .withMessageContainingAll("[first]\nExpecting ", "[second]\nExpecting ");
    }

    @ParameterizedTest
    @MethodSource("io.github.udppeer.DatagramAssertTests#failingAssertions")
    void consumesNothing(Failing failing) {
      agent.sendTo(probe, PONG);
      agent.sendTo(probe, PONG);
      Datagram first = probe.peek().orElseThrow();

      assertThat(catchThrowable(() -> failing.on(assertThat(first)))).isInstanceOf(failed());

      assertThat(probe).hasPending(2);
    }

    @ParameterizedTest
    @MethodSource("io.github.udppeer.DatagramAssertTests#failingAssertions")
    void printsAwkwardPayloadsReadably(Failing failing) {
      AwkwardPayloads.all()
          .forEach(
              payload -> {
                agent.sendTo(probe, payload.getPayload());
                agent.sendTo(probe, payload.getPayload());
                Datagram awkward = probe.receive();
                Throwable failure = catchThrowable(() -> failing.on(assertThat(awkward)));

                assertThat(failure).as(payload.getName()).isInstanceOf(failed());
                AwkwardPayloads.verifyReadable(failure.getMessage());
                assertThat(failure.getMessage()).contains("Also pending: 1 datagram\n");
                probe.clear();
              });
    }

    @ParameterizedTest
    @MethodSource("io.github.udppeer.DatagramAssertTests#failingAssertions")
    void worksOnAClosedPeer(Failing failing) {
      Datagram pong = received(PONG);
      probe.close();
      agent.close();

      assertThat(pong).hasText(PONG).isFrom(agent);
      assertThatExceptionOfType(failed())
          .isThrownBy(() -> failing.on(assertThat(pong)))
          .withMessageContaining("  probe  close\n");
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.udppeer.AwkwardPayloads#all")
  void awkwardTextsAreExpectedReadably(byte[] payload) {
    Datagram pong = received(PONG);

    Stream.<UnaryOperator<DatagramAssert>>of(
            datagram -> datagram.hasPayload(payload),
            datagram -> datagram.hasText(new String(payload, UTF_8)),
            datagram -> datagram.startsWith(Arrays.copyOf(payload, payload.length + 1)),
            datagram -> datagram.contains(Arrays.copyOf(payload, payload.length + 1)))
        .map(failing -> catchThrowable(() -> failing.apply(assertThat(pong))))
        .forEach(
            failure -> {
              assertThat(failure).isInstanceOf(failed());
              AwkwardPayloads.verifyReadable(failure.getMessage());
            });
  }

  @ParameterizedTest
  @MethodSource("io.github.udppeer.AwkwardPayloads#all")
  void awkwardPayloadsPassAsTheyAre(byte[] payload) {
    Datagram datagram = received(payload);

    assertThat(datagram)
        .hasPayload(payload)
        .hasLength(payload.length)
        .startsWith(payload)
        .contains(payload);
    assertThat(datagram.toString()).doesNotContainPattern("\\R");
  }

  @Test
  void aDescriptionWithAPercentSignIsPrintedAsItIs() {
    Datagram pong = received(PONG);

    assertThatThrownBy(() -> assertThat(pong).as("100 % of %s").hasLength(1))
        .hasMessageStartingWith("[100 % of %s]\nExpecting ");
  }

  private record Pong(String number) {
    Pong(byte[] bytes) throws EOFException {
      this(numberIn(new String(bytes, UTF_8)));
    }

    private static String numberIn(String text) throws EOFException {
      String[] words = text.split(" ", -1);
      if (words.length < 2) {
        throw new EOFException("no number after " + words[0]);
      }
      return words[1];
    }
  }

  private static Class<AssertionFailedError> failed() {
    return AssertionFailedError.class;
  }

  private static void verifyValues(Throwable failure, Object expected, Object actual) {
    AssertionFailedError error = (AssertionFailedError) failure;
    assertThat(error.getExpected().getValue()).isEqualTo(expected);
    assertThat(error.getActual().getValue()).isEqualTo(actual);
  }

  private static final class PongAssert extends AbstractAssert<PongAssert, Pong> {

    PongAssert(Pong actual) {
      super(actual, PongAssert.class);
    }

    void fails() {
      failWithActualExpectedAndMessage("actual", "expected", "no %s", "pong");
    }
  }
}
