package io.github.udppeer.jupiter;

/**
 * A port number that a test asks for.
 *
 * @param point where it asks
 */
record PortDeclaration(InjectionPoint point) implements Declaration {

  private static final String ANNOTATION = "@ReservedPort";

  static PortDeclaration of(InjectionPoint point) {
    if (point.type() != int.class && point.type() != Integer.class) {
      throw point.misconfigured(
          ANNOTATION, "the type must be int or Integer, but is " + point.type().getTypeName());
    }
    if (point.isFinal()) {
      throw point.misconfigured(
          ANNOTATION, "the field is final, so no number can be assigned; remove final");
    }
    return new PortDeclaration(point);
  }

  @Override
  public String annotation() {
    return ANNOTATION;
  }

  @Override
  public Object openWith(Opener opener) {
    return opener.reservePort();
  }
}
