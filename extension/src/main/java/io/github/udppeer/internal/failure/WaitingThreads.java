package io.github.udppeer.internal.failure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which threads of this process wait for datagrams, as far as their stacks show it. */
final class WaitingThreads {

  private static final int MOST = 3;
  private static final String OWN = "udp-peer-";
  private static final String RECEIVE = "a receive";
  private static final String SELECT = "a select";

  private static final Set<String> SOCKETS =
      Set.of("sun.nio.ch.DatagramChannelImpl", "sun.nio.ch.DatagramSocketAdaptor");

  private WaitingThreads() {}

  /** Says who waits, or that nobody does; empty where a thread may wait that cannot be seen. */
  static Optional<String> words() {
    Map<Thread, StackTraceElement[]> stacks = stacks();
    List<String> waiting = new ArrayList<>();
    stacks.forEach(
        (thread, stack) -> waitsIn(stack).ifPresent(in -> waiting.add(words(thread, stack, in))));
    return waiting.isEmpty()
        ? nobody(stacks)
        : Optional.of(
            waiting.stream().sorted().limit(MOST).collect(Collectors.joining(", "))
                + (waiting.size() > MOST ? " and " + (waiting.size() - MOST) + " more" : ""));
  }

  /** Says that nobody waits; empty where somebody does, or may do so unseen. */
  static Optional<String> none() {
    Map<Thread, StackTraceElement[]> stacks = stacks();
    boolean anybody = stacks.values().stream().anyMatch(stack -> waitsIn(stack).isPresent());
    return anybody ? Optional.empty() : nobody(stacks);
  }

  private static Map<Thread, StackTraceElement[]> stacks() {
    Map<Thread, StackTraceElement[]> stacks = Thread.getAllStackTraces();
    stacks.keySet().removeIf(thread -> thread.getName().startsWith(OWN));
    return stacks;
  }

  private static Optional<String> nobody(Map<Thread, StackTraceElement[]> stacks) {
    boolean isKnown = stacks.values().stream().noneMatch(WaitingThreads::isForeign);
    String thread = Runtime.version().feature() < 21 ? "thread" : "platform thread";
    return isKnown
        ? Optional.of("no " + thread + " of this process waits in a receive or a select")
        : Optional.empty();
  }

  /** In native code that is not the JDK's: a native transport, for example. */
  private static boolean isForeign(StackTraceElement[] stack) {
    return stack.length > 0 && stack[0].isNativeMethod() && !isOfJdk(stack[0]);
  }

  private static boolean isOfJdk(StackTraceElement frame) {
    String type = frame.getClassName();
    return type.startsWith("java.") || type.startsWith("jdk.") || type.startsWith("sun.");
  }

  /** In what a thread waits for datagrams. */
  private static Optional<String> waitsIn(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String type = frame.getClassName();
      String method = frame.getMethodName();
      if (!isOfJdk(frame)) {
        return Optional.empty();
      }
      if (SOCKETS.contains(type) && isReceive(method)) {
        return Optional.of(RECEIVE);
      }
      if (type.equals("sun.nio.ch.SelectorImpl")) {
        return Optional.of(SELECT);
      }
    }
    return Optional.empty();
  }

  private static boolean isReceive(String method) {
    return method.equals("read") || method.toLowerCase(Locale.ROOT).contains("receive");
  }

  private static String words(Thread thread, StackTraceElement[] stack, String in) {
    String where =
        Arrays.stream(stack)
            .filter(frame -> !isOfJdk(frame))
            .findFirst()
            .map(WaitingThreads::words)
            .orElse("");
    return "thread \"" + thread.getName() + "\" waits in " + in + where;
  }

  private static String words(StackTraceElement frame) {
    String type = frame.getClassName();
    return String.format(
        Locale.ROOT,
        " (%s.%s:%d)",
        type.substring(type.lastIndexOf('.') + 1),
        frame.getMethodName(),
        frame.getLineNumber());
  }
}
