package io.github.udppeer.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One JVM that runs one class of tests, measured from its start to its end. */
final class WholeProcess {

  private final Path folder;

  /**
   * Such JVMs.
   *
   * @param folder where they run, and leave what they write
   */
  WholeProcess(Path folder) {
    this.folder = folder;
  }

  /** What a process took, and what it printed. */
  record Cost(double cpuSeconds, double wallSeconds, List<String> printed) {}

  /** The shell's {@code time} asks the system, which counts threads that have ended too. */
  Cost run(Class<?> tests, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("bash", "-c", "TIMEFORMAT='%3U %3S %3R'; time \"$@\"", "bash"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(TestsRun.class.getName(), tests.getName()));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<String> printed = all.lines().toList();
    if (exit(process) != 0 || printed.isEmpty()) {
      throw new IOException(tests.getSimpleName() + " did not do what it should: " + all);
    }
    String[] times = printed.get(printed.size() - 1).split(" ", -1);
    return new Cost(
        Double.parseDouble(times[0]) + Double.parseDouble(times[1]),
        Double.parseDouble(times[2]),
        printed);
  }

  private static int exit(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
