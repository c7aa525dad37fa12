package io.github.udppeer.jupiter;

import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What an annotation at an injection point asks for, checked. */
sealed interface Declaration permits PeerDeclaration, PortDeclaration, LinkDeclaration {

  /** The annotation that declares it, as messages call it. */
  String annotation();

  InjectionPoint point();

  default ExtensionConfigurationException misconfigured(String problem) {
    return point().misconfigured(annotation(), problem);
  }

  /** Opens what is declared, or finds it where its name is shared. */
  interface Opener {

    Object open(PeerDeclaration peer);

    Object open(LinkDeclaration link);

    int reservePort();
  }

  /** Has what is declared opened, or found where its name is shared. */
  Object openWith(Opener opener);
}
