package io.github.udppeer.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

// region injection-points
class InjectionPointsTests {

  @UdpPeer private static DatagramPeer ofTheClass;

  @UdpPeer private DatagramPeer ofTheTest;

  private final DatagramPeer fromTheConstructor;

  InjectionPointsTests(@UdpPeer DatagramPeer constructorParameter) {
    fromTheConstructor = constructorParameter;
  }

  @BeforeAll
  static void beforeAll(@UdpPeer DatagramPeer alsoOfTheClass) {
    alsoOfTheClass.sendTo(ofTheClass, "the class begins");
  }

  @BeforeEach
  void beforeEach(@UdpPeer DatagramPeer alsoOfTheTest) {
    alsoOfTheTest.sendTo(ofTheTest, "a test begins");
  }

  @RepeatedTest(2)
  void test(@UdpPeer DatagramPeer testParameter) {
    testParameter.sendTo(fromTheConstructor, "hello");

    assertThat(fromTheConstructor).receives().hasText("hello");
    assertThat(ofTheTest).receivesExactly(1);
  }

  @AfterEach
  void afterEach(@UdpPeer DatagramPeer again) {
    again.sendTo(ofTheClass, "a test ends");
  }

  @AfterAll
  static void afterAll() {
    assertThat(ofTheClass)
        .receivesInOrder("the class begins", "a test ends", "a test ends")
        .hasNothingPending();
  }
}
// endregion
