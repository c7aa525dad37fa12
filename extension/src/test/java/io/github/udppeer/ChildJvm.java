package io.github.udppeer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A second JVM on the class path of the tests. Its main method prints lines and then calls {@link
 * #holdUntilReleased()}, so that it lives exactly as long as the test wants.
 */
public final class ChildJvm implements AutoCloseable {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private static final String WITHOUT = "-net_bind_service,-dac_override,-dac_read_search,-fowner";

  private static final int STACK_MEBIBYTES = 64;

  private final Process process;
  private final BufferedReader output;

  private ChildJvm(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    output = process.inputReader(StandardCharsets.UTF_8);
  }

  public static ChildJvm start(Class<?> main, String... arguments) throws IOException {
    return start(List.of(), main, arguments);
  }

  /** Starts one with further options of the JVM. */
  public static ChildJvm start(List<String> options, Class<?> main, String... arguments)
      throws IOException {
    return new ChildJvm(command(options, main, arguments));
  }

  /**
   * Starts one without the rights by which root binds any port and writes into any folder; where
   * this user is not root, it has none of them anyway.
   */
  public static ChildJvm startUnprivileged(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("setpriv", "--bounding-set", WITHOUT, "--inh-caps", WITHOUT, "--"));
    }
    command.addAll(command(List.of(), main, arguments));
    return new ChildJvm(command);
  }

  /** Starts one on a class path of its own. */
  public static ChildJvm startOn(String classPath, Class<?> main) throws IOException {
    return new ChildJvm(List.of(JAVA, "-cp", classPath, main.getName()));
  }

  /** Starts one that may have some descriptors open only, beside those that it needs to start. */
  public static ChildJvm startWithDescriptors(int most, Class<?> main, String... arguments)
      throws IOException {
    return new ChildJvm(
        limited("-n " + most, command(List.of("-XX:-MaxFDLimit"), main, arguments)));
  }

  /** Starts one with so much address space, of which each of its threads takes a good part. */
  public static ChildJvm startWithFewThreads(Class<?> main, String... arguments)
      throws IOException {
    List<String> options = new ArrayList<>(List.of("-Xss" + STACK_MEBIBYTES + "m", "-Xmx64m"));
    options.addAll(List.of("-XX:ReservedCodeCacheSize=32m", "-XX:CompressedClassSpaceSize=64m"));
    options.add("-Xlog:disable"); // the JVM would tell of each refusal among the lines
    long kibibytes = 3072L << 10;
    return new ChildJvm(limited("-v " + kibibytes, command(options, main, arguments)));
  }

  private static List<String> limited(String limit, List<String> command) {
    List<String> limited = new ArrayList<>();
    limited.addAll(List.of("sh", "-c", "ulimit " + limit + " && exec \"$@\"", "sh"));
    limited.addAll(command);
    return limited;
  }

  private static List<String> command(List<String> options, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(JAVA);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Blocks a child's main method until the test closes it, or dies. */
  public static void holdUntilReleased() throws IOException {
    System.out.flush();
    while (System.in.read() >= 0) {
      // Nobody writes: the end of the stream is the signal.
    }
  }

  public long pid() {
    return process.pid();
  }

  public String readLine() throws IOException {
    return Objects.requireNonNull(output.readLine(), "the child ended without a line");
  }

  /** Ends it as a crash would, with no chance to clean up. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
    output.close();
  }
}
