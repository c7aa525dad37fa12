package io.github.udppeer.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The manual's example of a configuration, and that it does what is said of it. */
class ConfigurationTests {

  @Test
  void limitsAreConfiguredAndScaled() throws IOException {
    assertThat(Fixtures.failureOf(Waiting.class, configuration()))
        .hasMessageContaining("nothing came within 1.25 s");
  }

  static class Waiting {
    @Test
    void test(@UdpPeer DatagramPeer agent) {
      assertThat(agent).receives();
    }
  }

  private static Map<String, String> configuration() throws IOException {
    Properties properties = new Properties();
    try (InputStream file =
        ConfigurationTests.class.getResourceAsStream("/docs/junit-platform.properties")) {
      properties.load(file);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }
}
