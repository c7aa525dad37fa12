package io.github.udppeer.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A JVM without IPv6 is tried in a JVM of its own, in {@code ConditionsTests}. */
class DatagramChannelsTests {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "::1", "::"})
  void areOfTheFamilyOfTheirAddress(String address) throws IOException {
    InetAddress literal = InetAddress.getByName(address);
    try (DatagramChannel channel = DatagramChannels.open(literal)) {
      channel.bind(new InetSocketAddress(literal, 0));

      assertThat(((InetSocketAddress) channel.getLocalAddress()).getAddress()).isEqualTo(literal);
    }
  }

  @Test
  void aFailureThatHasAnotherCauseStays() throws IOException {
    IOException failure = new IOException("planted");

    assertThat(DatagramChannels.hasIpv6()).isTrue();
    assertThat(DatagramChannels.explained(failure, InetAddress.getByName("::1"))).isSameAs(failure);
    assertThat(DatagramChannels.explained(failure, InetAddress.getByName("127.0.0.1")))
        .isSameAs(failure);
  }

  @ParameterizedTest
  @ResourceLock(Resources.SYSTEM_PROPERTIES)
  @CsvSource({
    "true, this JVM runs without IPv6 (-Djava.net.preferIPv4Stack=true)",
    "false, this machine has no IPv6"
  })
  void sayWhyThereIsNoIpv6(boolean ofTheJvm, String why) {
    String before = System.getProperty("java.net.preferIPv4Stack");
    System.setProperty("java.net.preferIPv4Stack", String.valueOf(ofTheJvm));
    try {
      assertThat(DatagramChannels.whyNoIpv6()).isEqualTo(why);
    } finally {
      if (before == null) {
        System.clearProperty("java.net.preferIPv4Stack");
      } else {
        System.setProperty("java.net.preferIPv4Stack", before);
      }
    }
  }
}
