package io.github.udppeer.report;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the process that holds a socket by the links in {@code /proc/<pid>/fd}, where a socket
 * reads {@code socket:[inode]}.
 *
 * <p>Best effort: another user's descriptors are not ours to read, and processes end while we look.
 * Both look like a process that does not hold the socket.
 */
final class SocketHolders {

  private final Path proc;

  SocketHolders(Path proc) {
    this.proc = proc;
  }

  Optional<SocketHolder> holderOf(long inode) {
    if (inode == 0) {
      return Optional.empty();
    }
    String link = "socket:[" + inode + "]";
    return processes().stream()
        .filter(process -> holds(process, link))
        .findFirst()
        .map(this::describe);
  }

  /** This process first: it is the likely one, and a look at all others costs milliseconds. */
  private List<Path> processes() {
    List<Path> processes = new ArrayList<>();
    try {
      processes.add(proc.resolve(Files.readSymbolicLink(proc.resolve("self"))));
    } catch (IOException | UnsupportedOperationException unknown) {
      // Then it comes up among the others.
    }
    try (DirectoryStream<Path> numbered = Files.newDirectoryStream(proc, "[0-9]*")) {
      numbered.forEach(processes::add);
    } catch (IOException | DirectoryIteratorException unreadable) {
      // What was listed so far has to do.
    }
    return processes;
  }

  private static boolean holds(Path process, String link) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        if (leadsTo(link, descriptor)) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException goneOrForbidden) {
      return false;
    }
    return false;
  }

  private static boolean leadsTo(String link, Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().equals(link);
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  private SocketHolder describe(Path process) {
    long pid = Long.parseLong(process.getFileName().toString());
    return new SocketHolder(pid, command(process));
  }

  private static String command(Path process) {
    try {
      return ProcFile.read(process.resolve("comm")).strip();
    } catch (IOException goneMeanwhile) {
      return "unknown";
    }
  }
}
