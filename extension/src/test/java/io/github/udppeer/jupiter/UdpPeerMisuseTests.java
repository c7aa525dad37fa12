package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import java.net.DatagramSocket;
import java.net.MulticastSocket;
import java.nio.channels.DatagramChannel;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class UdpPeerMisuseTests {

  static Stream<Class<?>> fixtures() {
    return Complaint.Verification.fixturesOf(UdpPeerMisuseTests.class);
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void saysWhereItIsWhatIsWrongAndWhatToDo(Class<?> fixture) {
    Complaint.Verification.verify(fixture);
  }

  @Test
  void inAClassIsToldBeforeItsFirstSocketOpens() {
    EngineExecutionResults results = Fixtures.run(LaterTestCase.class);
    assertThat(Fixtures.failureOf(results)).isInstanceOf(ExtensionConfigurationException.class);
    assertThat(results.testEvents().started().count()).isZero();
    assertThat((Object) LaterTestCase.opened).isNull();
  }

  @Test
  void inATestFailsOnlyThatTestBeforeItsFirstSocketOpens() {
    EngineExecutionResults results = Fixtures.run(OneOfTwoTestCase.class);
    assertThat(Fixtures.namesOfFailed(results)).containsExactly("bad(DatagramPeer, DatagramPeer)");
    assertThat(results.testEvents().succeeded().count()).isEqualTo(1);
    assertThat((Object) OneOfTwoTestCase.openedForBad).isNull();
  }

  @Test
  void inANestedClassLeavesTheEnclosingOneAlone() {
    EngineExecutionResults results = Fixtures.run(OuterTestCase.class);
    assertThat(Fixtures.failureOf(results)).isInstanceOf(ExtensionConfigurationException.class);
    assertThat(results.testEvents().succeeded().count()).isEqualTo(1);
  }

  @Test
  void ofAnInheritedStaticFieldByConcurrentClassesFailsAllButTheFirst() {
    Heir.OTHER.reset();
    EngineExecutionResults results =
        Fixtures.runConcurrently(FirstHeirTestCase.class, SecondHeirTestCase.class);
    assertThat(results.testEvents().succeeded().count()).isEqualTo(1);
    assertThat(Fixtures.failureOf(results))
        .isExactlyInstanceOf(ExtensionConfigurationException.class)
        .hasMessage(
            "@UdpPeer on field inherited of class "
                + Heir.class.getName()
                + ": the field is static, and filled for another class that inherits it and is"
                + " still running; declare one in each class, or run them in the same thread");
  }

  static class AnyTest {
    @Test
    void test() {}
  }

  @Complaint(
      "@UdpPeer on field agent of class <class>: the type must be DatagramPeer, DatagramSocket or"
          + " DatagramChannel, but is java.lang.String")
  static class WrongFieldTypeTestCase extends AnyTest {
    @UdpPeer String agent;
  }

  @Complaint(
      "@UdpPeer on parameter agent of method <class>.test(int): the type must be DatagramPeer,"
          + " DatagramSocket or DatagramChannel, but is int")
  static class WrongParameterTypeTestCase {
    @Test
    void test(@UdpPeer int agent) {}
  }

  @Complaint(
      "@UdpPeer on parameter agent of constructor <class>(Object): the type must be DatagramPeer,"
          + " DatagramSocket or DatagramChannel, but is java.lang.Object")
  static class WrongConstructorTypeTestCase extends AnyTest {
    WrongConstructorTypeTestCase(@UdpPeer Object agent) {}
  }

  @Complaint(
      "@UdpPeer on parameter agent of constructor <class>(DatagramPeer[]): the type must be"
          + " DatagramPeer, DatagramSocket or DatagramChannel, but is"
          + " io.github.udppeer.DatagramPeer[]")
  @TestInstance(Lifecycle.PER_CLASS)
  static class WrongTypeForOneInstanceTestCase extends AnyTest {
    WrongTypeForOneInstanceTestCase(@UdpPeer DatagramPeer[] agent) {}
  }

  @Complaint(
      "@UdpPeer on field agent of class <class>: the type must be DatagramPeer, DatagramSocket or"
          + " DatagramChannel, but is java.net.MulticastSocket")
  static class SubtypeTestCase extends AnyTest {
    @UdpPeer MulticastSocket agent;
  }

  @Complaint(
      "@UdpPeer on field agent of class <class>: the field is final, so no peer can be assigned;"
          + " remove final")
  static class FinalFieldTestCase extends AnyTest {
    @UdpPeer final DatagramPeer agent = null;
  }

  @Complaint(
      "@UdpPeer on field AGENT of class <class>: the field is final, so no peer can be assigned;"
          + " remove final")
  static class FinalStaticFieldTestCase extends AnyTest {
    @UdpPeer static final DatagramPeer AGENT = null;
  }

  @Complaint(
      "@UdpPeer on field agent of class <class>: one place cannot have both a peer and a"
          + " @ReservedPort; leave one of the two out")
  static class BothTestCase extends AnyTest {
    @UdpPeer @ReservedPort DatagramPeer agent;
  }

  @Complaint(
      "@UdpPeer on field agent of class <class>: strict = true has no effect on a DatagramSocket,"
          + " of which nothing is captured; leave it out, or declare a DatagramPeer")
  static class StrictSocketTestCase extends AnyTest {
    @UdpPeer(strict = true)
    DatagramSocket agent;
  }

  @Complaint(
      "@UdpPeer on field agent of class <class>: receiveCapacity = 512, receiveTimeoutMillis = 100"
          + " has no effect on a DatagramChannel, of which nothing is captured; leave it out, or"
          + " declare a DatagramPeer")
  static class LimitedChannelTestCase extends AnyTest {
    @UdpPeer(receiveCapacity = 512, receiveTimeoutMillis = 100)
    DatagramChannel agent;
  }

  static class LaterTestCase extends AnyTest {
    @UdpPeer static DatagramPeer opened;

    @BeforeEach
    void before(@UdpPeer(port = -1) DatagramPeer bad) {}
  }

  static class OneOfTwoTestCase {
    static DatagramPeer openedForBad;
    @UdpPeer DatagramPeer field;

    @Test
    void bad(@UdpPeer DatagramPeer first, @UdpPeer(port = -1) DatagramPeer second) {}

    @Test
    void good() {
      Fixtures.requireWorking(field);
    }

    @BeforeEach
    void remember(TestInfo test) {
      if (test.getDisplayName().startsWith("bad")) {
        openedForBad = field;
      }
    }
  }

  static class OuterTestCase extends AnyTest {
    @UdpPeer DatagramPeer good;

    @Nested
    class Inner extends AnyTest {
      @UdpPeer String bad;
    }
  }

  static class Heir {
    @RegisterExtension static final FailureLatch OTHER = new FailureLatch();
    @UdpPeer static DatagramPeer inherited;

    @Test
    void test() throws InterruptedException {
      OTHER.await();
      Fixtures.requireWorking(inherited);
    }
  }

  static class FirstHeirTestCase extends Heir {}

  static class SecondHeirTestCase extends Heir {}
}
