package io.github.udppeer.jupiter;

import io.github.udppeer.PayloadRedactor;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Injects a bound UDP socket with a port of its own, and closes it when its scope ends.
 *
 * <pre>{@code
 * @Test
 * void countsRequests(@UdpPeer DatagramPeer agent) {
 *   client.sendTo("127.0.0.1", agent.port());
 *   assertThat(agent).receives().hasText("http.requests:1|c\n");
 * }
 * }</pre>
 *
 * <h2>Where it may stand</h2>
 *
 * <p>On a parameter of a constructor, test method or lifecycle method, on a static field or an
 * instance field, in nested and inherited classes too, and as a meta-annotation on an annotation of
 * your own. The type is {@link io.github.udppeer.DatagramPeer}, or, for code under test that takes
 * a socket, {@link java.net.DatagramSocket} or {@link java.nio.channels.DatagramChannel}, exactly.
 * A field may be private, but not final. A record as a test class takes peers as its components.
 *
 * <h2>How long it lives</h2>
 *
 * <p>A peer belongs to the test (each repetition and each set of parameters is one), and is closed
 * after its {@code @AfterEach} methods and all callbacks. A static field and a parameter of
 * {@code @BeforeAll} and {@code @AfterAll} belong to the class; with the {@code PER_CLASS}
 * lifecycle instance fields and constructor parameters do too. A static field that several test
 * classes inherit gets a peer for each; where such classes run concurrently, all but the first
 * fail.
 *
 * <p>A scope closes its peers in the reverse order of their opening, whatever fails on the way, and
 * the test's before those of its class. One thread captures for all peers of a run; it ends with
 * the run.
 *
 * <h2>Which are one</h2>
 *
 * <p>Declarations with the same non-empty {@link #value() name} in a test, its lifecycle methods,
 * its class and the enclosing ones are one peer, which belongs to the widest of their scopes; they
 * must agree in everything. Tests never share a peer that belongs to a test. Declarations without a
 * name are a peer each.
 *
 * <h2>What can go wrong</h2>
 *
 * <p>All declarations of a class are checked before its first socket opens, those of a test method
 * before the test's first one does. One that cannot be used fails its class, or its test, with an
 * {@link org.junit.jupiter.api.extension.ExtensionConfigurationException} that says where it
 * stands, what is wrong and what to do. If the system refuses to bind, that is an {@link
 * java.io.UncheckedIOException} with the reason.
 *
 * <h2>What is left of a failure</h2>
 *
 * <p>When a test fails, what its peers exchanged is written to a page and to a capture file, which
 * JUnit attaches to the test; the page's address stands in the failure, as a suppressed exception.
 * The configuration parameter {@code udppeer.report} changes that: {@code failure} is the default,
 * {@code always} and {@code never} are the others. When a time-out interrupts a test, the peers'
 * state is printed before.
 *
 * <h2>Concurrent tests</h2>
 *
 * <p>Tests with peers of their own run concurrently as they are. A peer may be used by several
 * threads.
 *
 * @since 0.1.0
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@NeedsJUnit(NeedsJUnit.Since.V5_12)
@ExtendWith(InjectionExtension.class)
@SuppressWarnings("exports") // who uses this has JUnit anyway
public @interface UdpPeer {

  /**
   * The name: declarations with the same one are one peer, and messages call it so. Without a name
   * messages call the peer by the field's or parameter's name, where the compiler kept it ({@code
   * -parameters}).
   *
   * @return a name, or empty
   */
  String value() default "";

  /**
   * The local address.
   *
   * @return a literal such as {@code 127.0.0.1}, {@code ::1}, {@code 0.0.0.0} or {@code ::}; never
   *     a host name
   */
  String host() default "127.0.0.1";

  /**
   * The local port. Tests with a fixed one must not run at the same time; where tests run
   * concurrently, JUnit has to know: see {@link UdpPortLocks}.
   *
   * @return 0 to let the kernel pick a free one, else 1 to 65,535
   */
  int port() default 0;

  /**
   * The buffer of each {@code receive}: longer datagrams are truncated to it. It is for {@link
   * io.github.udppeer.DatagramPeer} only.
   *
   * @return bytes, 0 to 65,535
   */
  int receiveCapacity() default 65_535;

  /**
   * The limit of each wait. It is multiplied by the configuration parameter {@value
   * io.github.udppeer.WaitLimits#SCALE_PARAMETER}, and is for {@link
   * io.github.udppeer.DatagramPeer} only.
   *
   * @return milliseconds, or -1 for that of the configuration parameter {@value
   *     io.github.udppeer.WaitLimits#RECEIVE_TIMEOUT_PARAMETER}, which is 2 s by default
   */
  long receiveTimeoutMillis() default -1;

  /**
   * Whether the test fails that leaves this peer something to do when its method ends: datagrams
   * still pending that no script dealt with, scripted replies never used, conversations that did
   * not come to their end. A test that failed already keeps its failure; one that was aborted stays
   * so. Of a peer that outlives the test each datagram fails one test only; if tests that share it
   * run concurrently, it may be another test than the one that caused it. It is for {@link
   * io.github.udppeer.DatagramPeer} only.
   *
   * @return whether the peer is strict
   */
  boolean strict() default false;

  /**
   * The multicast groups to join. The {@link #host()} must be the wildcard of their family, or the
   * group itself.
   *
   * @return literal multicast addresses
   */
  String[] join() default {};

  /**
   * What removes secrets from payloads before they are shown: in messages, in the page and in the
   * capture file of a failure. It is for {@link io.github.udppeer.DatagramPeer} only.
   *
   * @return a class with a constructor without parameters
   */
  Class<? extends PayloadRedactor> redactor() default PayloadRedactor.None.class;

  /**
   * The network interface on which groups are joined and multicast is sent.
   *
   * @return its name, or empty for the loopback interface
   */
  String networkInterface() default "";
}
