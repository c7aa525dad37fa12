package io.github.udppeer.internal.failure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.Golden;
import io.github.udppeer.internal.evidence.HandMade;
import io.github.udppeer.internal.kernel.KernelLook;
import io.github.udppeer.internal.kernel.LiteralAddress;
import io.github.udppeer.internal.text.PartPlace;
import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.timeline.CarriedSteps;
import io.github.udppeer.internal.timeline.LinkHistory.Figures;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CausesTests {

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void areWordsOfWhatWasCounted() {
    String words =
        String.join(
            "\n",
            Causes.kernelDropped(4_744, 212_992),
            Causes.logFull(1, 65_536),
            Causes.memoryRefused(2),
            Causes.consumedBefore(3, "recv"),
            Causes.clearedBefore(1, "recv"),
            Causes.unreadBySocket("socket \"agent\"", 768),
            Causes.pendingOnPeer("peer \"server\"", 2),
            Causes.toFormer("server", "127.0.0.1:4002", 3));

    Golden.verify("causes-counted", folded(words.replaceAll("; rmem_max [\\d,]+", "")));
  }

  private static String folded(String words) {
    return String.join("\n", Words.folded(words));
  }

  @Test
  void areWordsOfWhatWasSeen() {
    Golden.verify(
        "causes-seen",
        String.join(
            "\n",
            Causes.down("peer \"server\""),
            Causes.frozen("peer \"server\""),
            Causes.failed("peer \"server\"", "closed"),
            Causes.consumed("it", "recv"),
            Causes.cleared("it", "recv"),
            Causes.pendingElsewhere("recv"),
            Causes.late("it", "1 ms later", "recv"),
            Causes.beforeTheRequest("recv"),
            Causes.cameToPeer("peer \"server\"", "recv"),
            "nothing" + Causes.closedThere("server"),
            "nothing" + Causes.formerThere("server"),
            Causes.otherRoute(LiteralAddress.constant("239.1.2.3"), "lo", "eth0"),
            Causes.fromOtherTest(HandMade.AGENT, "agent"),
            Causes.fromEarlierTest(HandMade.AGENT, "agent"),
            Causes.recycledPort(HandMade.AGENT, "agent", "1 ms"),
            Causes.fromProcess(HandMade.AGENT, "java")));
  }

  @Test
  void areWordsOfWhatWasCompared() {
    Golden.verify(
        "causes-compared",
        String.join(
            "\n",
            Causes.repeated("it", "another", "1 ms"),
            Causes.together("one", "two"),
            Causes.holdsTwo("it", "another"),
            Causes.staleTail("it", 1_024, "another"),
            Causes.requestsStart("it", 4, "send"),
            Causes.isRequest("it", "send"),
            Causes.alike(bytes("ok\n"), bytes("ok")).orElseThrow(),
            Causes.alike(bytes("ok"), bytes("OK!"), PartPlace.START).orElseThrow(),
            Causes.alike(bytes("ok"), bytes("!OK"), PartPlace.END).orElseThrow(),
            Causes.alike(bytes("oki"), bytes("!OKI!"), PartPlace.ANYWHERE).orElseThrow()));
  }

  @Nested
  class ALink {

    private static CarriedSteps link(int dropped, long held, OptionalLong unread) {
      return new CarriedSteps(
          "wire",
          new Figures(9, 9, held, 9, unread),
          Stream.concat(
                  Stream.of(CarriedSteps.datagram(1, "pass", "")),
                  Stream.generate(() -> CarriedSteps.datagram(1, "drop", "")).limit(dropped))
              .toList());
    }

    private static List<String> keptBack(int dropped, long held, OptionalLong unread) {
      return Causes.keptBack(link(dropped, held, unread).history()).stream().toList();
    }

    @Test
    void keptBackWhatItDroppedAndHoldsAndDidNotRead() {
      assertThat(keptBack(2, 1, OptionalLong.of(3)))
          .containsExactly(
              "link \"wire\" has dropped 2 datagrams and holds 1 datagram"
                  + " and did not read 3 datagrams, which the kernel dropped");
    }

    @Test
    void keptNothingBack() {
      assertThat(keptBack(0, 0, OptionalLong.empty())).isEmpty();
      assertThat(keptBack(0, 0, OptionalLong.of(0))).isEmpty();
    }

    @Test
    void saysWhatTheKernelDroppedOnlyIfAsked() {
      CarriedSteps link = link(0, 0, OptionalLong.empty());

      assertThat(Causes.keptBack(link.history(new KernelLook())))
          .hasValue("link \"wire\" did not read 7 datagrams, which the kernel dropped");
    }
  }
}
