package org.example;

// region spring
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerOptions;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistrar;

@SpringBootTest
@Import(SharedContext.Peers.class)
abstract class SharedContext {

  @Autowired DatagramPeer monitor;

  @BeforeEach
  void forgetWhatEarlierTestsSent() {
    monitor.clear();
  }

  @TestConfiguration
  static class Peers {

    @Bean
    DatagramPeer monitor() {
      return DatagramPeer.open(PeerOptions.builder().name("monitor").build());
    }

    @Bean
    DynamicPropertyRegistrar monitorPort(DatagramPeer monitor) {
      return registry -> registry.add("monitor.port", monitor::port);
    }
  }
}
// endregion
