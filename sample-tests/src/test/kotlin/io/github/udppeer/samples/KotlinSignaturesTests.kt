package io.github.udppeer.samples

import io.github.udppeer.DatagramMatcher
import io.github.udppeer.DatagramMatcher.decodable
import io.github.udppeer.DatagramMatcher.decoded
import io.github.udppeer.DatagramMatcher.matching
import io.github.udppeer.DatagramMatcher.text
import io.github.udppeer.DatagramPeer
import io.github.udppeer.DatagramPeers
import io.github.udppeer.DatagramSplitter
import io.github.udppeer.PayloadRedactor
import io.github.udppeer.PeerGroup
import io.github.udppeer.PeerOptions
import io.github.udppeer.WaitLimits
import io.github.udppeer.jupiter.UdpLink
import io.github.udppeer.jupiter.UdpPeer
import io.github.udppeer.jupiter.UdpPeers
import io.github.udppeer.jupiter.WatchSockets
import io.github.udppeer.link.DatagramLink
import io.github.udppeer.link.LinkDatagram
import io.github.udppeer.link.LinkRule
import io.github.udppeer.link.LinkSelector
import io.github.udppeer.link.Verdict
import io.github.udppeer.watch.DatagramLimit
import io.github.udppeer.watch.SocketWatch
import java.io.IOException
import java.net.DatagramPacket
import java.net.DatagramSocket
import java.net.InetAddress
import java.net.SocketTimeoutException
import java.time.Duration
import java.util.Optional
import org.assertj.core.api.AbstractAssert
import org.assertj.core.api.Assertions
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.assertj.core.api.InstanceOfAssertFactories.BYTE_ARRAY
import org.assertj.core.api.InstanceOfAssertFactories.INTEGER
import org.assertj.core.api.InstanceOfAssertFactories.LIST
import org.assertj.core.api.InstanceOfAssertFactories.MAP
import org.assertj.core.api.InstanceOfAssertFactories.STRING
import org.assertj.core.api.InstanceOfAssertFactories.list
import org.assertj.core.api.InstanceOfAssertFactories.type
import org.assertj.core.api.ObjectAssert
import org.assertj.core.api.SoftAssertions
import org.assertj.core.api.StringAssert
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.RegisterExtension

/** Every method that takes a function, with a Kotlin lambda: each must compile, and do it. */
class KotlinSignaturesTests(@param:UdpPeer("client") private val client: DatagramPeer) {

  @UdpPeer("server") lateinit var server: DatagramPeer

  @UdpLink(to = "server") private lateinit var link: DatagramLink

  @JvmField @RegisterExtension val peers: UdpPeers = UdpPeers.create()

  class Reading(payload: ByteArray) {
    val text = String(payload)
    val number
      get() = text.toInt()
  }

  class ReadingAssert(actual: Reading?) :
    AbstractAssert<ReadingAssert, Reading>(actual, ReadingAssert::class.java) {
    fun is42() = matches({ it.number == 42 }, "is 42")
  }

  private fun received(text: String) = client.sendTo(server, text).let { assertThat(server).receives() }

  @Test
  fun blocks() {
    server.during { client.sendTo(server, "one") }.receives("one")
    server.during { client.sendTo(client, "elsewhere") }.receivesNothing()
    server.during(::sendTwo).receivesOnly("two").returnToPeer().hasNothingPending()
    assertThatThrownBy { server.during { throw IOException("broken") }.receivesNothing() }
      .isInstanceOf(IOException::class.java)
      .hasMessage("broken")
  }

  private fun sendTwo() = client.sendTo(server, "two")

  @Test
  fun decoders() {
    received("42").decodedBy({ String(it).toInt() }, INTEGER::createAssert).isEqualTo(42)
    received("42").decodedBy({ payload -> String(payload).toInt() }, INTEGER).isEqualTo(42)
    received("42").decodedBy({ it }, BYTE_ARRAY::createAssert).hasSize(2)
    received("42").decodedBy({ String(it) }, STRING::createAssert).isEqualTo("42")
    received("42").decodedBy({ String(it) }, ::StringAssert).isEqualTo("42")
    received("42").decodedBy(::Reading, ::ObjectAssert).returns(42) { it.number }
    received("42").decodedBy({ Reading(it) }, { ObjectAssert(it) }).returns(42) { it.number }
    received("42").decodedBy(::Reading, Assertions::assertThatObject).isNotNull()
    received("42").decodedBy(::Reading, type(Reading::class.java)).returns(42) { it.number }
    received("42").decodedBy(::Reading, ::ReadingAssert).is42()
    received("a\nb").decodedBy({ String(it).lines() }, LIST).contains("b")
    received("a\nb").decodedBy({ String(it).lines() }, list(String::class.java)).contains("b")
    received("a").decodedBy({ mapOf(String(it) to 1) }, MAP).containsEntry("a", 1)
  }

  @Test
  fun matchers() {
    server.during { listOf("1", "2", "3", "4").forEach { client.sendTo(server, it) } }
      .receives(decoded({ String(it).toInt() }, 1), decoded(::Reading, "2") { it.number == 2 })
    assertThat(server).receivesMatching(matching("a three") { it.text() == "3" }).hasText("3")
    assertThat(server).receivesMatching(matching("a four") { it.text() == "4" }.and(text("4")))
    assertThat(server).hasNothingPending()
    listOf("x", "5", "6").forEach { client.sendTo(server, it) }
    assertThat(server).receivesMatching(decodable({ String(it).toInt() }, 6))
    assertThat(server).receivesMatching(decodable(::Reading, "a five") { it.text == "5" })
    assertThat(server).receivesMatching(text("x"))
  }

