package io.github.udppeer.samples;

import io.github.udppeer.DatagramPeer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.xbill.DNS.Message;

/**
 * A DNS server's second half: it has the port number of a peer, but for TCP, and answers one query.
 */
final class TcpDnsServer implements AutoCloseable {

  private static final int MOST_ATTEMPTS = 50;

  private final DatagramPeer udp;
  private final ServerSocket listener;
  private final List<String> addresses;
  private final CompletableFuture<Message> query;

  private TcpDnsServer(DatagramPeer udp, ServerSocket listener, List<String> addresses) {
    this.udp = udp;
    this.listener = listener;
    this.addresses = addresses;
    this.query = CompletableFuture.supplyAsync(this::serve, task -> new Thread(task).start());
  }

  /** Takes the port number of this peer, or of a companion of its if TCP has that number in use. */
  static TcpDnsServer beside(DatagramPeer peer, List<String> addresses) throws IOException {
    DatagramPeer udp = peer;
    for (int attempt = 1; ; attempt++) {
      try {
        ServerSocket listener = new ServerSocket(udp.port(), 1, udp.address().getAddress());
        return new TcpDnsServer(udp, listener, addresses);
      } catch (BindException taken) {
        if (attempt == MOST_ATTEMPTS) {
          throw taken;
        }
        udp = peer.open("dns");
      }
    }
  }

  /** The half for UDP. */
  DatagramPeer udp() {
    return udp;
  }

  /** The query that came by TCP. */
  CompletableFuture<Message> query() {
    return query;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private Message serve() {
    try (Socket client = listener.accept()) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      Message asked = new Message(in.readNBytes(in.readUnsignedShort()));
      byte[] answer = DnsMessages.answerTo(asked, addresses).toWire();
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      out.writeShort(answer.length);
      out.write(answer);
      out.flush();
      return asked;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
