package io.github.udppeer.samples

import io.github.udppeer.DatagramMatcher.matching
import io.github.udppeer.DatagramPeer
import io.github.udppeer.jupiter.UdpLink
import io.github.udppeer.jupiter.UdpPeer
import io.github.udppeer.link.DatagramLink
import io.github.udppeer.link.LinkSelector.first
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.InstanceOfAssertFactories.INTEGER
import org.junit.jupiter.api.Test

/** The library's words in Kotlin, as the manual shows them. */
class KotlinTests {

  // region declared
  @UdpPeer("server") lateinit var server: DatagramPeer

  @UdpLink(to = "server") lateinit var link: DatagramLink

  @Test
  fun `a sensor sends its temperature`(@UdpPeer sensor: DatagramPeer) {
    sensor.sendTo(server, "temp=21")

    assertThat(server)
      .receives()
      .decodedBy({ temperature(it) }, INTEGER)
      .isBetween(20, 25)
  }

  // endregion

  @Test
  fun `a server plays its part`(@UdpPeer client: DatagramPeer) {
    // region lambdas
    server.on("PING").replyWithText { request -> request.text() + "!" }
    link.toServer().on(first(1)).drop()

    client.sendTo(link.address(), "PING") // lost
    server.during { client.sendTo(link.address(), "PING") }.receives("PING")

    assertThat(client).receivesMatching(matching("a shout") { it.text().endsWith("!") })
    // endregion
    assertThat(client).hasNothingPending()
  }

  private fun temperature(payload: ByteArray) = String(payload).substringAfter("temp=").toInt()
}
