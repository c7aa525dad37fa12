package io.github.udppeer.jupiter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Injects a port number for code under test that must bind by itself and cannot bind port 0: one
 * that was free for UDP and TCP, that the system gives to nobody, and that is given to no other
 * test or test run of this library on the machine until its scope ends. {@link
 * io.github.udppeer.ports.PortReservation} describes the limits of that.
 *
 * <pre>{@code
 * @Test
 * void answers(@ReservedPort int port, @UdpPeer DatagramPeer client) {
 *   server.start(port);
 *   UdpPorts.awaitBound(port, Duration.ofSeconds(5));
 *   client.sendTo(new InetSocketAddress("127.0.0.1", port), "PING");
 * }
 * }</pre>
 *
 * <p>It may stand where {@link UdpPeer} may, on the types {@code int} and {@code Integer}, and the
 * number is held as long as a peer there would be: until the peers of the same scope are closed.
 * Each declaration gets a number of its own. What is wrong with a declaration is reported as it is
 * with a peer's.
 *
 * @since 0.1.0
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@NeedsJUnit(NeedsJUnit.Since.V5_12)
@ExtendWith(InjectionExtension.class)
@SuppressWarnings("exports") // who uses this has JUnit anyway
public @interface ReservedPort {}
