package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.udppeer.WrittenReport.Frame;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("a process that is just being started holds the sockets of all other tests open")
class ExchangeReportTests {

  private static final String TITLE = "PingTests › answers()";

  private final PeerGroup group =
      PeerGroup.open(WaitLimits.from(name -> java.util.Optional.empty()));
  @TempDir private Path folder;

  @AfterEach
  void close() {
    group.close();
  }

  @Nested
  class Page {

    @Test
    void showsWhatARuleAnswered() throws IOException {
      DatagramPeer client = open("client");
      DatagramPeer server = open("server");
      server.on("PING").reply("PONG");
      assertThat(client).exchanges("PING").with(server);
      WrittenReport report = failing(() -> assertThat(client).hasPending(1));

      assertThat(report.html())
          .contains(">answered by a rule, not received by the test</text>")
          .doesNotContain(">pending</text>");
    }

    @Test
    void showsWhoSentWhatToWhom() throws IOException {
      DatagramPeer client = open("client");
      DatagramPeer server = open("server");
      client.sendTo(server, "PING");
      Datagram ping = server.receive();
      server.reply(ping, "PONG");
      assertThat(client.peek()).isPresent();
      WrittenReport report = failing(() -> assertThat(client).hasNothingPending());

      assertThat(report.html())
          .contains("<h1>" + TITLE + "</h1>", "<p class=\"verdict failed\">failed</p>")
          .contains("&quot;PING&quot; · 4 B", "datagram 1, 4 bytes, from client to server")
          .contains("&quot;PONG&quot; · 4 B", "datagram 2, 4 bytes, from server to client")
          .contains(">consumed</text>", ">pending · peeked · asserted</text>")
          .contains("Datagram 2 of 2", "0000  50 4f 4e 47 ")
          .contains("the test failed here at ExchangeReportTests.java:")
          .contains("Expecting peer &quot;client&quot;")
          .doesNotContain("Timeline (", "Datagram 3");
    }

    @Test
    void readsFromTopToBottom() throws IOException {
      DatagramPeer client = open("client");
      DatagramPeer server =
          group.open(PeerOptions.builder().name("server").receiveCapacity(8).build());
      client.sendTo(server, "PING 1\r\n");
      server.reply(server.receive(), new byte[] {0, 1, 2});
      client.sendTo(server, "longer than that");
      assertThat(server.peek()).isPresent();
      client.sendTo(client, "");
      client.close();
      WrittenReport report = failing(() -> assertThat(server).receives().hasText("PING 2\r\n"));

      Golden.verify("exchange-page", report.text());
    }

    @Test
    void showsPayloadsAsText() throws IOException {
      DatagramPeer peer = open("peer \"<b>&");
      peer.sendTo(peer, "</script><b>%n%s&amp;\u0000\u202e");
      peer.sendTo(peer, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
      WrittenReport report = failing(() -> assertThat(peer).hasNothingPending());

      assertThat(report.html())
          .contains("&lt;/script&gt;&lt;b&gt;%n%s&amp;amp;\\u0000\\u202e")
          .contains("ff fe 00 01 · 4 B")
          .contains("peer &quot;&lt;b&gt;&amp;")
          .doesNotContain("\u202e", "<b>");
    }

    @Test
    void marksWhatWasTruncatedAndWhatCameNowhere() throws IOException {
      DatagramPeer peer =
          group.open(PeerOptions.builder().name("short").receiveCapacity(4).build());
      DatagramPeer closed = open("closed");
      closed.close();
      peer.sendTo(peer, "too long");
      peer.sendTo(closed.address(), "to nobody");
      WrittenReport report = failing(() -> assertThat(peer).receives().hasText("too long"));

      assertThat(report.html())
          .contains(">consumed · truncated to 4 · asserted</text>", ">not captured there</text>");
    }

    @Test
    void tellsOfClearAndCloseAndSilence() throws IOException {
      DatagramPeer peer = open("peer");
      peer.sendTo(peer, "forgotten");
      peer.clear();
      assertThat(peer).receivesNothingFor(Duration.ofMillis(150));
      peer.close();
      WrittenReport report = written();

      assertThat(report.html())
          .contains(">bind</text>", ">clear, 1 datagram forgotten</text>", ">close</text>")
          .contains("ms in which nothing was seen", "<p class=\"verdict\">passed</p>")
          .doesNotContain("the test failed here");
    }

    @Tag("slow")
    @Test
    void keepsToTheLatestThousandDatagrams() throws IOException {
      DatagramPeer flooded = open("flooded");
      for (int i = 0; i < 30_000; i++) {
        flooded.sendTo(flooded, "number " + i);
        if (i % 500 == 0) {
          assertThat(flooded).hasReceived(i + 1); // more than the kernel's queue would hold
        }
      }
      WrittenReport report = failing(() -> assertThat(flooded).hasNothingPending());

      assertThat(report.html())
          .contains("30,000 received, 30,000 sent", "58,995 earlier ones left out", "number 29999")
          .doesNotContain("number 28000")
          .hasSizeLessThan(4 << 20);
    }

    @Tag("slow")
    @Test
    void isBoundedByBytesToo() throws IOException {
      DatagramPeer peer = open("peer");
      for (int i = 0; i < 200; i++) {
        peer.sendTo(peer, new byte[60_000]);
        assertThat(peer).hasReceived(i + 1); // more than the kernel's queue would hold
      }
      WrittenReport report = written();

      assertThat(report.html()).hasSizeLessThan(4 << 20).contains("the capture file has them all");
      assertThat(Files.size(report.capture())).isLessThan(5 << 20);
    }
  }

