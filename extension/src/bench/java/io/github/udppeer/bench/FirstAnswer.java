package io.github.udppeer.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;

/** Asks a server for the first time in a JVM, and prints what that took of the processors. */
final class FirstAnswer {

  private FirstAnswer() {}

  /** Returns the answer's text. Before the question all is loaded that the client needs. */
  static String from(SocketAddress server) throws IOException {
    try (DatagramSocket client = new DatagramSocket(ByHand.ANY)) {
      client.setSoTimeout(10_000);
      ask(client, client.getLocalSocketAddress());
      Processors.nanos();
      long before = Processors.nanos();
      String answer = ask(client, server);
      System.out.println(Processors.nanos() - before);
      return answer;
    }
  }

  private static String ask(DatagramSocket client, SocketAddress server) throws IOException {
    client.send(ByHand.packet(ByHand.bytes("ping"), server));
    DatagramPacket answer = new DatagramPacket(new byte[100], 100);
    client.receive(answer);
    return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
  }
}
