/**
 * Real UDP sockets in tests: {@link io.github.udppeer.DatagramPeer} and its assertions, and the
 * JUnit Jupiter extension around them in {@link io.github.udppeer.jupiter}.
 */
// Awaitility has no module name of its own, only the one that its file name gives it.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module io.github.udppeer {
  requires transitive org.assertj.core;
  requires transitive awaitility;
  requires org.opentest4j;
  requires java.instrument;
  requires net.bytebuddy; // comes with AssertJ
  requires static net.bytebuddy.agent;
  requires static transitive org.jspecify;
  // Not transitive: the compiler would then want JUnit of modules that use the peers without it.
  requires static org.junit.jupiter.api;

  exports io.github.udppeer;
  exports io.github.udppeer.exceptions;
  exports io.github.udppeer.jupiter;
  exports io.github.udppeer.link;
  exports io.github.udppeer.ports;
  exports io.github.udppeer.watch;

  opens io.github.udppeer.jupiter to
      org.junit.platform.commons; // it creates the package-private extension
}
