package io.github.udppeer.jupiter;

import io.github.udppeer.PayloadRedactor;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A peer that a test asks for.
 *
 * @param point where it asks
 * @param type what it wants
 * @param options how it is to be opened, its name included
 * @param isShared whether the name stands for one peer wherever it is declared
 */
record PeerDeclaration(InjectionPoint point, PeerType type, PeerOptions options, boolean isShared)
    implements Declaration {

  static final String ANNOTATION = "@UdpPeer";

  static PeerDeclaration of(InjectionPoint point, UdpPeer annotation) {
    Optional<PeerType> type = PeerType.of(point.type());
    if (type.isEmpty()) {
      throw point.misconfigured(
          ANNOTATION,
          "the type must be DatagramPeer, DatagramSocket or DatagramChannel, but is "
              + point.type().getTypeName());
    }
    if (point.isFinal()) {
      throw point.misconfigured(
          ANNOTATION, "the field is final, so no peer can be assigned; remove final");
    }
    PeerOptions options = options(point, annotation);
    if (type.get() != PeerType.PEER) {
      requirePlain(point, type.get(), options);
    }
    return new PeerDeclaration(point, type.get(), options, !annotation.value().isEmpty());
  }

  /** Fails if another declaration of the same name asks for something else. */
  void requireSameAs(PeerDeclaration other) {
    if (type == other.type && options.equals(other.options)) {
      return;
    }
    PeerSettings settings = PeerSettings.of(this);
    PeerSettings others = PeerSettings.of(other);
    throw misconfigured(
        String.format(
                Locale.ROOT,
                "the name \"%s\" stands for one peer, but it is declared with %s here and with %s"
                    + " on %s;",
                options.name(),
                settings.unlike(others),
                others.unlike(settings),
                other.point.place())
            + " give both the same settings, or different names");
  }

  @Override
  public String annotation() {
    return ANNOTATION;
  }

  @Override
  public Object openWith(Opener opener) {
    return opener.open(this);
  }

  Object openIn(PeerGroup group) {
    try {
      return type.open(group, options, options.isStrict() ? "declared as " + point.place() : "");
    } catch (UncheckedIOException failure) {
      throw new UncheckedIOException(
          point.complaint(ANNOTATION, String.valueOf(failure.getMessage())), failure.getCause());
    }
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
          ANNOTATION,
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
      throw point.misconfigured(ANNOTATION, String.valueOf(unusable.getMessage()));
    }
  }

  private static PayloadRedactor redactor(
      InjectionPoint point, Class<? extends PayloadRedactor> type) {
    try {
      return DeclaredRedactor.of(type);
    } catch (Exception unusable) { // whatever the constructor throws comes through
      throw point.misconfigured(
          ANNOTATION,
          String.format(
              Locale.ROOT,
              "redactor = %s.class cannot be created (%s); it needs a constructor without"
                  + " parameters",
              type.getSimpleName(),
              unusable));
    }
  }

  private static void requirePlain(InjectionPoint point, PeerType type, PeerOptions options) {
    String ignored = PeerSettings.ignoredByPlainSockets(options);
    if (!ignored.isEmpty()) {
      throw point.misconfigured(
          ANNOTATION,
          String.format(
                  Locale.ROOT,
                  "%s has no effect on a %s, of which nothing is captured;",
                  ignored,
                  type.typeName())
              + " leave it out, or declare a DatagramPeer");
    }
  }
}
