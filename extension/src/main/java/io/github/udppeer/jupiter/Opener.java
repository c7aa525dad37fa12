package io.github.udppeer.jupiter;

/** Opens what is declared, or finds it where its name is shared. */
interface Opener {

  Object open(PeerDeclaration peer);

  Object open(LinkDeclaration link);

  int reservePort();
}
