package io.github.udppeer.jupiter;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;

/** Reads what the annotations at a place declare. */
final class AnnotationReader {

  private AnnotationReader() {}

  /**
   * Reads the declaration at a place.
   *
   * @throws ExtensionConfigurationException if it cannot be served
   */
  static Declaration at(InjectionPoint point) {
    Optional<UdpPeer> peer = AnnotationSupport.findAnnotation(point.element(), UdpPeer.class);
    if (AnnotationSupport.isAnnotated(point.element(), ReservedPort.class)) {
      if (peer.isPresent()) {
        throw point.misconfigured(
            PeerDeclaration.ANNOTATION,
            "one place cannot have both a peer and a @ReservedPort; leave one of the two out");
      }
      return PortDeclaration.of(point);
    }
    Optional<UdpLink> link = AnnotationSupport.findAnnotation(point.element(), UdpLink.class);
    if (link.isPresent()) {
      if (peer.isPresent()) {
        throw point.misconfigured(
            PeerDeclaration.ANNOTATION,
            "one place cannot have both a peer and a @UdpLink; leave one of the two out");
      }
      return LinkDeclaration.of(point, link.get());
    }
    return PeerDeclaration.of(point, peer.orElseThrow());
  }
}
