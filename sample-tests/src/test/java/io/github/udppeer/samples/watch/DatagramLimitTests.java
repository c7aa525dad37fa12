package io.github.udppeer.samples.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import io.github.udppeer.watch.DatagramLimit;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DatagramLimitTests {

  // region limit
  @Test
  void takesTwoKibibytes(@UdpPeer DatagramPeer sender) throws IOException {
    try (SyslogReceiver receiver = new SyslogReceiver(2_048)) {
      DatagramLimit limit =
          DatagramLimit.of(sender)
              .to(receiver.address())
              .observedBy(
                  () -> new DatagramLimit.Observed(receiver.count(), receiver.latestLength()));

      assertThat(limit).isAtLeast(2_048).above(DatagramLimit.Above.CUT);
    }
  }
  // endregion
}
