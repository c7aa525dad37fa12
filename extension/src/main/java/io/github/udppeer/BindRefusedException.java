package io.github.udppeer;

import java.io.IOException;
import java.net.InetSocketAddress;

/** The system refused to bind; {@link BindFailures} finds the words for it. */
final class BindRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String what;
  private final InetSocketAddress local;
  private final IOException failure;

  BindRefusedException(String what, InetSocketAddress local, IOException failure) {
    super(failure);
    this.what = what;
    this.local = local;
    this.failure = failure;
  }

  String what() {
    return what;
  }

  InetSocketAddress local() {
    return local;
  }

  IOException failure() {
    return failure;
  }
}
