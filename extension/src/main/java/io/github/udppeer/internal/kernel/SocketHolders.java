package io.github.udppeer.internal.kernel;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the process that holds a socket by the links in {@code /proc/<pid>/fd}, where a socket
 * reads {@code socket:[inode]}.
 *
 * <p>Best effort: another user's descriptors are not ours to read, and processes end while we look.
 * Both look like a process that does not hold the socket.
 */
final class SocketHolders {

  private static final String SOCKET = "socket:[";

  private final Path proc;

  /** The sockets of the processes that were looked into so far. */
  private final Map<Path, Set<Long>> known = new HashMap<>();

  private @Nullable Set<Long> own;

  SocketHolders(Path proc) {
    this.proc = proc;
  }

  Optional<SocketHolder> holderOf(long inode) {
    if (inode == 0) {
      return Optional.empty();
    }
    return processes().stream()
        .filter(process -> socketsOf(process).contains(inode))
        .findFirst()
        .map(this::describe);
  }

  /** It has a socket at least, that of the peer for whose sake somebody looks. */
  boolean canSeeThisProcess() {
    return !own().isEmpty();
  }

  boolean isOfThisProcess(long inode) {
    return inode != 0 && own().contains(inode);
  }

  private Set<Long> own() {
    Set<Long> sockets = own;
    if (sockets == null) {
      sockets = self().stream().findFirst().map(this::socketsOf).orElse(Set.of());
      own = sockets;
    }
    return sockets;
  }

  /** This process first: it is the likely one, and a look at all others costs milliseconds. */
  private List<Path> processes() {
    List<Path> processes = new ArrayList<>(self());
    try (DirectoryStream<Path> numbered = Files.newDirectoryStream(proc, "[0-9]*")) {
      numbered.forEach(processes::add);
    } catch (IOException | DirectoryIteratorException unreadable) {
      // What was listed so far has to do.
    }
    return processes;
  }

  /** Where it is not known, it comes up among the others. */
  private List<Path> self() {
    try {
      return List.of(proc.resolve(Files.readSymbolicLink(proc.resolve("self"))));
    } catch (IOException | UnsupportedOperationException unknown) {
      return List.of();
    }
  }

  private Set<Long> socketsOf(Path process) {
    return known.computeIfAbsent(process, SocketHolders::readSockets);
  }

  private static Set<Long> readSockets(Path process) {
    Set<Long> sockets = new HashSet<>();
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        inode(descriptor).ifPresent(sockets::add);
      }
    } catch (IOException | DirectoryIteratorException goneOrForbidden) {
      // What was read so far has to do.
    }
    return sockets;
  }

  private static Optional<Long> inode(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith(SOCKET) && target.endsWith("]")
          ? Optional.of(Long.parseLong(target, SOCKET.length(), target.length() - 1, 10))
          : Optional.empty();
    } catch (IOException | NumberFormatException closedMeanwhile) {
      return Optional.empty();
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