  @Test
  fun splitters() {
    client.sendTo(server, "a b")
    client.sendTo(server, "c\n")
    assertThat(server)
      .collects { datagrams -> datagrams.flatMap { it.text().trim().split(" ") } }
      .untilContains("c", "a")
      .hasSize(3)
    client.sendTo(server, "d\n")
    assertThat(server).collects(DatagramSplitter.lines()).untilContains("d")
  }

  @Test
  fun replies() {
    server.on("bytes").replyWith { it.payload().reversedArray() }
    server.on(matching("a text") { it.text().startsWith("t") }).replyWithText { "${it.length()}" }
    server.otherwise().ignore()

    assertThat(client).exchanges("bytes").with(server).hasText("setyb")
    assertThat(client).exchanges("text".toByteArray()).with(server).hasText("4")
  }

  @Test
  fun conversations() {
    val login =
      server.converse("login") { script ->
        script
          .expect("USER 7")
          .capture("user") { it.text().substring(5).toInt() }
          .replyWithText { "hello ${it.get("user", Int::class.java)}" }
          .expectWith { text("again ${it.get("user", Int::class.javaObjectType)}") }
          .replyWith { it.request().payload() }
          .inAnyOrder {
            it.expect("x")
            it.expect("y")
          }
      }

    assertThat(client).exchanges("USER 7").with(server).hasText("hello 7")
    assertThat(client).exchanges("again 7").with(server).hasText("again 7")
    client.sendTo(server, "y")
    client.sendTo(server, "x")
    assertThat(login).completes()
  }

  @Test
  fun waits() {
    client.sendTo(server, "come")
    server.await().untilAsserted { assertThat(server).hasPending(1) }
    DatagramPeers.of(server, client).await().until { server.pending().size == 1 }
    assertThat(DatagramPeers.of(server, client)).exactlyOneReceives(text("come"))
  }

  @Test
  fun options() {
    val shy = peers.open(PeerOptions.builder().name("shy").redactor { it.copyOf(1) }.build())
    client.sendTo(shy, "secret")
    assertThatThrownBy { assertThat(shy).receives().hasText("public") }
      .hasMessageNotContaining("ecret")

    val limits = WaitLimits.from { Optional.ofNullable(mapOf("udppeer.timeout.scale" to "2")[it]) }
    assertThat(limits.scaled(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(2))
    PeerGroup.open(limits).use { group ->
      group.open(PeerOptions.defaults()).use { assertThat(it).hasNothingPending() }
      group.openGroup { "the second test" }.use { assertThat(it.limits()).isEqualTo(limits) }
      group.add(AutoCloseable { assertThat(limits.scale()).isEqualTo(2.0) })
    }
  }

  @Test
  fun watches(@UdpPeer sender: DatagramPeer, @WatchSockets code: SocketWatch) {
    DatagramSocket(0, InetAddress.getByName("127.0.0.1")).use { socket ->
      val limit =
        DatagramLimit.of(sender).to(socket.localSocketAddress).observedBy {
          val packet = DatagramPacket(ByteArray(64), 64)
          socket.soTimeout = 1
          try {
            socket.receive(packet)
            received = DatagramLimit.Observed(received.count() + 1, packet.length)
          } catch (nothing: SocketTimeoutException) {
            // it is asked again
          }
          received
        }
      assertThat(limit).isAtLeast(64).above(DatagramLimit.Above.CUT)
    }
    assertThat(code).leftNothingOpen()
  }

  private var received = DatagramLimit.Observed(0, 0)

  @Test
  fun links() {
    link.toServer().on(LinkSelector.matching("a lost one") { it.text() == "lost" }).drop()
    link.toServer().on(LinkSelector.matching("a question") { it.text() == "?" })
      .replyWith { it.payload() + '!'.code.toByte() }
    link.toServer().rule("no two") { if (it.text() == "two") Verdict.drop() else Verdict.pass() }
    link.toClient().rule("nothing", Nothing)
    link.partition().use { client.sendTo(link.address(), "too early") }

    listOf("lost", "two", "?", "found").forEach { client.sendTo(link.address(), it) }
    assertThat(server).receives().hasText("found")
    assertThat(client).receives().hasText("?!")
    assertThat(link).toServer().dropped(4).passed(1)
  }

  private object Nothing : LinkRule {
    override fun decide(datagram: LinkDatagram): Verdict = Verdict.pass()
  }

  class Mask : PayloadRedactor {
    override fun redact(payload: ByteArray) = ByteArray(payload.size) { '*'.code.toByte() }
  }

  @Test
  fun annotations(@UdpPeer(redactor = Mask::class) masked: DatagramPeer) {
    client.sendTo(masked, "secret")
    assertThatThrownBy { assertThat(masked).receives().hasText("public") }
      .hasMessageContaining("peer \"masked\"")
      .hasMessageNotContaining("ecret")
  }

  @Test
  fun collections() {
    server.during { client.sendTo(server, "a") }.receives(DatagramMatcher.anything())
    assertThat(server).received().extracting<String> { it.text() }.containsExactly("a")
    val softly = SoftAssertions()
    softly.check { assertThat(server).hasReceived(1) }
    softly.assertAll()
  }
}

/** A peer that all tests of a class share stands in the companion object. */
class KotlinCompanionTests {

  companion object {
    @JvmField @UdpPeer("shared") var shared: DatagramPeer? = null

    @JvmStatic @UdpPeer("late") lateinit var late: DatagramPeer
  }

  @Test
  fun staticPeersAreInjected() {
    late.sendTo(shared!!, "one")
    assertThat(shared).receives().hasText("one").isFrom(late)
  }
}
