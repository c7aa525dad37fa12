package io.github.udppeer.internal.timeline;

import io.github.udppeer.internal.core.DropCounts;
import java.net.InetSocketAddress;
import java.util.OptionalLong;

/** A link of a test, as messages and reports show it. */
public interface LinkTrace {

  /** Returns the link's name. */
  String name();

  /** Returns whether an address is one of the link's, on either side. */
  boolean hasPort(InetSocketAddress address);

  /** Returns what happened on the link, without what only the kernel knows; also when closed. */
  LinkHistory history();

  /** Returns what the kernel dropped on the link's ports; empty where it does not report them. */
  OptionalLong kernelDrops(DropCounts kernel);

  /** Returns what happened on the link, with what the kernel dropped. */
  default LinkHistory history(DropCounts kernel) {
    return history().with(kernelDrops(kernel));
  }
}
