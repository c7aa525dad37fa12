package io.github.udppeer.internal.group;

import io.github.udppeer.internal.timeline.Participants;
import io.github.udppeer.internal.watch.SocketView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who watches the sockets of the code under test, for the messages of a group and its reports. */
public interface CodeSockets extends AutoCloseable {

  /** A group that asks which sockets are its own. */
  interface Viewer {

    /** By which the group's threads are known. */
    Object owner();

    /** Those that are surely of this group alone. */
    Participants own();

    /** Those of all groups of the run. */
    Participants ofRun();

    /** Whether what an owner uses is this group's. */
    boolean includes(Object owner);
  }

  /** What a watch needs of the group that it stands in. */
  interface Host {

    Viewer viewer();

    /** The timeline of this moment, in lines. */
    String timeline();

    /** How long an assertion waits. */
    Duration patience();

    /** A description of what is verified at the end of the test, with the test's name. */
    String atEndOf(String what);

    /** Has something verified at the end of the test. */
    void verifyAtEnd(AutoCloseable watch, Runnable check);

    /** Learns of an error that fails the test. */
    void remember(AssertionError error);

    /** Takes what went wrong in a script, which comes first. */
    Optional<AssertionError> takeMishaps();

    /** Learns that the watch was closed before the group. */
    void closed(AutoCloseable watch);
  }

  /** Learns where it stands, when it is added to a group. */
  void joined(Host host);

  /** Returns the sockets that surely belong to a group, as they are now. */
  List<SocketView> of(Viewer viewer);

  @Override
  void close();
}
