package io.github.udppeer.report;

import java.net.InetSocketAddress;

/** A link of a test, as messages and reports tell of it. */
public interface LinkTrace {

  /** Returns the link's name. */
  String name();

  /** Tells whether an address is one of the link's, on either side. */
  boolean hasPort(InetSocketAddress address);

  /** Returns what happened on the link; also when it is closed. */
  LinkHistory history();
}
