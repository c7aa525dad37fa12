package io.github.udppeer.internal.watch;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM starts with {@code -javaagent:} and this library's jar. It keeps the instrumentation
 * and does nothing else, so that a run without a watch is as it was.
 */
public final class WatchAgent {

  private static volatile @Nullable Instrumentation instrumentation;

  private WatchAgent() {}

  /** Is called by the JVM. */
  public static void premain(String arguments, Instrumentation given) {
    instrumentation = given;
  }

  public static @Nullable Instrumentation given() {
    return instrumentation;
  }

  /** Returns what an agent was given, or attaches to this JVM. */
  static Instrumentation instrumentation() throws WatchRefusedException {
    Instrumentation given = ofAgent();
    return given == null ? attached() : given;
  }

  /** The agent's class is another one where a loader of its own has loaded this library. */
  private static @Nullable Instrumentation ofAgent() {
    if (instrumentation != null) {
      return instrumentation;
    }
    try {
      Method given =
          ClassLoader.getSystemClassLoader()
              .loadClass(WatchAgent.class.getName())
              .getMethod("given");
      return (Instrumentation) given.invoke(null);
    } catch (ReflectiveOperationException | LinkageError notThere) {
      return null;
    }
  }

  private static Instrumentation attached() throws WatchRefusedException {
    try {
      return Attachment.attach();
    } catch (NoClassDefFoundError absent) {
      throw new WatchRefusedException(
          "no agent was started, and byte-buddy-agent, which could attach one, is not there",
          absent);
    } catch (RuntimeException | LinkageError refused) {
      throw new WatchRefusedException(
          "this JVM lets nobody attach an agent to it (" + refused + ")", refused);
    }
  }

  /** Needs a library that need not be there. */
  private static final class Attachment {
    static Instrumentation attach() {
      return net.bytebuddy.agent.ByteBuddyAgent.install();
    }
  }
}
