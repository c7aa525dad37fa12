package io.github.udppeer.semantics;

import static io.github.udppeer.ReceiveFlag.DONTWAIT;
import static io.github.udppeer.ReceiveFlag.PEEK;
import static io.github.udppeer.ReceiveFlag.TRUNC;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/** Section C of docs/semantics.md: what a peek copies, and what stays. */
class PeekTests {

  @Row(31)
  @OnEverySystem
  void aPeekWritesWhatFitsAndLeavesTheRestOfTheBuffer(Sockets at) {
    at.send("PING 00042");

    assertThat(at.read(16, PEEK)).isEqualTo(at.whole(10, "PING 00042......"));
    assertThat(at.read(4, PEEK)).isEqualTo(at.cut(4, "PING"));
    assertThat(at.server().isReadable()).isTrue();
  }

  @Row({32, 33})
  @OnEverySystem
  void anyNumberOfPeeksAndTheReceiveGiveTheSame(Sockets at) {
    at.send("PING 00042");
    Read first = at.read(16, PEEK);

    assertThat(first).isEqualTo(at.whole(10, "PING 00042......"));
    for (int i = 0; i < 10; i++) {
      assertThat(at.read(16, PEEK)).isEqualTo(first);
    }
    assertThat(at.read(16)).isEqualTo(first);
    assertThat(at.read(16, DONTWAIT)).isEqualTo(Read.failed(Outcome.WOULD_BLOCK, 16));
  }

  @Row(34)
  @OnEverySystem
  void aShortPeekLosesNothing(Sockets at) {
    at.send("PING 00042");

    assertThat(at.read(4, PEEK)).isEqualTo(at.cut(4, "PING"));
    assertThat(at.read(10)).isEqualTo(at.whole(10, "PING 00042"));
  }

  @Row(35)
  @OnEverySystem
  void aPeekTellsTruncationAsAReceiveDoes(Sockets at) {
    at.send("PING 00042");

    assertThat(at.read(9, PEEK).truncated()).isTrue();
    assertThat(at.read(10, PEEK).truncated()).isFalse();
    assertThat(at.read(11, PEEK).truncated()).isFalse();
  }

  @Row(36)
  @OnEverySystem
  void aPeekReturnsTheWholeLengthOnRequest(Sockets at) {
    at.send("PING 00042");

    assertThat(at.read(0, PEEK, TRUNC)).isEqualTo(at.cut(10, ""));
    assertThat(at.read(4, PEEK, TRUNC)).isEqualTo(at.cut(10, "PING"));
    assertThat(at.read(12, PEEK, TRUNC)).isEqualTo(at.whole(10, "PING 00042.."));
    assertThat(at.read(10)).isEqualTo(at.whole(10, "PING 00042"));
  }

  @Row(37)
  @OnEverySystem
  void aPeekWithoutABufferConsumesNothing(Sockets at) {
    at.send("PING 00042");

    assertThat(at.read(0, PEEK)).isEqualTo(at.cut(0, ""));
    assertThat(at.read(10)).isEqualTo(at.whole(10, "PING 00042"));
  }

  @Row(38)
  @OnEverySystem
  void anEmptyDatagramStaysToo(Sockets at) {
    at.send("");

    assertThat(at.read(4, PEEK)).isEqualTo(at.whole(0, "...."));
    assertThat(at.server().isReadable()).isTrue();
    assertThat(at.read(4)).isEqualTo(at.whole(0, "...."));
    assertThat(at.server().isReadable()).isFalse();
  }

  @Row(39)
  @OnEverySystem
  void aPeekAtNothingThatMustNotWaitFails(Sockets at) {
    assertThat(at.read(4, PEEK, DONTWAIT)).isEqualTo(Read.failed(Outcome.WOULD_BLOCK, 4));
    assertThat(at.read(0, PEEK, DONTWAIT)).isEqualTo(Read.failed(Outcome.WOULD_BLOCK, 0));
    assertThat(at.read(0, PEEK, DONTWAIT, TRUNC)).isEqualTo(Read.failed(Outcome.WOULD_BLOCK, 0));
  }

  @Row(40)
  @OnEverySystem
  void aPeekThatMayWaitObeysTheTimeout(Sockets at) {
    assertThat(at.read(4, PEEK)).isEqualTo(Read.failed(Outcome.TIMED_OUT, 4));
    assertThat(at.read(0, PEEK, TRUNC)).isEqualTo(Read.failed(Outcome.TIMED_OUT, 0));
  }

  @Row(41)
  @OnEverySystem
  void aPeekShowsTheHeadWhateverComesBehindIt(Sockets at) {
    at.send("head");
    assertThat(at.read(4, PEEK)).isEqualTo(at.whole(4, "head"));
    at.send("next");
    assertThat(at.read(4, PEEK)).isEqualTo(at.whole(4, "head"));

    assertThat(at.read(2)).isEqualTo(at.cut(2, "he"));
    assertThat(at.read(4, PEEK)).isEqualTo(at.whole(4, "next"));
  }

  @Row(42)
  @OnEverySystem
  void aBufferThatDoublesIsLargeEnoughWhenItIsNotFilled(Sockets at) {
    at.send("PING 00042");

    assertThat(IntStream.of(1, 2, 4, 8, 16).map(room -> at.read(room, PEEK).returned()))
        .containsExactly(1, 2, 4, 8, 10);
    assertThat(at.server().receiveWhole(1).payload())
        .isEqualTo(Bytes.of("PING 00042".getBytes(US_ASCII)));
  }

  @Row(42)
  @OnEverySystem
  void aBufferThatIsFilledDoesNotTellWhetherBytesWereCut(Sockets at) {
    at.send("0123456789abcdef", "0123456789abcdef!");

    Received fitting = at.server().receiveFrom(ByteBuffer.allocate(16), PEEK);
    assertThat(at.read(16)).isEqualTo(at.whole(16, "0123456789abcdef"));
    Received cut = at.server().receiveFrom(ByteBuffer.allocate(16), PEEK);
    assertThat(at.read(16)).isEqualTo(at.cut(16, "0123456789abcdef"));

    assertThat(fitting).isEqualTo(cut);
  }

  @Row(48)
  @OnEverySystem
  void whatWasPeekedAtMayBeTakenByAnother(Sockets at) {
    at.send("one", "two");
    assertThat(at.read(3, PEEK)).isEqualTo(at.whole(3, "one"));

    Taken another = at.server().poll();

    assertThat(another.payload()).isEqualTo(Bytes.of("one".getBytes(US_ASCII)));
    assertThat(at.read(3)).isEqualTo(at.whole(3, "two"));
  }
}
