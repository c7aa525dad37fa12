package io.github.udppeer.samples;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * Reads a file as TFTP does (RFC 1350): the server answers from a second port, and the client stays
 * with that one until the transfer is over.
 */
final class FileClient {

  private static final short READ = 1;
  private static final short ACKNOWLEDGE = 4;
  private static final short ERROR = 5;
  private static final short UNKNOWN_TRANSFER = 5;
  private static final int HEADER = 4;
  private static final int BLOCK = 512;

  private final DatagramSocket socket;

  FileClient(DatagramSocket socket) {
    this.socket = socket;
  }

  String read(String file, SocketAddress server) {
    try {
      socket.setSoTimeout(10_000);
      byte[] name = (file + "\0octet\0").getBytes(US_ASCII);
      send(server, ByteBuffer.allocate(2 + name.length).putShort(READ).put(name).array());
      return transfer().toString(US_ASCII);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private ByteArrayOutputStream transfer() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    DatagramPacket block = receive();
    SocketAddress server = block.getSocketAddress();
    keep(block, file);
    while (block.getLength() == HEADER + BLOCK) {
      block = receiveFrom(server);
      keep(block, file);
    }
    return file;
  }

  private void keep(DatagramPacket block, ByteArrayOutputStream file) throws IOException {
    file.write(block.getData(), HEADER, block.getLength() - HEADER);
    reply(block, ACKNOWLEDGE, ByteBuffer.wrap(block.getData()).getShort(2));
  }

  private DatagramPacket receiveFrom(SocketAddress server) throws IOException {
    DatagramPacket packet = receive();
    while (!packet.getSocketAddress().equals(server)) {
      reply(packet, ERROR, UNKNOWN_TRANSFER);
      packet = receive();
    }
    return packet;
  }

  private DatagramPacket receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[HEADER + BLOCK], HEADER + BLOCK);
    socket.receive(packet);
    return packet;
  }

  private void reply(DatagramPacket packet, short operation, short number) throws IOException {
    byte[] reply = ByteBuffer.allocate(HEADER).putShort(operation).putShort(number).array();
    send(packet.getSocketAddress(), reply);
  }

  private void send(SocketAddress destination, byte[] datagram) throws IOException {
    socket.send(new DatagramPacket(datagram, datagram.length, destination));
  }
}