  @Nested
  class CaptureFile {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "0.0.0.0", "::"})
    void isReadByTshark(String host) throws IOException {
      assumeTrue(WrittenReport.TSHARK.isThere(), WrittenReport.TSHARK.whyNot());
      DatagramPeer peer = group.open(PeerOptions.builder().name("probe").host(host).build());
      InetSocketAddress self = peer.peer().reachableAddress(peer.address().getAddress());
      byte[] largest = new byte[host.contains(":") ? 65_527 : 65_507];
      Arrays.fill(largest, (byte) 0xfe);
      List<byte[]> payloads = List.of(largest, new byte[0], "odd".getBytes(StandardCharsets.UTF_8));
      payloads.forEach(payload -> peer.sendTo(self, payload));
      assertThat(peer).receives().hasPayload(largest);

      assertThat(written().frames())
          .extracting(Frame::peer, Frame::source, Frame::comment, Frame::payload)
          .containsExactlyInAnyOrder(
              tuple(peer, "", payloads.get(0)),
              tuple(peer, "", payloads.get(1)),
              tuple(peer, "", payloads.get(2)),
              tuple(peer, "consumed", payloads.get(0)),
              tuple(peer, "pending", payloads.get(1)),
              tuple(peer, "pending", payloads.get(2)));
    }

    private static org.assertj.core.groups.Tuple tuple(
        DatagramPeer peer, String comment, byte[] payload) {
      return org.assertj.core.api.Assertions.tuple(
          "probe", String.valueOf(peer.port()), comment, HexFormat.of().formatHex(payload));
    }

