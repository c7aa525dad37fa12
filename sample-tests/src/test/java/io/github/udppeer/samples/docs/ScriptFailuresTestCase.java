package io.github.udppeer.samples.docs;

import static io.github.udppeer.DatagramMatcher.startsWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import org.junit.jupiter.api.Test;

/** Tests that fail by a script, for the manual. {@link OutputTests} runs them. */
final class ScriptFailuresTestCase {

  private ScriptFailuresTestCase() {}

  static class ReplyThrew {
    @Test
    void test(@UdpPeer DatagramPeer server, @UdpPeer DatagramPeer client) {
      // region reply-threw
      server
          .on(startsWith("GET "))
          .replyWithText(request -> "VALUE " + Integer.parseInt(request.text().substring(4)));

      assertThat(client).exchanges("GET x").with(server).hasText("VALUE 17");
      // endregion
    }
  }

  static class ConversationFailed {
    @Test
    void test(@UdpPeer DatagramPeer server, @UdpPeer DatagramPeer client) {
      // region conversation-failed
      server.converse(
          "login",
          script -> script.expect("LOGIN ada").reply("HELLO ada").expect("LIST").reply("EMPTY"));

      assertThat(client).exchanges("LOGIN ada").with(server).hasText("HELLO ada");
      assertThat(client).exchanges("DELETE").with(server).hasText("EMPTY");
      // endregion
    }
  }

  static class NotExhausted {
    // region not-exhausted
    @Test
    void asksForTheStatus(@UdpPeer(strict = true) DatagramPeer server) {
      server.on("STATUS").reply("OK");
    }
    // endregion
  }
}
