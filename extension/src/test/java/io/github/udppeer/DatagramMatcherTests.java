package io.github.udppeer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatagramMatcherTests {

  @AutoClose private final DatagramPeer peer = DatagramPeer.open(PeerOptions.defaults());

  private Datagram datagram(byte[] payload) {
    peer.sendTo(peer, payload);
    return peer.receive();
  }

  private DatagramPeer open(PeerOptions options) {
    return new DatagramPeer(peer.peer().context().open(options.settings()));
  }

  private static boolean matches(DatagramMatcher matcher, Datagram datagram) throws Exception {
    return matcher.expectation().matches(datagram.captured());
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int place = 0; place < values.length; place++) {
      bytes[place] = (byte) values[place];
    }
    return bytes;
  }

  private static Arguments matcher(
      DatagramMatcher matcher, String words, String[] matching, String... others) {
    return arguments(matcher, words, matching, others);
  }

  private static String[] all(String... texts) {
    return texts;
  }

  static Stream<Arguments> textMatchers() {
    return Stream.of(
        matcher(DatagramMatcher.anything(), "any datagram", all("", "PING")),
        matcher(
            DatagramMatcher.text("PING"),
            "text \"PING\"",
            all("PING"),
            "",
            "PIN",
            "PING ",
            "ping",
            "xPING"),
        matcher(DatagramMatcher.text(""), "text \"\"", all(""), " "),
        matcher(
            DatagramMatcher.startsWith("PI"),
            "a text starting with \"PI\"",
            all("PI", "PING"),
            "",
            "P",
            "xPI",
            "pi"),
        matcher(DatagramMatcher.startsWith(""), "a text starting with \"\"", all("", "PING")),
        matcher(
            DatagramMatcher.endsWith("NG\n"),
            "a text ending with \"NG\\n\"",
            all("NG\n", "PING\n"),
            "",
            "NG",
            "NG\n ",
            "G\n"),
        matcher(
            DatagramMatcher.contains("IN"),
            "a text containing \"IN\"",
            all("IN", "PING"),
            "",
            "I",
            "IxN"),
        matcher(
            DatagramMatcher.hex("41 .. 4."),
            "payload 41 .. 4.",
            all("AxB", "A\nO"),
            "",
            "AxP",
            "Ax",
            "AxBC"),
        matcher(DatagramMatcher.hex("41.. ..."), "payload 41 .. ...", all("Ax", "AxB"), "A", "BxB"),
        matcher(DatagramMatcher.hex("..."), "payload ...", all("", "AxB")),
        matcher(DatagramMatcher.hex(""), "payload of no bytes", all(""), "A"),
        matcher(
            DatagramMatcher.matchesPattern("P[IO]NG \\d+"),
            "a text matching \"P[IO]NG \\\\d+\"",
            all("PING 1", "PONG 42"),
            "PING",
            " PING 1",
            "PING 1\n"),
        matcher(
            DatagramMatcher.decodable(DatagramMatcherTests::number, 17),
            "a datagram decoded to 17",
            all("17", "017"),
            "18",
            "x"),
        matcher(
            DatagramMatcher.decodable(
                DatagramMatcherTests::number, "an even number", number -> number % 2 == 0),
            "an even number",
            all("2", "40"),
            "3",
            "x"),
        matcher(
            DatagramMatcher.matching("three bytes", datagram -> datagram.length() == 3),
            "three bytes",
            all("abc"),
            "ab",
            "abcd"),
        matcher(
            DatagramMatcher.decoded(DatagramMatcherTests::number, 17),
            "a datagram decoded to 17",
            all("17", "017"),
            "18"),
        matcher(
            DatagramMatcher.decoded(
                DatagramMatcherTests::number, "an even number", number -> number % 2 == 0),
            "an even number",
            all("2", "40"),
            "3"),
        matcher(
            DatagramMatcher.startsWith("a").and(DatagramMatcher.endsWith("c")),
            "a text starting with \"a\" and a text ending with \"c\"",
            all("abc", "ac"),
            "ab",
            "bc"),
        matcher(
            DatagramMatcher.text("a").or(DatagramMatcher.text("b")),
            "text \"a\" or text \"b\"",
            all("a", "b"),
            "c"),
        matcher(DatagramMatcher.text("a").negate(), "anything but text \"a\"", all("b", ""), "a"));
  }

  private static int number(byte[] payload) {
    return Integer.parseInt(new String(payload, UTF_8));
  }

  @ParameterizedTest
  @MethodSource("textMatchers")
  void matchesAndSaysWhat(
      DatagramMatcher matcher, String words, String[] matching, String... others) throws Exception {
    assertThat(matcher).hasToString(words);
    for (String text : matching) {
      assertThat(matches(matcher, datagram(text.getBytes(UTF_8)))).as(text).isTrue();
    }
    for (String text : others) {
      assertThat(matches(matcher, datagram(text.getBytes(UTF_8)))).as(text).isFalse();
    }
  }

  @Test
  void comparesBytes() throws Exception {
    DatagramMatcher whole = DatagramMatcher.payload(bytes(1, 0xff));
    DatagramMatcher start = DatagramMatcher.startsWith(bytes(1, 0xff));

    assertThat(whole).hasToString("payload 01 ff");
    assertThat(matches(whole, datagram(bytes(1, 0xff)))).isTrue();
    assertThat(matches(whole, datagram(bytes(1, 0xff, 0)))).isFalse();
    assertThat(start).hasToString("a payload starting with 01 ff");
    assertThat(matches(start, datagram(bytes(1, 0xff, 0)))).isTrue();
    assertThat(matches(start, datagram(bytes(1)))).isFalse();
  }

  @Test
  void comparesPartsOfBytes() throws Exception {
    DatagramMatcher part = DatagramMatcher.contains(bytes(1, 0xff));
    DatagramMatcher end = DatagramMatcher.endsWith(bytes(1, 0xff));

    assertThat(part).hasToString("a payload containing 01 ff");
    assertThat(matches(part, datagram(bytes(0, 1, 0xff, 0)))).isTrue();
    assertThat(matches(part, datagram(bytes(1, 0, 0xff)))).isFalse();
    assertThat(end).hasToString("a payload ending with 01 ff");
    assertThat(matches(end, datagram(bytes(0, 1, 0xff)))).isTrue();
    assertThat(matches(end, datagram(bytes(1, 0xff, 0)))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1f 8", "xy", "1f ... 08", "1f...", "0x1f", "1f,8b"})
  void refusesWhatIsNoHex(String pattern) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatagramMatcher.hex(pattern))
        .withMessageContaining("in the hex pattern \"" + pattern + "\" is no byte: write two");
  }

  @Test
  void countsWhatADecoderRefuses() {
    DatagramPeer server =
        open(PeerOptions.builder().name("server").receiveTimeout(Duration.ofMillis(20)).build());
    for (String text : all("seven", "7", "eight")) {
      peer.sendTo(server, text);
      server.pending(); // so that each is captured before the next is sent
    }

    Golden.verifyFailure(
        "decodable-refused",
        () ->
            assertThat(server)
                .receivesMatching(DatagramMatcher.decodable(DatagramMatcherTests::number, 8)));
  }

  @Test
  void countsWhatADecoderRefusesAmongOthers() {
    DatagramPeer server =
        open(PeerOptions.builder().name("server").receiveTimeout(Duration.ofMillis(20)).build());
    peer.sendTo(server, "seven");
    DatagramMatcher eight = DatagramMatcher.decodable(DatagramMatcherTests::number, 8);

    assertThatThrownBy(
            () -> assertThat(server).receivesMatching(DatagramMatcher.sentFrom(peer).and(eight)))
        .hasMessageContaining("the decoder refused 1 of these 1: java.lang.NumberFormatException");
    assertThatThrownBy(
            () -> assertThat(server).receivesMatching(DatagramMatcher.text("8").or(eight)))
        .hasMessageContaining("the decoder refused 1 of these 1");
    assertThatThrownBy(() -> assertThat(server).receivesMatching(DatagramMatcher.text("8")))
        .hasMessageNotContaining("refused");
  }

  @Test
  void showsWhereHexDiffers() {
    assertThat(datagram(bytes(0x1f, 42, 8))).hasHex("1f .. 08").hasHex("1f2a08").hasHex("1. ...");
    Datagram sent = datagram(bytes(0x1f, 42, 8));

    Golden.verifyFailure("has-hex-other", () -> assertThat(sent).hasHex("1f .. 09"));
    assertThatThrownBy(() -> assertThat(sent).hasHex("1f .. 08 ..  ..."))
        .hasMessageContaining("but it has 3 bytes, not at least 4:");
    assertThatThrownBy(() -> assertThat(sent).hasHex("1f"))
        .hasMessageContaining("but it has 3 bytes, not 1:");
  }

  @Test
  void leavesOutBitsThatTheMaskDoesNotSet() throws Exception {
    DatagramMatcher query =
        DatagramMatcher.masked(bytes(0, 0, 0x01, 0x00), bytes(0, 0, 0x81, 0x00));

    assertThat(query).hasToString("a payload starting with 00 00 01 00 under mask 00 00 81 00");
    assertThat(matches(query, datagram(bytes(17, 4, 0x01, 0x20, 99)))).isTrue();
    assertThat(matches(query, datagram(bytes(17, 4, 0x81, 0x20, 99)))).isFalse();
    assertThat(matches(query, datagram(bytes(17, 4, 0x00, 0x20)))).isFalse();
    assertThat(matches(query, datagram(bytes(17, 4, 0x01)))).isFalse();
  }

  @Test
  void knowsTheSource() throws Exception {
    DatagramPeer other = peer.open("other");
    Datagram own = datagram(bytes(1));

    assertThat(matches(DatagramMatcher.sentFrom(peer), own)).isTrue();
    assertThat(matches(DatagramMatcher.sentFrom(peer.address()), own)).isTrue();
    assertThat(matches(DatagramMatcher.sentFrom(other), own)).isFalse();
    assertThat(matches(DatagramMatcher.sentFrom(other.address()), own)).isFalse();
    assertThat(DatagramMatcher.sentFrom(other)).hasToString("a datagram from " + other);
  }

  @Test
  void knowsAWildcardPeerByItsPort() throws Exception {
    DatagramPeer wildcard = open(PeerOptions.builder().name("any").host("0.0.0.0").build());
    wildcard.sendTo(peer, "PING");

    assertThat(matches(DatagramMatcher.sentFrom(wildcard), peer.receive())).isTrue();
  }

  @Test
  void seesWhatWasKeptOfATruncatedDatagram() throws Exception {
    DatagramPeer small = open(PeerOptions.builder().name("small").receiveCapacity(4).build());
    peer.sendTo(small, "PING 0042");

    assertThat(matches(DatagramMatcher.text("PING"), small.receive())).isTrue();
  }

  @Test
  void throwsWhatItsFunctionThrows() {
    Datagram noNumber = datagram(bytes('x'));

    assertThatThrownBy(
            () -> matches(DatagramMatcher.decoded(DatagramMatcherTests::number, 1), noNumber))
        .isInstanceOf(NumberFormatException.class);
  }

  @Test
  void cutsLongBytesInItsWords() {
    assertThat(DatagramMatcher.payload(new byte[20]))
        .hasToString("payload 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00... (20 bytes)");
  }

  @Test
  void copiesTheBytesThatItIsGiven() throws Exception {
    byte[] given = bytes(1, 2);
    DatagramMatcher matcher = DatagramMatcher.payload(given);
    given[0] = 9;

    assertThat(matches(matcher, datagram(bytes(1, 2)))).isTrue();
  }

  @Test
  void refusesAMaskOfAnotherLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatagramMatcher.masked(bytes(1, 2), bytes(1)))
        .withMessage(
            "masked needs a mask as long as the value, but the value has 2 bytes and the mask 1");
  }

  static Stream<ThrowingCallable> withoutAnything() {
    return Stream.of(
        () -> DatagramMatcher.text(null),
        () -> DatagramMatcher.startsWith((String) null),
        () -> DatagramMatcher.endsWith((String) null),
        () -> DatagramMatcher.contains((String) null),
        () -> DatagramMatcher.endsWith((byte[]) null),
        () -> DatagramMatcher.contains((byte[]) null),
        () -> DatagramMatcher.hex(null),
        () -> DatagramMatcher.matchesPattern(null),
        () -> DatagramMatcher.decodable(null, 1),
        () -> DatagramMatcher.decodable(DatagramMatcherTests::number, null),
        () -> DatagramMatcher.decodable(DatagramMatcherTests::number, "words", null),
        () -> DatagramMatcher.sentFrom((DatagramPeer) null),
        () -> DatagramMatcher.matching(null, datagram -> true),
        () -> DatagramMatcher.matching("words", null),
        () -> DatagramMatcher.decoded(null, 1),
        () -> DatagramMatcher.anything().and(null),
        () -> DatagramMatcher.anything().or(null));
  }

  @ParameterizedTest
  @MethodSource("withoutAnything")
  void refusesNull(ThrowingCallable call) {
    assertThatNullPointerException().isThrownBy(call);
  }
}
