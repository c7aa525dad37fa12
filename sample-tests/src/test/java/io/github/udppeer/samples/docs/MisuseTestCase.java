package io.github.udppeer.samples.docs;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PayloadRedactor;
import io.github.udppeer.jupiter.ReservedPort;
import io.github.udppeer.jupiter.UdpPeer;
import java.net.DatagramSocket;
import org.junit.jupiter.api.Test;

/**
 * Declarations that cannot be served, in the order of the manual's table. {@link OutputTests} runs
 * them, and shows what stands between the braces of each.
 */
final class MisuseTestCase {

  private MisuseTestCase() {}

  static class AnyTest {
    @Test
    void test() {}
  }

  static class WrongType extends AnyTest {
    @UdpPeer String agent;
  }

  static class Final extends AnyTest {
    @UdpPeer final DatagramPeer agent = null;
  }

  static class Two extends AnyTest {
    @UdpPeer @ReservedPort DatagramPeer agent;
  }

  static class Ignored extends AnyTest {
    @UdpPeer(strict = true)
    DatagramSocket agent;
  }

  static class SameName extends AnyTest {
    @UdpPeer("agent")
    DatagramPeer one;

    @UdpPeer(value = "agent", host = "::1")
    DatagramPeer two;
  }

  static class FixedPort extends AnyTest {
    @UdpPeer(port = 5353)
    DatagramPeer agent;
  }

  static class Name extends AnyTest {
    @UdpPeer(host = "localhost")
    DatagramPeer agent;
  }

  static class Malformed extends AnyTest {
    @UdpPeer(host = "127.0.0.256")
    DatagramPeer agent;
  }

  static class Port extends AnyTest {
    @UdpPeer(port = 65536)
    DatagramPeer agent;
  }

  static class Capacity extends AnyTest {
    @UdpPeer(receiveCapacity = -1)
    DatagramPeer agent;
  }

  static class Timeout extends AnyTest {
    @UdpPeer(receiveTimeoutMillis = -2)
    DatagramPeer agent;
  }

  static class Unicast extends AnyTest {
    @UdpPeer(host = "0.0.0.0", join = "10.1.2.3")
    DatagramPeer agent;
  }

  static class OtherFamily extends AnyTest {
    @UdpPeer(host = "0.0.0.0", join = "ff15::1")
    DatagramPeer agent;
  }

  static class NoWildcard extends AnyTest {
    @UdpPeer(join = "239.1.2.3")
    DatagramPeer agent;
  }

  static class NotLiteralGroup extends AnyTest {
    @UdpPeer(host = "0.0.0.0", join = "all-hosts")
    DatagramPeer agent;
  }

  static class Interface extends AnyTest {
    @UdpPeer(host = "0.0.0.0", join = "239.1.2.3", networkInterface = "eth7")
    DatagramPeer agent;
  }

  static class NoRedactor extends AnyTest {
    @UdpPeer(redactor = WithKey.class)
    DatagramPeer agent;
  }

  static class WrongNumberType extends AnyTest {
    @ReservedPort long port;
  }

  static class FinalNumber extends AnyTest {
    @ReservedPort final int port = 0;
  }

  static final class WithKey implements PayloadRedactor {
    private final char replacement;

    WithKey(char replacement) {
      this.replacement = replacement;
    }

    @Override
    public byte[] redact(byte[] payload) {
      return new byte[] {(byte) replacement};
    }
  }
}
