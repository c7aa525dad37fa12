package io.github.udppeer.link;

import static io.github.udppeer.link.LinkSelector.first;
import static io.github.udppeer.link.LinkSelector.nth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.ExchangeReport;
import io.github.udppeer.Golden;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WrittenReport;
import io.github.udppeer.WrittenReport.Frame;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("a process that is just being started holds the sockets of all other tests open")
@Timeout(120)
class LinkReportTests {

  @AutoClose private final LinkedPeers peers = new LinkedPeers();
  @TempDir private Path folder;
  private final DatagramPeer server = peers.server();
  private final DatagramPeer client = peers.client();
  private final DatagramLink link = peers.link(42);

  private WrittenReport written() throws IOException {
    return WrittenReport.at(
        ExchangeReport.of(peers.group(), "LinkTests › retries()").writeTo(folder, "exchange"));
  }

  private void exchange() {
    link.toServer().on(first(1)).drop();
    link.toServer().on(nth(2)).flipBits(2);
    peers.relayed(link, "ping 1", "ping 2");
    server.receive();
    peers.relayed(link, "ping 3");
    server.reply(server.receive(), "pong 3");
    assertThat(client).receives().hasText("pong 3");
  }

  @Test
  void thePageShowsTheLinkBetweenTheTwo() throws IOException {
    exchange();

    Golden.verify("link-page", written().text());
  }

  @Test
  void theCaptureFileHasWhatWasDroppedAndSaysWhy() throws IOException {
    assumeTrue(WrittenReport.TSHARK.isThere(), WrittenReport.TSHARK.whyNot());
    exchange();
    List<Frame> frames =
        written().frames().stream().filter(frame -> frame.peer().equals("wire")).toList();

    assertThat(frames)
        .extracting(frame -> text(frame) + " " + frame.comment())
        .containsExactly(
            "ping 1 drop (rule: first 1)",
            "ping 2 pass",
            "ping 2 ",
            "ping 3 flip bit 2 (rule: number 2)",
            "Ping 3 ",
            "pong 3 pass",
            "pong 3 ");
    assertThat(frames.get(0).source()).isEqualTo(port(client.address()));
    assertThat(frames.get(0).destination()).isEqualTo(port(link.address()));
    assertThat(frames.get(2).source()).isEqualTo(port(server.received().get(0).source()));
    assertThat(frames.get(2).destination()).isEqualTo(port(server.address()));
  }

  private static String text(Frame frame) {
    return new String(HexFormat.of().parseHex(frame.payload()), StandardCharsets.UTF_8);
  }

  private static String port(InetSocketAddress address) {
    return String.valueOf(address.getPort());
  }

  @Test
  void whatAPeerRedactsIsNotSeenOnALink() throws IOException {
    DatagramPeer secret =
        peers
            .group()
            .open(
                PeerOptions.builder()
                    .redactor(payload -> "gone".getBytes(StandardCharsets.UTF_8))
                    .build());
    DatagramLink wire = peers.group().openLink(LinkOptions.to(secret.address()).build());
    wire.toServer().on(first(1)).delay(Duration.ofMillis(1));
    client.sendTo(wire.address(), "password");
    secret.receive();
    client.clear();

    assertThat(written().html()).contains("gone").doesNotContain("password");
  }

  @Test
  void longDatagramsAreNotSaidToBeMissing() throws IOException {
    client.sendTo(link.address(), new byte[5000]);
    server.receive();

    assertThat(written().text()).doesNotContain("not captured there");
  }
}
