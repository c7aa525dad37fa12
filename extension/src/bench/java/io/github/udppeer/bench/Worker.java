package io.github.udppeer.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The main method of a contender's JVM: it does one kind of task, line by line. */
public final class Worker {

  /** Something that is measured. */
  interface Task extends AutoCloseable {
    /** Does what a line says, and returns the figures of the answer. */
    double[] run(String[] words) throws Exception;

    @Override
    default void close() throws IOException {}
  }

  private Worker() {}

  public static void main(String[] arguments) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Task task = task(arguments[0], arguments[1])) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(answer(task.run(line.split(" "))));
      }
    }
    System.exit(0); // some contenders have threads that nothing ends
  }

  private static Task task(String name, String contender) throws Exception {
    return switch (name) {
      case "receive" -> new ReceiveCostTask(contender);
      case "burst" -> new BurstTask(contender);
      case "send" -> new SendTask();
      case "latency" -> new LatencyTask(Route.of(contender));
      case "lifecycle" -> new LifeCycleTask(contender);
      case "tests" -> new PerTestTask(contender);
      case "failing" -> new FailingTask(contender);
      case "heap" -> new HeapTask(contender);
      case "scale" -> new ScaleTask();
      case "delay" -> new DelayTask();
      case "relay" -> new RelayTask(contender);
      case "burn" -> new BurnTask();
      case "watch" -> new WatchTask(contender);
      default -> throw new IOException("no task " + name);
    };
  }

  private static String answer(double[] figures) {
    return Arrays.stream(figures)
        .mapToObj(figure -> String.format(Locale.ROOT, "%.3f", figure))
        .collect(Collectors.joining(" "));
  }
}
