package io.github.udppeer.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no link leads to a name with a colon there")
class SocketHoldersTests {

  @TempDir Path proc;

  private void process(int pid, String descriptor) throws IOException {
    Path descriptors = Files.createDirectories(proc.resolve(pid + "/fd"));
    Files.createSymbolicLink(descriptors.resolve("3"), Path.of("anon_inode"));
    Files.createSymbolicLink(descriptors.resolve("4"), Path.of(descriptor));
  }

  private void command(int pid, String command) throws IOException {
    Files.writeString(proc.resolve(pid + "/comm"), command + "\n");
  }

  @Test
  void areFoundByTheirDescriptors() throws IOException {
    process(1, "socket:[41]");
    process(2, "socket:[42]");
    command(2, "agent");
    SocketHolders holders = new SocketHolders(proc);

    assertThat(holders.holderOf(42)).hasValue(new SocketHolder(2, "agent"));
    assertThat(holders.holderOf(41)).hasValue(new SocketHolder(1, "unknown"));
    assertThat(holders.holderOf(43)).isEmpty();
  }

  @Test
  void areFoundInThisProcessFirst() throws IOException {
    for (int pid = 1; pid <= 9; pid++) {
      process(pid, "socket:[42]");
    }
    for (int pid = 1; pid <= 9; pid++) {
      Files.deleteIfExists(proc.resolve("self"));
      Files.createSymbolicLink(proc.resolve("self"), Path.of("" + pid));

      assertThat(new SocketHolders(proc).holderOf(42)).hasValue(new SocketHolder(pid, "unknown"));
    }
  }

  @Test
  void areNobodyWhereTheDescriptorIsNoSocket() throws IOException {
    process(1, "socket:[0]");
    process(2, "pipe:[42]");
    process(3, "socket:[42");
    process(4, "socket:[x42]");

    assertThat(new SocketHolders(proc).holderOf(42)).isEmpty();
    assertThat(new SocketHolders(proc).holderOf(0)).isEmpty();
  }

  @Test
  void areNobodyWhereThereAreNoProcesses() {
    assertThat(new SocketHolders(proc.resolve("missing")).holderOf(42)).isEmpty();
  }
}
