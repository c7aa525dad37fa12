package io.github.udppeer.bench;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What the live threads of this process have had of the processors, the JVM's own included. */
final class Processors {

  private static final File TASKS = new File("/proc/self/task");

  private Processors() {}

  /** Returns nanoseconds; Linux counts them for each thread. */
  static long nanos() throws IOException {
    String[] tasks = TASKS.list();
    if (tasks == null) {
      throw new IOException(TASKS + " is not there: this figure needs Linux");
    }
    long sum = 0;
    for (String task : tasks) {
      sum += nanosOf(new File(TASKS, task + "/schedstat"));
    }
    return sum;
  }

  private static long nanosOf(File statistics) throws IOException {
    if (!statistics.exists()) {
      return 0; // the thread has ended
    }
    try (FileInputStream in = new FileInputStream(statistics)) {
      String line = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return Long.parseLong(line.substring(0, line.indexOf(' ')));
    }
  }
}
