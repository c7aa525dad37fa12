package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A fixture that is compiled when the test runs: an annotation can hold only constants, and a port
 * that is free on every machine is none.
 */
public final class CompiledFixture implements AutoCloseable {

  private static final String IMPORTS =
      """
      import io.github.udppeer.*;
      import io.github.udppeer.jupiter.*;
      import org.junit.jupiter.api.*;
      import org.junit.jupiter.api.parallel.*;
      """;

  private final URLClassLoader loader;
  private final Class<?> fixture;

  private CompiledFixture(URLClassLoader loader, Class<?> fixture) {
    this.loader = loader;
    this.fixture = fixture;
  }

  /**
   * Compiles a class.
   *
   * @param name its name
   * @param source all but the imports
   * @param folder where its files go
   * @param options for the compiler
   */
  public static CompiledFixture of(String name, String source, Path folder, String... options)
      throws IOException, ClassNotFoundException {
    Path file = Files.writeString(folder.resolve(name + ".java"), IMPORTS + source);
    compile(file, folder, options);
    URLClassLoader loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, CompiledFixture.class.getClassLoader());
    return new CompiledFixture(loader, loader.loadClass(name));
  }

  private static void compile(Path file, Path folder, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-proc:none", "-d", folder.toString()));
    arguments.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter output = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(output, files, null, arguments, null, files.getJavaFileObjects(file))
              .call();
      assertThat(compiled).as(output.toString()).isTrue();
    }
  }

  public Class<?> get() {
    return fixture;
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
