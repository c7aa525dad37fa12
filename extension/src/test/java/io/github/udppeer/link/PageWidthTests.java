package io.github.udppeer.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.ExchangeReport;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import io.github.udppeer.WrittenReport;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** That a usual page fits into a window of 1,100 pixels, as a browser lays it out. */
@Isolated("a process that is just being started holds the sockets of all other tests open")
@Timeout(120)
class PageWidthTests {

  @TempDir private Path folder;
  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);

  @BeforeEach
  void needsABrowser() {
    assumeTrue(WrittenReport.CHROMIUM.isThere(), WrittenReport.CHROMIUM.whyNot());
  }

  @Test
  void twoPeersFit() throws IOException {
    DatagramPeer client = open("client");
    DatagramPeer server =
        group.open(PeerOptions.builder().name("server").receiveCapacity(9).build());
    server.on("question").reply("answer");
    client.sendTo(server, "question");
    client.receive();
    server.sendTo(server, "x".repeat(65_000)); // the loop of the last lifeline
    client.sendTo(server, "y".repeat(65_000));
    server.clear();

    assertThat(overflow()).isNotPositive();
  }

  @Test
  void aPeerAndAPlainSocketFit() throws IOException {
    DatagramPeer agent = open("agent");
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      byte[] payload = "http.requests:1|c\n".repeat(30).getBytes(StandardCharsets.UTF_8);
      for (int sent = 0; sent < 40; sent++) { // the page has a scroll bar
        socket.send(new DatagramPacket(payload, payload.length, agent.address()));
      }
      agent.receive();

      assertThat(overflow()).isNotPositive();
    }
  }

  @Test
  void aLinkWithALongSeedFits() throws IOException {
    DatagramPeer server = open("server");
    group.openLink(LinkOptions.to(server.address()).name("wire").seed(Long.MIN_VALUE + 1).build());

    assertThat(overflow()).isNotPositive();
  }

  @Test
  void aLinkBetweenTwoPeersFits() throws IOException {
    DatagramPeer server = open("server");
    DatagramPeer client = open("client");
    DatagramLink link = group.openLink(LinkOptions.to(server.address()).name("wire").build());
    String name = "a name of a rule that says at length what it is for, and for whom, and why";
    link.toServer().rule(name, datagram -> Verdict.drop());
    client.sendTo(link.address(), "lost");
    link.settle();

    assertThat(overflow()).isNotPositive();
  }

  private DatagramPeer open(String name) {
    return group.open(PeerOptions.builder().name(name).build());
  }

  private int overflow() throws IOException {
    Path page =
        ExchangeReport.of(group, "PageWidthTests › fits(DatagramPeer, DatagramPeer)")
            .failedWith(new AssertionError("Expecting ".repeat(60)), PageWidthTests.class)
            .writeTo(folder, "exchange");
    return WrittenReport.asText(page).overflowIn(1100);
  }
}
