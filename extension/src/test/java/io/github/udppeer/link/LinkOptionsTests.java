package io.github.udppeer.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LinkOptionsTests {

  private static final String SERVER = "127.0.0.1:5353";

  @AutoClose
  private static final DatagramLink LINK = DatagramLink.open(LinkOptions.to(SERVER).build());

  @Test
  void haveDefaults() {
    LinkOptions options = LinkOptions.to(SERVER).build();

    assertThat(options.name()).isEqualTo("link");
    assertThat(options.destination()).isEqualTo(new InetSocketAddress("127.0.0.1", 5353));
    assertThat(options.host().getHostAddress()).isEqualTo("127.0.0.1");
    assertThat(options.seed()).isEmpty();
    assertThat(options.isStrict()).isFalse();
    assertThat(options.maxClients()).isEqualTo(1024);
  }

  @Test
  void keepWhatTheyAreGiven() {
    LinkOptions options =
        LinkOptions.to("[::1]:5353")
            .name("wire")
            .host("127.0.0.1")
            .seed(-1)
            .strict(true)
            .maxClients(3)
            .build();

    assertThat(options.host().getHostAddress()).isEqualTo("127.0.0.1");
    assertThat(options.seed()).hasValue(-1);
    assertThat(options.toBuilder().build())
        .isEqualTo(options)
        .hasSameHashCodeAs(options)
        .hasToString(options.toString());
    assertThat(options.toBuilder().strict(false).build()).isNotEqualTo(options);
    assertThat(options.toString()).startsWith("LinkOptions[name=wire, ");
  }

  static Stream<Arguments> unusable() {
    LinkPath path = LINK.toServer();
    return Stream.of(
        unusable("the server must be a literal address and a port", () -> LinkOptions.to("dns:53")),
        unusable(
            "the server must be a literal address and a", () -> LinkOptions.to("1.2.3.4:65536")),
        unusable("the server must be a literal address", () -> LinkOptions.to("[127.0.0.1]:9")),
        unusable(
            "the host of the server = \"256.1.1.1\" is not an IP address",
            () -> LinkOptions.to("256.1.1.1:9")),
        unusable(
            "host = \"256.1.1.1\" is not an IP address; use a literal such as 127.0.0.1 or ::1",
            () -> LinkOptions.to(SERVER).host("256.1.1.1").build()),
        unusable(
            "host = \"::1%none\" names interface \"none\", which does not exist; this machine has",
            () -> LinkOptions.to(SERVER).host("::1%none").build()),
        unusable(
            "the server must be a port of one machine, but was 127.0.0.1:0",
            () -> LinkOptions.to("127.0.0.1:0").build()),
        unusable(
            "the server must be a port of one machine, but was 224.0.0.251:5353",
            () -> LinkOptions.to("224.0.0.251:5353").build()),
        unusable(
            "the server must be an address that needs no resolver",
            () -> LinkOptions.to(InetSocketAddress.createUnresolved("dns", 53)).build()),
        unusable("name must be 1 to 100", () -> LinkOptions.to(SERVER).name("a\nb").build()),
        unusable(
            "host = \"here\" is a name, which can",
            () -> LinkOptions.to(SERVER).host("here").build()),
        unusable(
            "maxClients must be 1 to 60,000, but was 0",
            () -> LinkOptions.to(SERVER).maxClients(0).build()),
        unusable("count must be 1 or more, but was 0", () -> LinkSelector.first(0)),
        unusable("number must be 1 or more", () -> LinkSelector.nth(-1)),
        unusable("period must be 1 or more", () -> LinkSelector.everyNth(0)),
        unusable("probability must be 0 to 1, but was 1.1", () -> LinkSelector.probability(1.1)),
        unusable("leave must be 0 to 1, but was NaN", () -> LinkSelector.bursts(0, Double.NaN)),
        unusable("description must be 1", () -> LinkSelector.matching(" ", datagram -> true)),
        unusable("times must be 1 to 1,000", () -> path.onAll().duplicate(0)),
        unusable("delay must be 0 to 24 hours", () -> path.onAll().delay(Duration.ofMillis(-1))),
        unusable(
            "most is less than least: PT1S, PT2S",
            () -> path.onAll().delay(Duration.ofSeconds(2), Duration.ofSeconds(1))),
        unusable("others must be 1 or more", () -> path.onAll().holdUntil(0)),
        unusable("name a bit or more", () -> path.onAll().flipBits()),
        unusable("a bit's position must be 0 to 524,279", () -> path.onAll().flipBits(-1)),
        unusable("bits must be 1 to 65,535", () -> path.onAll().corrupt(0)),
        unusable("bytes must be 0 to 65,535", () -> path.onAll().cutTo(-1)),
        unusable("the payload's length must be", () -> path.onAll().replyWith(new byte[65_528])),
        unusable("bytes must be 0 to 65,535", () -> path.limitSize(-1)),
        unusable("perSecond must be 1 to 1,000,000", () -> path.limitRate(0, 1)),
        unusable("queue must be 0 or more", () -> path.limitRate(1, -1)),
        unusable("bytesPerSecond must be 1 or more", () -> path.limitBandwidth(0, 1)),
        unusable("the rule's name must be 1", () -> path.rule("", datagram -> Verdict.pass())));
  }

  private static Arguments unusable(String words, ThrowingCallable call) {
    return argumentSet(words, words, call);
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void whatCannotBeUsedIsRefused(String words, ThrowingCallable call) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageStartingWith(words);
    assertThat(LINK).isExhausted(); // no rule was added
  }
}
