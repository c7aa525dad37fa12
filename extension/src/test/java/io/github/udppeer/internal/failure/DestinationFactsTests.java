package io.github.udppeer.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.internal.evidence.HandMade;
import io.github.udppeer.internal.kernel.LiteralAddress;
import io.github.udppeer.internal.kernel.SocketTable;
import io.github.udppeer.internal.timeline.Participants;
import io.github.udppeer.internal.timeline.PeerNames;
import io.github.udppeer.internal.timeline.PlainSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no link leads to a name with a colon there")
class DestinationFactsTests {

  private static final String HEADER = "   sl  local_address rem_address   st tx_queue ... drops\n";

  @TempDir Path proc;

  private DestinationFacts facts;

  /** The table has four sockets of a process called agent, and one of nobody's. */
  @BeforeEach
  void write() throws IOException {
    Path net = Files.createDirectories(proc.resolve("net"));
    Files.writeString(
        net.resolve("udp"),
        HEADER
            + line("7F000001", 5000, 0, 3, 41)
            + line("7F000001", 5001, 768, 0, 42)
            + line("7F000001", 5002, 0, 0, 43)
            + line("7F000002", 5003, 768, 0, 44)
            + line("7F000001", 5004, 768, 0, 99));
    Path descriptors = Files.createDirectories(proc.resolve("1234/fd"));
    Files.writeString(proc.resolve("1234/comm"), "agent\n");
    for (int inode = 41; inode <= 44; inode++) {
      Files.createSymbolicLink(descriptors.resolve("" + inode), Path.of("socket:[" + inode + "]"));
    }
    SocketTable table = SocketTable.read(proc, ByteOrder.BIG_ENDIAN).orElseThrow();
    List<PlainSocket> sockets = List.of(new PlainSocket("own", HandMade.at(5002)));
    facts =
        new DestinationFacts(table, new PeerNames(new Participants(List.of(), List.of(), sockets)));
  }

  private static String line(String host, int port, int queue, int drops, int inode) {
    return String.format(
        Locale.ROOT,
        " 17: %s:%04X 00000000:0000 07 00000000:%08X 00:00000000 00000000 0 0 %d 2 0 %d\n",
        host,
        port,
        queue,
        inode,
        drops);
  }

  private static InetSocketAddress address(String text) {
    return LiteralAddress.parseWithPort("test", text);
  }

  @Test
  void tellWhatTheKernelDropped() {
    assertThat(facts.unread(HandMade.AGENT))
        .hasValue("the kernel dropped 3 datagrams on 127.0.0.1:5000 (process 1234 (agent))");
  }

  @Test
  void tellWhatLiesUnread() {
    assertThat(facts.unread(HandMade.STRANGER))
        .hasValue(
            "127.0.0.1:5001 (process 1234 (agent)) has unread datagrams: they take 768 bytes of"
                + " its queue");
    assertThat(facts.unread(HandMade.at(5004)))
        .hasValue("127.0.0.1:5004 has unread datagrams: they take 768 bytes of its queue");
  }

  @Test
  void tellNothingOfASocketThatWasRead() {
    assertThat(facts.unread(HandMade.at(5002))).isEmpty();
    assertThat(facts.nothingBound(HandMade.at(5002))).isEmpty();
  }

  @Test
  void tellWhereNothingIsBound() {
    assertThat(facts.nothingBound(HandMade.at(5005)))
        .hasValue("nothing on this machine is bound to 127.0.0.1:5005");
    assertThat(facts.nothingBound(HandMade.at(5003)))
        .hasValue(
            "nothing on this machine is bound to 127.0.0.1:5003, only 127.0.0.2:5003 is bound");
  }

  @Test
  void tellWhoHoldsASocket() {
    assertThat(facts.holder(HandMade.AGENT)).hasValue("process 1234 (agent)");
    assertThat(facts.holder(HandMade.at(5004))).isEmpty();
    assertThat(facts.holder(HandMade.at(5005))).isEmpty();
  }

  @Test
  void callASocketOfTheTestByItsNameOnly() throws IOException {
    SocketTable table = SocketTable.read(proc, ByteOrder.BIG_ENDIAN).orElseThrow();
    List<PlainSocket> sockets = List.of(new PlainSocket("agent", HandMade.STRANGER));
    PeerNames names = new PeerNames(new Participants(List.of(), List.of(), sockets));

    assertThat(new DestinationFacts(table, names).unread(HandMade.STRANGER))
        .hasValue(
            "127.0.0.1:5001 (socket \"agent\") has unread datagrams: they take 768 bytes of its"
                + " queue");
  }

  @Test
  void callThisProcessSo() throws IOException {
    Path own = proc.resolve(ProcessHandle.current().pid() + "/fd");
    Files.createDirectories(own);
    Files.createSymbolicLink(own.resolve("9"), Path.of("socket:[99]"));

    assertThat(facts.holder(HandMade.at(5004))).hasValue("this process");
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1:5005", "239.1.2.3:5005", "0.0.0.0:5005", "[ff02::1]:5005"})
  void tellNothingOfOtherMachinesAndGroups(String destination) {
    assertThat(facts.nothingBound(address(destination))).isEmpty();
    assertThat(facts.unread(address(destination))).isEmpty();
  }
}
