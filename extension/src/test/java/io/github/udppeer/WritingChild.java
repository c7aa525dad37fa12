package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.udppeer.link.DatagramLink;
import io.github.udppeer.link.LinkOptions;
import io.github.udppeer.link.LinkSelector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Has one of everything written under a locale, each into a file of its own. */
public final class WritingChild {

  private static final int LONG = 1_500;
  private static final String PAYLOAD = "title INDIA 12";
  private static final int SHORTEST = 12;

  /** What stands before a comment: its kind and its length, which can look like a letter. */
  private static final Pattern COMMENT = Pattern.compile("\\x00\\x01..(?=[ -~])", Pattern.DOTALL);

  private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer client = open("client");
  private final DatagramPeer server = open("server");
  private final DatagramLink link =
      group.openLink(LinkOptions.to(server.address()).name("wire").seed(1_234_567).build());
  private final List<Throwable> failures = new ArrayList<>();

  private WritingChild() {}

  /** Takes the locale's tag and the folder. */
  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(arguments[0]));
    new WritingChild().writeTo(Path.of(arguments[1]));
    System.out.println(String.format("%,d", 1_234)); // shows that the locale is in force
    ChildJvm.holdUntilReleased();
  }

  private DatagramPeer open(String name) {
    return group.open(
        PeerOptions.builder()
            .name(name)
            .receiveTimeout(Duration.ofMillis(10))
            .receiveCapacity(LONG)
            .build());
  }

  private void writeTo(Path folder) throws IOException {
    link.toServer().on(LinkSelector.first(2)).flipBits(1);
    link.toServer().on(LinkSelector.probability(0.25)).drop();
    client.sendTo(server, new byte[2 * LONG]);
    client.sendTo(server, PAYLOAD);
    assertThat(server).hasPending(2);
    client.sendTo(link.address(), "INDIA");
    link.settle();
    fail();
    for (int i = 0; i < failures.size(); i++) {
      Files.writeString(folder.resolve("failure-" + i + ".txt"), failures.get(i).toString());
    }
    ExchangeReport report =
        ExchangeReport.of(group, "WritingTests").failedWith(failures.get(0), WritingChild.class);
    Files.writeString(folder.resolve("state.txt"), report.state());
    report
        .note("figures", server.statistics().toString() + link.statistics())
        .writeTo(folder, "exchange");
    Files.writeString(folder.resolve("peers.txt"), client + "\n" + server.received() + "\n" + link);
    strippedCapture(folder.resolve("exchange.pcapng"));
  }

  private void fail() {
    failing(() -> assertThat(server).hasReceived(1_234));
    failing(() -> assertThat(server).receives().hasLength(1_234));
    failing(() -> assertThat(server).receives().hasText("title INDIA 11"));
    failing(() -> assertThat(client).receives());
    failing(() -> client.recvFrom(ByteBuffer.allocate(1), ReceiveFlag.DONTWAIT));
    failing(() -> client.sendTo(server, new byte[70_000]));
    failing(() -> assertThat(link).dropped(1_234));
    failing(() -> PeerOptions.builder().port(70_000).build());
  }

  private void failing(ThrowingCallable call) {
    failures.add(catchThrowable(call));
  }

  /** Leaves its texts: the rest of a capture file is times, ports and lengths. */
  private static void strippedCapture(Path file) throws IOException {
    String all = Files.readString(file, StandardCharsets.ISO_8859_1);
    List<String> texts = new ArrayList<>();
    for (String text : COMMENT.matcher(all).replaceAll("\n").split("[^ -~]+", -1)) {
      if (text.length() > SHORTEST && !text.endsWith(PAYLOAD)) {
        texts.add(text);
      }
    }
    Files.write(file, texts, StandardCharsets.ISO_8859_1);
  }
}
