package io.github.udppeer.internal.watch;

import org.jspecify.annotations.Nullable;

/** Whether the sockets of this JVM are watched. It begins with the first watch, and stays. */
public final class Watching {

  private static boolean isWoven;
  private static String refusal = "";
  private static volatile String unmeasured = "";

  private static final Recorder RECORDER = new Recorder();

  private Watching() {}

  /**
   * Opens the log of one watch; the first one in a JVM changes the JDK's classes.
   *
   * @throws WatchRefusedException if this JVM lets nobody do that
   */
  public static SocketLog open() throws WatchRefusedException {
    begin();
    return opened();
  }

  private static SocketLog opened() {
    SocketLog log = new SocketLog(RECORDER);
    RECORDER.add(log);
    return log;
  }

  private static synchronized void begin() throws WatchRefusedException {
    if (!refusal.isEmpty()) {
      throw new WatchRefusedException(refusal, null);
    }
    if (isWoven) {
      return;
    }
    try {
      Weaver.weave(WatchAgent.instrumentation(), RECORDER);
    } catch (WatchRefusedException refused) {
      throw refused(String.valueOf(refused.getMessage()), refused.getCause());
    } catch (Exception | LinkageError broken) {
      throw refused("the JDK's datagram classes could not be changed (" + broken + ")", broken);
    }
    isWoven = true;
    try (SocketLog log = opened()) {
      unmeasured = CutTrial.run(log);
    }
  }

  private static WatchRefusedException refused(String why, @Nullable Throwable cause) {
    refusal = why;
    return new WatchRefusedException(why, cause);
  }

  /** Says why a cut would not be seen in this JVM; empty where it would. */
  public static String unmeasured() {
    return unmeasured;
  }
}