    @Test
    void hasAnInterfaceForEachPeer() throws IOException {
      assumeTrue(WrittenReport.TSHARK.isThere(), WrittenReport.TSHARK.whyNot());
      DatagramPeer client = open("client");
      DatagramPeer server = open("server");
      client.sendTo(server, "PING");
      assertThat(server).hasPending(1);

      assertThat(written().frames())
          .extracting(Frame::peer, Frame::comment)
          .containsExactlyInAnyOrder(
              org.assertj.core.api.Assertions.tuple("client", ""),
              org.assertj.core.api.Assertions.tuple("server", "pending"));
    }
  }

  @Nested
  class Redacted {

    private static final String SECRET = "hunter2";

    @Test
    void payloadsAreSeenNowhere() throws IOException {
      DatagramPeer peer =
          redacting(
              payload -> text(payload).replace(SECRET, "***").getBytes(StandardCharsets.UTF_8));
      peer.sendTo(peer, "password=" + SECRET);
      peer.sendTo(peer, "again " + SECRET);
      Throwable failure =
          catchThrowable(() -> assertThat(peer).receives().hasText("password=other"));
      WrittenReport report = failing(failure);

      assertThat(failure.toString()).contains("***", ", redacted").doesNotContain(SECRET, hex());
      assertThat(
              ((org.opentest4j.AssertionFailedError) failure).getActual().getStringRepresentation())
          .isEqualTo("password=***");
      assertThat(peer.pending().toString()).doesNotContain(SECRET);
      requireUnseen(report);
      assertThat(report.html()).contains("redacted (16 bytes on the wire)", "password=***");
    }

    @Test
    void payloadsAreNotSeenWhenTheRedactorFails() throws IOException {
      DatagramPeer peer =
          redacting(
              payload -> {
                throw new IllegalStateException(text(payload));
              });
      peer.sendTo(peer, "password=" + SECRET);
      Throwable failure =
          catchThrowable(() -> assertThat(peer).receives().hasText("password=other"));
      WrittenReport report = failing(failure);

      assertThat(failure.getMessage()).contains("|redactor threw j|").doesNotContain(SECRET, hex());
      requireUnseen(report);
      assertThat(report.html()).contains("&quot;redactor th");
    }

    @Test
    void payloadsAreCutAfterwards() {
      DatagramPeer peer =
          group.open(
              PeerOptions.builder()
                  .name("short")
                  .receiveCapacity(12)
                  .redactor(
                      payload ->
                          text(payload).replace(SECRET, "***").getBytes(StandardCharsets.UTF_8))
                  .build());
      peer.sendTo(peer, "password=" + SECRET);

      assertThat(catchThrowable(() -> assertThat(peer).receives().isEmpty()).getMessage())
          .doesNotContain("hun");
    }

    @Test
    void payloadsAreComparedAsTheyCame() {
      DatagramPeer peer = redacting(payload -> new byte[0]);
      peer.sendTo(peer, SECRET);
      assertThat(peer).receives().hasText(SECRET);
    }

    @Test
    void payloadsOfNullAreToldSo() {
      DatagramPeer peer = redacting(payload -> null);
      peer.sendTo(peer, SECRET);
      assertThat(peer.receive().toString()).contains("redactor returned null");
    }

    private void requireUnseen(WrittenReport report) throws IOException {
      String capture = Files.readString(report.capture(), StandardCharsets.ISO_8859_1);
      assertThat(report.html()).doesNotContain(SECRET, hex());
      assertThat(capture).doesNotContain(SECRET);
    }

    private static String hex() {
      return HexFormat.ofDelimiter(" ").formatHex("hunt".getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] payload) {
      return new String(payload, StandardCharsets.UTF_8);
    }

    private DatagramPeer redacting(PayloadRedactor redactor) {
      return group.open(PeerOptions.builder().name("safe").redactor(redactor).build());
    }
  }

  @Test
  void saysThatNoBrowserLookedAtThePages() {
    assumeTrue(WrittenReport.CHROMIUM.isThere(), WrittenReport.CHROMIUM.whyNot());
  }

  private DatagramPeer open(String name) {
    return group.open(PeerOptions.builder().name(name).build());
  }

  private WrittenReport failing(ThrowingCallable assertion) throws IOException {
    return failing(catchThrowable(assertion));
  }

  private WrittenReport failing(Throwable failure) throws IOException {
    return WrittenReport.at(
        ExchangeReport.of(group, TITLE)
            .failedWith(failure, ExchangeReportTests.class)
            .writeTo(folder, "exchange"));
  }

  @Test
  void overwritesNoFileThatALinkLeadsTo() throws IOException {
    open("client").sendTo(open("server"), "PING");
    for (String ending : List.of(".html", ".pcapng")) {
      Path here = Files.createDirectory(folder.resolve("of" + ending));
      Path foreign = Files.writeString(here.resolve("foreign"), "of somebody else");
      Files.createSymbolicLink(here.resolve("exchange" + ending), foreign);

      assertThatIOException()
          .isThrownBy(() -> ExchangeReport.of(group, TITLE).writeTo(here, "exchange"));

      assertThat(foreign).hasContent("of somebody else");
    }
  }

  private WrittenReport written() throws IOException {
    return WrittenReport.at(ExchangeReport.of(group, TITLE).writeTo(folder, "exchange"));
  }
}
