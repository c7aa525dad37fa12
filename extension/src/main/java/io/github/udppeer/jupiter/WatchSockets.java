package io.github.udppeer.jupiter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Watches the sockets of the code under test, and injects the {@link
 * io.github.udppeer.watch.SocketWatch} for assertions on what the code did with them. Failures of
 * the test's peers then show the other end too.
 *
 * <pre>{@code
 * @Test
 * void sendsToTheAgent(@UdpPeer DatagramPeer agent, @WatchSockets SocketWatch code) {
 *   new Heartbeat(agent.address()).beat();
 *   assertThat(agent).receivesText("alive");
 *   assertThat(code).sentOnlyTo(agent).leftNothingOpen();
 * }
 * }</pre>
 *
 * <p>On a parameter or a field of the type {@code SocketWatch} it may stand where {@link UdpPeer}
 * may. On a class it watches the class and each of its tests, for what their failures show. All
 * declarations of a scope give one watch. The configuration parameter {@value #PARAMETER} = {@code
 * true} watches each test of a run that uses this library, and {@value #TRUNCATION_PARAMETER} =
 * {@code fail} fails each watched test at its end whose code has cut a datagram.
 *
 * @since 0.1.0
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@NeedsJUnit(NeedsJUnit.Since.V5_12)
@ExtendWith(WatchExtension.class)
@SuppressWarnings("exports") // who uses this has JUnit anyway
public @interface WatchSockets {

  /** The configuration parameter that watches each test: {@code true} or {@code false}. */
  String PARAMETER = "udppeer.watch";

  /**
   * The configuration parameter that says what a cut datagram does: {@code fail} or {@code show}.
   */
  String TRUNCATION_PARAMETER = "udppeer.watch.truncation";
}
