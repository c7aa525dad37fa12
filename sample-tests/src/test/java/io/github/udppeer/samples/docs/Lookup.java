package io.github.udppeer.samples.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;

/** Asks a server for the value of a key: code under test that takes a socket and waits. */
final class Lookup {

  private static final int PATIENCE_MILLIS = 10_000;

  private final DatagramSocket socket;
  private final SocketAddress server;

  Lookup(DatagramSocket socket, SocketAddress server) {
    this.socket = socket;
    this.server = server;
  }

  CompletableFuture<String> ask(String key) {
    return CompletableFuture.supplyAsync(() -> answer(key));
  }

  private String answer(String key) {
    byte[] question = (key + "?").getBytes(UTF_8);
    DatagramPacket answer = new DatagramPacket(new byte[512], 512);
    try {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.send(new DatagramPacket(question, question.length, server));
      socket.receive(answer);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new String(answer.getData(), 0, answer.getLength(), UTF_8);
  }
}
