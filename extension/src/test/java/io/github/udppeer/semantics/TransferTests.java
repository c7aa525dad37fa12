package io.github.udppeer.semantics;

import static io.github.udppeer.ReceiveFlag.DONTWAIT;
import static io.github.udppeer.ReceiveFlag.PEEK;
import static io.github.udppeer.ReceiveFlag.TRUNC;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Section B of docs/semantics.md: plain transfer. */
class TransferTests {

  @Row(13)
  @OnEverySystem
  void eachSendIsOneReceive(Sockets at) {
    at.send("one", "two", "three");

    assertThat(at.read(16)).isEqualTo(at.whole(3, "one............."));
    assertThat(at.read(16)).isEqualTo(at.whole(3, "two............."));
    assertThat(at.read(16)).isEqualTo(at.whole(5, "three..........."));
    assertThat(at.read(16, DONTWAIT)).isEqualTo(Read.failed(Outcome.WOULD_BLOCK, 16));
  }

  @Row(14)
  @OnEverySystem
  void oneSenderIsReceivedInOrder(Sockets at) {
    String[] sent =
        IntStream.range(0, 50).mapToObj("%04d"::formatted).toArray(String[]::new); // fits any queue
    at.send(sent);

    assertThat(Stream.generate(() -> at.read(4, DONTWAIT).buffer()).limit(50))
        .containsExactly(sent);
  }

  @Row(15)
  @OnEverySystem
  void zeroBytesMakeADatagram(Sockets at) {
    at.send("");

    assertThat(at.server().isReadable()).isTrue();
    assertThat(at.read(4)).isEqualTo(at.whole(0, "...."));
    assertThat(at.read(4, DONTWAIT)).isEqualTo(Read.failed(Outcome.WOULD_BLOCK, 4));
  }

  @Row(16)
  @OnEverySystem
  void theLengthToBeReadIsThatOfTheHead(Sockets at) {
    at.send("PING 00042", "", "next");

    assertThat(at.read(0, PEEK, TRUNC).returned()).isEqualTo(10);
    at.read(0);
    assertThat(at.read(0, PEEK, TRUNC).returned()).isZero();
    at.read(0);
    assertThat(at.read(0, PEEK, TRUNC).returned()).isEqualTo(4);
  }

  @Row(17)
  @OnEverySystem
  void theTailOfALargerBufferIsUntouched(Sockets at) {
    at.send("PING 00042");

    assertThat(at.read(16)).isEqualTo(at.whole(10, "PING 00042......"));
  }

  @Row(18)
  @OnEverySystem
  void whatDoesNotFitIsGone(Sockets at) {
    at.send("PING 00042", "next");

    assertThat(at.read(4)).isEqualTo(at.cut(4, "PING"));
    assertThat(at.read(16)).isEqualTo(at.whole(4, "next............"));
    assertThat(at.read(4, DONTWAIT)).isEqualTo(Read.failed(Outcome.WOULD_BLOCK, 4));
  }

  @Row(19)
  @OnEverySystem
  void truncationIsToldExactlyWhenBytesWereCut(Sockets at) {
    at.send("PING 00042", "PING 00042", "PING 00042");

    assertThat(at.read(9)).isEqualTo(at.cut(9, "PING 0004"));
    assertThat(at.read(10)).isEqualTo(at.whole(10, "PING 00042"));
    assertThat(at.read(11)).isEqualTo(at.whole(10, "PING 00042."));
  }

  @Row(20)
  @OnEverySystem
  void noBufferConsumesADatagram(Sockets at) {
    at.send("PING 00042", "next");

    assertThat(at.read(0)).isEqualTo(at.cut(0, ""));
    assertThat(at.read(4)).isEqualTo(at.whole(4, "next"));
  }

  @Row(21)
  @OnEverySystem
  void noBufferWaitsForADatagramToo(Sockets at) {
    assertThat(at.read(0, DONTWAIT)).isEqualTo(Read.failed(Outcome.WOULD_BLOCK, 0));
    assertThat(at.read(0)).isEqualTo(Read.failed(Outcome.TIMED_OUT, 0));
  }

  @Row(22)
  @OnEverySystem
  void theWholeLengthIsReturnedOnRequest(Sockets at) {
    at.send("PING 00042", "PING 00043", "PING 00044", "next");

    assertThat(at.read(0, TRUNC)).isEqualTo(at.cut(10, ""));
    assertThat(at.read(4, TRUNC)).isEqualTo(at.cut(10, "PING"));
    assertThat(at.read(12, TRUNC)).isEqualTo(at.whole(10, "PING 00044.."));
    assertThat(at.read(4, TRUNC)).isEqualTo(at.whole(4, "next"));
  }

  @Row(23)
  @OnEverySystem
  void notToWaitIsAMatterOfTheCall(Sockets at) {
    assertThat(at.read(4, DONTWAIT)).isEqualTo(Read.failed(Outcome.WOULD_BLOCK, 4));
    assertThat(at.read(4)).isEqualTo(Read.failed(Outcome.TIMED_OUT, 4));
    assertThat(at.read(4, DONTWAIT)).isEqualTo(Read.failed(Outcome.WOULD_BLOCK, 4));
  }
}
