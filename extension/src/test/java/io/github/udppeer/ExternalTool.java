package io.github.udppeer;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of this machine that reads what the library writes, if it is there. */
public record ExternalTool(Optional<Path> program, String names) {

  private static final long LIMIT_SECONDS = 60;

  /** What a program printed. */
  public record Output(String out, String err) {}

  /** Looks for a program under one of these names. */
  public static ExternalTool named(String... names) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    Optional<Path> found =
        Stream.of(names)
            .flatMap(
                name ->
                    Stream.of(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
    return new ExternalTool(found, String.join(" or ", names));
  }

  public boolean isThere() {
    return program.isPresent();
  }

  public String whyNot() {
    return "no " + names + " on the PATH, so nobody else reads what is written here";
  }

  /** Runs the program, its output kept in files so that it is never blocked. */
  public Output run(Path folder, String... arguments) {
    try {
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path err = Files.createTempFile(folder, "err", ".txt");
      List<String> command = new ArrayList<>(List.of(program.orElseThrow().toString()));
      command.addAll(List.of(arguments));
      Process process =
          new ProcessBuilder(command)
              .redirectInput(Redirect.from(new File("/dev/null")))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " did not end; " + Files.readString(err));
      }
      return new Output(Files.readString(out), Files.readString(err));
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupt);
    }
  }
}
