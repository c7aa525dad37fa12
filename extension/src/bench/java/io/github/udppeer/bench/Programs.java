package io.github.udppeer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The C programs, compiled once for a run where the machine has a compiler. */
final class Programs {

  private static final List<String> NAMES =
      List.of("receive", "send", "latency", "lifecycle", "epoll", "relay");

  private final Path folder;
  private final boolean compiled;

  private Programs(Path folder, boolean compiled) {
    this.folder = folder;
    this.compiled = compiled;
  }

  static Programs compile(Settings settings, Results results)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(settings.folder().resolve("programs"));
    try {
      for (String name : NAMES) {
        Path source = settings.sources().resolve("src/bench/c/" + name + ".c");
        compile(source, folder.resolve(name));
      }
      return new Programs(folder, true);
    } catch (IOException noCompiler) {
      String reason = "The C programs are left out: " + noCompiler.getMessage();
      System.out.println(reason);
      results.note(reason);
      return new Programs(folder, false);
    }
  }

  private static void compile(Path source, Path target) throws IOException, InterruptedException {
    Process compiler =
        new ProcessBuilder(
                "gcc", "-O2", "-Wall", "-pthread", "-o", target.toString(), source.toString())
            .inheritIO()
            .start();
    if (compiler.waitFor() != 0) {
      throw new IOException("gcc failed on " + source.getFileName());
    }
  }

  Optional<Path> find(String name) {
    return compiled ? Optional.of(folder.resolve(name)) : Optional.empty();
  }
}
