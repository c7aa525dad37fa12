package io.github.udppeer.jupiter;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;

/** What an annotation at an injection point asks for, checked. */
sealed interface Declaration permits PeerDeclaration, PortDeclaration, LinkDeclaration {

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

  /** The annotation that declares it, as messages call it. */
  String annotation();

  InjectionPoint point();

  default ExtensionConfigurationException misconfigured(String problem) {
    return point().misconfigured(annotation(), problem);
  }

  /** Gives what is declared, which then belongs to the scope or, if shared, to a wider one. */
  Object openIn(PeerScope scope);
}
