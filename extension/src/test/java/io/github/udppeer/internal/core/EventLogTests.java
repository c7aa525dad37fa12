package io.github.udppeer.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventLogTests {

  private final SocketEvent.Log log = new SocketEvent.Log();

  @Test
  void keepsTheLatestInTheirOrder() {
    for (int i = 0; i < 256; i++) {
      log.add(SocketEvent.Kind.CLEAR, i);
    }
    assertThat(log.list()).hasSize(256).first().extracting(SocketEvent::datagrams).isEqualTo(0);

    log.add(SocketEvent.Kind.DOWN, 7);

    List<SocketEvent> events = log.list();
    assertThat(events).hasSize(256).first().extracting(SocketEvent::datagrams).isEqualTo(1);
    assertThat(events).last().extracting(SocketEvent::kind).isEqualTo(SocketEvent.Kind.DOWN);
    assertThat(events)
        .isSortedAccordingTo((one, other) -> Long.signum(one.nanos() - other.nanos()));
  }
}
