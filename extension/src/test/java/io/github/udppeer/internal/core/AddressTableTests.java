package io.github.udppeer.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class AddressTableTests {

  private final AddressTable table = new AddressTable();

  /** Those of one line hash alike: the address counts as its 32 bits, and the port is added. */
  @Test
  void addressesThatHashAlikeHaveNumbersOfTheirOwn() {
    InetSocketAddress one = new InetSocketAddress("127.0.0.1", 4001);
    InetSocketAddress other = new InetSocketAddress("127.0.0.2", 4000);
    assertThat(one).hasSameHashCodeAs(other);

    assertThat(table.numberOf(one)).isZero();
    assertThat(table.numberOf(other)).isEqualTo(1);
    assertThat(table.numberOf(new InetSocketAddress("127.0.0.1", 4001))).isZero();
    assertThat(table.numberOf(new InetSocketAddress("127.0.0.2", 4000))).isEqualTo(1);
    assertThat(table.byNumber()).startsWith(one, other);
  }
}
