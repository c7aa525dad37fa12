package io.github.udppeer.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.net.SyslogAppender;
import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Logback's appender sends in the thread that logs: when {@code info} has returned, the datagram is
 * there, and no assertion has to wait.
 */
class SyslogAppenderTests {

  private static final int LOCAL0 = 16;

  private final LoggerContext context = new LoggerContext();
  private final SyslogAppender appender = new SyslogAppender();

  @AfterEach
  void closeAppender() {
    context.stop();
  }

  @Test
  void aMessageHasItsPriorityAndLogger(@UdpPeer DatagramPeer agent) {
    loggingTo(agent).info("order {} accepted", 42);

    assertThat(agent)
        .receives()
        .startsWith("<134>")
        .contains(" shop.orders order 42 accepted")
        .isNotTruncated();
  }

  @Test
  void theLevelBecomesTheSeverity(@UdpPeer DatagramPeer agent) {
    loggingTo(agent).error("disk full");

    assertThat(agent)
        .receives()
        .decodedBy(SyslogMessage::parse, ObjectAssert::new)
        .returns(LOCAL0, SyslogMessage::facility)
        .returns(3, SyslogMessage::severity)
        .satisfies(message -> assertThat(message.text()).endsWith("disk full"));
  }

  @Test
  void levelsThatAreOffSendNothing(@UdpPeer DatagramPeer agent) {
    loggingTo(agent).debug("order {} is being looked up", 42);

    assertThat(agent).hasNothingPending();
  }

  @Test
  void aStackTraceComesLineByLine(@UdpPeer DatagramPeer agent) {
    loggingTo(agent).error("order failed", new IllegalStateException("no stock"));

    assertThat(agent).receives().contains("order failed");
    assertThat(agent).receives().contains("\tjava.lang.IllegalStateException: no stock");
    assertThat(agent).receives().contains("\tat ").contains("aStackTraceComesLineByLine");
    assertThat(agent.pending()).allSatisfy(frame -> assertThat(frame).startsWith("<131>"));
  }

  /** An agent that reads into 512 bytes loses the end of whatever is longer, without an error. */
  @Nested
  class Truncation {

    private static final int BUFFER = 512;

    @UdpPeer(receiveCapacity = BUFFER)
    private DatagramPeer agent;

    @Test
    void aMessageLongerThanTheBufferLosesItsEnd() {
      loggingTo(agent).info("{} THE END", "x".repeat(BUFFER));

      Datagram datagram = agent.receive();
      assertThat(datagram).isTruncatedTo(BUFFER).fitsInto(2 * BUFFER);
      assertThat(datagram).startsWith("<134>").text().endsWith("xxx");
      assertThat(datagram.wireLength()).isGreaterThan(BUFFER);
      assertThat(agent).hasNothingPending();
    }

    @Test
    void aMessageThatFillsTheBufferIsWhole() {
      Logger logger = loggingTo(agent);
      logger.info("");
      int header = agent.receive().length();

      logger.info("x".repeat(BUFFER - header));
      assertThat(agent).receives().hasLength(BUFFER).isNotTruncated();

      logger.info("x".repeat(BUFFER - header + 1));
      assertThat(agent).receives().isTruncatedTo(BUFFER);
    }

    @Test
    void theAppenderCutsWhatExceedsItsOwnLimit() {
      appender.setMaxMessageSize(BUFFER);
      loggingTo(agent).info("{} THE END", "x".repeat(BUFFER));

      assertThat(agent).receives().hasLength(BUFFER).isNotTruncated();
      assertThat(agent).hasNothingPending();
    }

    @Test
    void thatLimitCountsCharactersAndNotBytes() {
      appender.setMaxMessageSize(BUFFER);
      loggingTo(agent).info("ü".repeat(BUFFER));

      assertThat(agent).receives().isTruncatedTo(BUFFER);
    }
  }

  private Logger loggingTo(DatagramPeer agent) {
    appender.setContext(context);
    appender.setSyslogHost("127.0.0.1");
    appender.setPort(agent.port());
    appender.setFacility("LOCAL0");
    appender.setSuffixPattern("%logger %msg");
    appender.setCharset(UTF_8);
    appender.start();
    Logger logger = context.getLogger("shop.orders");
    logger.setLevel(Level.INFO);
    logger.addAppender(appender);
    return logger;
  }
}
