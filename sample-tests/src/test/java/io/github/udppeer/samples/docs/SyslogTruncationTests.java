package io.github.udppeer.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.net.SyslogAppender;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an agent with a small buffer makes of a long message. */
class SyslogTruncationTests {

  private final LoggerContext context = new LoggerContext();

  // region truncation
  @Test
  void aLongMessageLosesItsEnd(@UdpPeer(receiveCapacity = 512) DatagramPeer agent) {
    loggerTo(agent).info("{} THE END", "x".repeat(512));

    assertThat(agent).receives().startsWith("<134>").isTruncatedTo(512);
  }

  // endregion

  // region fits
  @Test
  void ourMessagesFitTheAgent(@UdpPeer DatagramPeer agent) {
    loggerTo(agent).info("order {} accepted", 42);

    assertThat(agent).receives().contains("order 42 accepted").fitsInto(512);
  }

  // endregion

  @AfterEach
  void stopLogging() {
    context.stop();
  }

  private Logger loggerTo(DatagramPeer agent) {
    SyslogAppender appender = new SyslogAppender();
    appender.setContext(context);
    appender.setSyslogHost("127.0.0.1");
    appender.setPort(agent.port());
    appender.setFacility("LOCAL0");
    appender.start();
    Logger logger = context.getLogger("shop.orders");
    logger.addAppender(appender);
    return logger;
  }
}
