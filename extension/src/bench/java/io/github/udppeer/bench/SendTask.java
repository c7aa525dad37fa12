package io.github.udppeer.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Sends at full speed, where there is no compiler for the C program that does. */
final class SendTask implements Worker.Task {

  private final DatagramChannel channel;

  SendTask() throws IOException {
    channel = DatagramChannel.open();
  }

  @Override
  public double[] run(String[] words) throws IOException {
    int count = Integer.parseInt(words[2]);
    ByteBuffer payload = ByteBuffer.allocateDirect(Integer.parseInt(words[3]));
    List<String> ports =
        words[0].equals("burst") ? List.of(words[1]) : Files.readAllLines(Path.of(words[1]));
    List<InetSocketAddress> destinations =
        ports.stream()
            .map(
                it -> new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(it)))
            .toList();
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      for (InetSocketAddress destination : destinations) {
        channel.send(payload.clear(), destination);
      }
    }
    return new double[] {start, System.nanoTime()};
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
