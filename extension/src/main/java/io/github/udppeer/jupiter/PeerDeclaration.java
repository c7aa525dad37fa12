package io.github.udppeer.jupiter;

import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import java.io.UncheckedIOException;
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
    implements Declaration, SharedNames.Named<PeerDeclaration> {

  static final String ANNOTATION = "@UdpPeer";

  /** Which of its types a peer is to have here; fails where it can have none. */
  static PeerType requireType(InjectionPoint point) {
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
    return type.get();
  }

  /** Fails where the options ask of a plain socket what it cannot do. */
  static PeerDeclaration of(
      InjectionPoint point, PeerType type, PeerOptions options, boolean isShared) {
    if (type != PeerType.PEER) {
      requirePlain(point, type, options);
    }
    return new PeerDeclaration(point, type, options, isShared);
  }

  /** Fails if another declaration of the same name asks for something else. */
  @Override
  public void requireSameAs(PeerDeclaration other) {
    if (type == other.type && options.equals(other.options)) {
      return;
    }
    AnnotationWords settings = AnnotationWords.of(this);
    AnnotationWords others = AnnotationWords.of(other);
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
  public String sharedName() {
    return options.name();
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

  private static void requirePlain(InjectionPoint point, PeerType type, PeerOptions options) {
    String ignored = AnnotationWords.ignoredByPlainSockets(options);
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
