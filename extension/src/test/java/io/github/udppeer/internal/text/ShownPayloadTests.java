package io.github.udppeer.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownPayloadTests {

  private static ShownPayload whole(String text) {
    return ShownPayload.of(text.getBytes(UTF_8));
  }

  private static ShownPayload beginning(String text, int length) {
    return ShownPayload.beginning(text.getBytes(UTF_8), length);
  }

  @Test
  void wasTheSameAsAnotherOfTheSameBytes() {
    assertThat(whole("PING").wasSameAs(whole("PING"))).isTrue();
    assertThat(whole("PING").wasSameAs(whole("PONG"))).isFalse();
    assertThat(whole("PING").wasSameAs(whole("PINGS"))).isFalse();
  }

  @Test
  void wasTheSameAsFarAsTheBeginningTells() {
    assertThat(beginning("PI", 4).wasSameAs(whole("PONG"))).isTrue();
    assertThat(whole("PONG").wasSameAs(beginning("PI", 4))).isTrue();
    assertThat(beginning("PI", 4).wasSameAs(beginning("PO", 4))).isTrue();
    assertThat(beginning("PI", 4).wasSameAs(whole("PI"))).isFalse();
    assertThat(beginning("PING", 4).wasSameAs(whole("PONG"))).isFalse();
  }

  @Test
  void hasTwoLengths() {
    assertThat(beginning("PI", 4).length()).isEqualTo(2);
    assertThat(beginning("PI", 4).wireLength()).isEqualTo(4);
    assertThat(beginning("PI", 4).isRedacted()).isFalse();
  }

  @Test
  void hasWordsInsteadWhereTheRedactorFails() {
    assertThat(ShownPayload.redacted(new byte[1], any -> null))
        .asString(UTF_8)
        .isEqualTo("redactor returned null");
    assertThat(ShownPayload.redacted(new byte[1], ShownPayloadTests::failing))
        .asString(UTF_8)
        .isEqualTo("redactor threw java.lang.IllegalStateException");
  }

  private static byte[] failing(byte[] secret) {
    throw new IllegalStateException(new String(secret, UTF_8));
  }

  @Test
  void isNotTheRedactorsOwn() {
    byte[] own = {1};
    byte[] wire = {2};
    byte[] left =
        ShownPayload.redacted(
            wire,
            given -> {
              given[0] = 3;
              return own;
            });

    assertThat(left).containsExactly(1).isNotSameAs(own);
    assertThat(wire).containsExactly(2);
  }

  @Test
  void comparesWhatWasThereBeforeItWasRedacted() {
    ShownPayload redacted = ShownPayload.beginning("PING".getBytes(UTF_8), 4, any -> new byte[1]);

    assertThat(redacted.length()).isEqualTo(1);
    assertThat(redacted.wireLength()).isEqualTo(4);
    assertThat(redacted.isRedacted()).isTrue();
    assertThat(redacted.wasSameAs(whole("PING"))).isTrue();
    assertThat(redacted.wasSameAs(whole("PONG"))).isFalse();
  }
}
