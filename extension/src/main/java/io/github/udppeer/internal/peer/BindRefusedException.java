package io.github.udppeer.internal.peer;

import java.io.IOException;
import java.net.InetSocketAddress;

/** The system refused to bind; {@link BindFailures} finds the words for it. */
public final class BindRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String what;
  private final InetSocketAddress local;
  private final IOException failure;
  private final String advice;

  BindRefusedException(String what, InetSocketAddress local, IOException failure) {
    this(what, local, failure, "use port = 0, and the kernel picks a free one");
  }

  BindRefusedException(String what, InetSocketAddress local, IOException failure, String advice) {
    super(failure);
    this.advice = advice;
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

  /** What to do where the port is in use. */
  String advice() {
    return advice;
  }

  IOException failure() {
    return failure;
  }
}
