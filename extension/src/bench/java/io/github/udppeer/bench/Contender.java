package io.github.udppeer.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One contender in a process of its own, so that no other's code, heap or threads are in its way.
 *
 * <p>It answers each line with a line of figures. It waits for the next one without using the
 * processor, so that several can be asked in turn: whatever else the machine does then hits all of
 * them alike.
 */
final class Contender implements AutoCloseable {

  /** No run takes a tenth of this; what hangs must not keep the others from running. */
  private static final int ANSWER_SECONDS = 60;

  private static final ScheduledExecutorService WATCHDOG =
      Executors.newSingleThreadScheduledExecutor(Contender::daemon);

  private final String name;
  private final Process process;
  private final BufferedReader answers;
  private final PrintStream questions;

  private Contender(String name, List<String> command) throws IOException {
    this.name = name;
    this.process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /** Starts a compiled program. */
  static Contender program(String name, Path program) throws IOException {
    return new Contender(name, List.of(program.toString()));
  }

  /** Starts a JVM that does a task of {@link Worker}. */
  static Contender jvm(String task, String name, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-Dslf4j.internal.verbosity=ERROR"));
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED"); // Netty's native transport
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Worker.class.getName(), task, name));
    return new Contender(name, command);
  }

  String name() {
    return name;
  }

  /** Puts the words on one line and returns the answer's figures. */
  double[] ask(Object... words) throws IOException {
    String line = Arrays.stream(words).map(String::valueOf).collect(Collectors.joining(" "));
    questions.println(line);
    String answer = answer();
    if (answer == null) {
      throw new IOException(name + " ended without an answer to: " + line);
    }
    return Arrays.stream(answer.strip().split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  /** Returns null when the process ended, or had to be ended. */
  private @Nullable String answer() throws IOException {
    Future<?> limit = WATCHDOG.schedule(process::destroyForcibly, ANSWER_SECONDS, TimeUnit.SECONDS);
    try {
      return answers.readLine();
    } finally {
      limit.cancel(false);
    }
  }

  private static Thread daemon(Runnable watching) {
    Thread thread = new Thread(watching, "watchdog");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() throws IOException {
    questions.close();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    answers.close();
  }
}
