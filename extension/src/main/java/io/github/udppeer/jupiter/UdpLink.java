package io.github.udppeer.jupiter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Injects a faulty wire to a server, and closes it when its scope ends: the code under test talks
 * to the link's address, and the link loses, delays and changes datagrams as the test says.
 *
 * <pre>{@code
 * @Test
 * void asksAgain(
 *     @UdpPeer("server") DatagramPeer server, @UdpLink(to = "server") DatagramLink link) {
 *   link.toServer().on(LinkSelector.first(2)).drop();
 *   client.query(link.address());
 *   assertThat(server).receives();
 *   assertThat(link).toServer().dropped(2);
 * }
 * }</pre>
 *
 * <p>It may stand where {@link UdpPeer} may, on the type {@link
 * io.github.udppeer.link.DatagramLink}, and lives as long as a peer there would. Declarations with
 * the same non-empty {@link #value() name} are one link, as they are with peers. What is wrong with
 * a declaration is reported as it is with a peer's.
 *
 * <p>What is random in a link comes from its seed. Where a failure is to be seen again, each
 * message of the link shows the seed, and the configuration parameter {@value #SEED_PARAMETER} sets
 * it for a whole run.
 *
 * @since 0.1.0
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@NeedsJUnit(NeedsJUnit.Since.V5_12)
@ExtendWith(InjectionExtension.class)
@SuppressWarnings("exports") // who uses this has JUnit anyway
public @interface UdpLink {

  /** The configuration parameter that gives a seed to each link that names none: a number. */
  String SEED_PARAMETER = "udppeer.link.seed";

  /** Says that the link names no seed. */
  long ANY_SEED = LinkDeclaration.ANY_SEED;

  /**
   * The name: declarations with the same one are one link, and messages call it so. Without a name
   * messages call the link by the field's or parameter's name, where the compiler kept it.
   *
   * @return a name, or empty
   */
  String value() default "";

  /**
   * The server: the name of a {@link UdpPeer} of the same test, of its class or of an enclosing
   * one, given in its annotation; or a literal address with a port, such as {@code 127.0.0.1:5353}
   * or {@code [::1]:5353}.
   *
   * @return a name or an address
   */
  String to();

  /**
   * The local address on the clients' side.
   *
   * @return a literal such as {@code 127.0.0.1} or {@code ::1}; empty for the loopback address of
   *     the server's family
   */
  String host() default "";

  /**
   * What everything random of the link comes from: the same seed, rules and traffic have the same
   * result.
   *
   * @return a number; by default that of {@value #SEED_PARAMETER}, else another one each time
   */
  long seed() default ANY_SEED;

  /**
   * Whether a rule that never applied fails the test.
   *
   * @return whether the link is strict
   */
  boolean strict() default false;
}
