package io.github.udppeer.jupiter;

import io.github.udppeer.PayloadRedactor;
import io.github.udppeer.PeerOptions;
import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;

/** Reads what the annotations at a place declare. */
final class AnnotationReader implements Annotations {

  @Override
  public boolean areOn(AnnotatedElement element) {
    return AnnotationSupport.isAnnotated(element, UdpPeer.class)
        || AnnotationSupport.isAnnotated(element, UdpLink.class)
        || AnnotationSupport.isAnnotated(element, ReservedPort.class);
  }

  @Override
  public Declaration at(InjectionPoint point) {
    Optional<UdpPeer> peer = AnnotationSupport.findAnnotation(point.element(), UdpPeer.class);
    if (AnnotationSupport.isAnnotated(point.element(), ReservedPort.class)) {
      if (peer.isPresent()) {
        throw notBoth(point, "@ReservedPort");
      }
      return PortDeclaration.of(point);
    }
    Optional<UdpLink> link = AnnotationSupport.findAnnotation(point.element(), UdpLink.class);
    if (link.isPresent()) {
      if (peer.isPresent()) {
        throw notBoth(point, "@UdpLink");
      }
      return link(point, link.get());
    }
    return peer(point, peer.orElseThrow());
  }

  private static ExtensionConfigurationException notBoth(InjectionPoint point, String other) {
    return point.misconfigured(
        PeerDeclaration.ANNOTATION,
        "one place cannot have both a peer and a " + other + "; leave one of the two out");
  }

  private static LinkDeclaration link(InjectionPoint point, UdpLink annotation) {
    LinkDeclaration.Settings settings =
        new LinkDeclaration.Settings(
            annotation.to(), annotation.host(), annotation.seed(), annotation.strict());
    return LinkDeclaration.of(point, annotation.value(), settings);
  }

  private static PeerDeclaration peer(InjectionPoint point, UdpPeer annotation) {
    PeerType type = PeerDeclaration.requireType(point);
    return PeerDeclaration.of(
        point, type, options(point, annotation), !annotation.value().isEmpty());
  }

  private static PeerOptions options(InjectionPoint point, UdpPeer annotation) {
    PeerOptions.Builder builder =
        PeerOptions.builder()
            .name(annotation.value().isEmpty() ? point.name() : annotation.value())
            .host(annotation.host())
            .port(annotation.port())
            .receiveCapacity(annotation.receiveCapacity())
            .strict(annotation.strict())
            .join(annotation.join())
            .networkInterface(annotation.networkInterface());
    long millis = annotation.receiveTimeoutMillis();
    if (millis < -1) {
      throw point.misconfigured(
          PeerDeclaration.ANNOTATION,
          String.format(
              Locale.ROOT,
              "receiveTimeoutMillis = %d is negative; use zero or more, or leave it out for the"
                  + " default",
              millis));
    }
    if (millis >= 0) {
      builder.receiveTimeout(Duration.ofMillis(millis));
    }
    if (annotation.redactor() != PayloadRedactor.None.class) {
      builder.redactor(redactor(point, annotation.redactor()));
    }
    try {
      return builder.build();
    } catch (IllegalArgumentException unusable) {
      throw point.misconfigured(PeerDeclaration.ANNOTATION, String.valueOf(unusable.getMessage()));
    }
  }

  private static PayloadRedactor redactor(
      InjectionPoint point, Class<? extends PayloadRedactor> type) {
    try {
      return AnnotationWords.DeclaredRedactor.of(type);
    } catch (Exception unusable) { // whatever the constructor throws comes through
      throw point.misconfigured(
          PeerDeclaration.ANNOTATION,
          String.format(
              Locale.ROOT,
              "redactor = %s.class cannot be created (%s); it needs a constructor without"
                  + " parameters",
              type.getSimpleName(),
              unusable));
    }
  }
}
