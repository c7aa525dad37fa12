package io.github.udppeer.code;

import io.github.udppeer.PeerGroup;
import io.github.udppeer.WaitLimits;
import io.github.udppeer.watch.SocketWatch;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Seeded random calls on the JDK's sockets. It prints all that their caller can see, so that a run
 * that is watched can be compared with one that is not, line by line.
 */
final class SeededCalls {

  private static final int CALLS_A_ROUND = 20;
  private static final int LONGEST = 65_507;

  private final Random random;
  private final Map<SocketAddress, String> names = new HashMap<>();
  private final StringBuilder seen = new StringBuilder();

  private SeededCalls(long seed) {
    this.random = new Random(seed);
  }

  /** Takes {@code watched} or {@code plain}, a seed and a number of rounds. */
  public static void main(String[] arguments) throws Exception {
    SeededCalls calls = new SeededCalls(Long.parseLong(arguments[1]));
    int rounds = Integer.parseInt(arguments[2]);
    try (PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT)) {
      if (arguments[0].equals("watched")) {
        SocketWatch.open(group);
      }
      for (int round = 0; round < rounds; round++) {
        calls.round();
      }
      for (int way = 0; way < 6; way++) {
        calls.blocked(way);
      }
      for (int race = 0; race < Math.max(1, rounds / 10); race++) {
        calls.race();
      }
    }
    System.out.print(calls.seen);
    System.out.println("end");
  }

  private static InetSocketAddress anyPort() throws IOException {
    return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
  }

  private static DatagramChannel channel() throws IOException {
    return DatagramChannel.open(StandardProtocolFamily.INET).bind(anyPort());
  }

  private void round() throws IOException {
    names.clear();
    try (DatagramChannel sender = channel();
        DatagramChannel receiver = channel();
        DatagramSocket socket =
            random.nextBoolean() ? new DatagramSocket(anyPort()) : new MulticastSocket(anyPort())) {
      names.put(sender.getLocalAddress(), "sender");
      names.put(receiver.getLocalAddress(), "receiver");
      names.put(socket.getLocalSocketAddress(), "socket");
      sender.configureBlocking(false);
      if (random.nextBoolean()) {
        receiver.connect(sender.getLocalAddress());
      }
      boolean isConnected = random.nextInt(3) == 0;
      if (isConnected) {
        sender.connect(receiver.getLocalAddress());
      }
      DatagramPacket packet = new DatagramPacket(new byte[3000], random.nextInt(100), 700);
      for (int call = 0; call < CALLS_A_ROUND; call++) {
        switch (random.nextInt(6)) {
          case 0, 1 -> receive(sender, receiver);
          case 2 -> read(sender, receiver);
          case 3 -> scatter(sender, receiver);
          case 4 -> {
            if (!isConnected) {
              receivePacket(sender, socket, packet);
            }
          }
          default -> gather(sender, receiver);
        }
      }
    }
  }

  private ByteBuffer payload(boolean mayBeEmpty) {
    int length =
        switch (random.nextInt(6)) {
          case 0 -> mayBeEmpty ? 0 : 1;
          case 1 -> 1 + random.nextInt(5);
          case 2 -> LONGEST;
          default -> 1 + random.nextInt(3000);
        };
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private ByteBuffer buffer(int most) {
    int capacity = random.nextInt(4) == 0 ? random.nextInt(8) : random.nextInt(most + 1);
    ByteBuffer buffer =
        random.nextBoolean() ? ByteBuffer.allocate(capacity) : ByteBuffer.allocateDirect(capacity);
    int limit = random.nextBoolean() ? capacity : random.nextInt(capacity + 1);
    buffer.limit(limit).position(random.nextBoolean() ? 0 : random.nextInt(limit + 1));
    if (random.nextInt(10) == 0) {
      buffer = buffer.slice();
    }
    return random.nextInt(20) == 0 ? buffer.asReadOnlyBuffer() : buffer;
  }

  private static long send(DatagramChannel sender, DatagramChannel to, ByteBuffer payload)
      throws IOException {
    return sender.isConnected()
        ? sender.write(payload)
        : sender.send(payload, to.getLocalAddress());
  }

  private void receive(DatagramChannel sender, DatagramChannel receiver) throws IOException {
    ByteBuffer payload = payload(!sender.isConnected());
    ByteBuffer into = buffer(4000);
    boolean isWaiting = random.nextBoolean() && !into.isReadOnly();
    boolean isSent = !into.isReadOnly() && (isWaiting || random.nextInt(6) != 0);
    receiver.configureBlocking(isWaiting);
    if (isSent) {
      see("send", () -> send(sender, receiver, payload), payload);
    }
    see("receive", () -> names.getOrDefault(receiver.receive(into), "nobody"), into);
  }

  private void read(DatagramChannel sender, DatagramChannel receiver) throws IOException {
    ByteBuffer payload = payload(false);
    ByteBuffer into = buffer(4000);
    boolean isSent = receiver.isConnected() && into.hasRemaining() && !into.isReadOnly();
    receiver.configureBlocking(isSent && random.nextBoolean());
    if (isSent) {
      see("send", () -> send(sender, receiver, payload), payload);
    }
    see("read", () -> receiver.read(into), into);
  }

  private void scatter(DatagramChannel sender, DatagramChannel receiver) throws IOException {
    ByteBuffer payload = payload(false);
    ByteBuffer[] into = new ByteBuffer[random.nextInt(5) + 1];
    for (int i = 0; i < into.length; i++) {
      into[i] = random.nextInt(30) == 0 ? null : buffer(1000);
    }
    int offset = random.nextInt(into.length + 1);
    int count = random.nextInt(into.length + 2 - offset);
    receiver.configureBlocking(false);
    if (receiver.isConnected() && isReadable(into, offset, count)) {
      see("send", () -> send(sender, receiver, payload), payload);
    }
    see("scatter " + offset + " " + count, () -> receiver.read(into, offset, count), into);
  }

  private static boolean isReadable(ByteBuffer[] into, int offset, int count) {
    return offset + count <= into.length
        && Arrays.stream(into, offset, offset + count)
            .allMatch(each -> each != null && !each.isReadOnly())
        && Arrays.stream(into, offset, offset + count).anyMatch(ByteBuffer::hasRemaining);
  }

  private void receivePacket(DatagramChannel sender, DatagramSocket socket, DatagramPacket packet)
      throws IOException {
    if (random.nextInt(3) == 0) {
      packet.setData(packet.getData(), random.nextInt(100), random.nextInt(2900));
    }
    if (random.nextInt(4) == 0) {
      packet.setLength(random.nextInt(2900 - packet.getOffset()));
    }
    ByteBuffer payload = payload(true);
    boolean isSent = random.nextInt(8) != 0;
    socket.setSoTimeout(isSent ? random.nextInt(2) * 5_000 : 1);
    if (isSent) {
      see("send", () -> sender.send(payload, socket.getLocalSocketAddress()), payload);
    }
    see(
        "packet",
        () -> {
          socket.receive(packet);
          return names.get(packet.getSocketAddress());
        });
    seen.append(packet.getOffset())
        .append('+')
        .append(packet.getLength())
        .append('#')
        .append(Arrays.hashCode(packet.getData()))
        .append('\n');
  }

  private void gather(DatagramChannel sender, DatagramChannel receiver) throws IOException {
    ByteBuffer[] payload = new ByteBuffer[random.nextInt(4) + 1];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = buffer(500);
    }
    if (receiver.isConnected()) {
      receiver.configureBlocking(false);
      see("gather", () -> receiver.write(payload), payload);
      ByteBuffer came = ByteBuffer.allocate(4000);
      see("gathered", () -> names.getOrDefault(sender.receive(came), "nobody"), came);
    }
  }

  /** Closes what a try closes too. */
  private static void close(Closeable socket) throws IOException {
    socket.close();
  }

  /** A receive that waits is ended by an interrupt, a close or a time-out. */
  private void blocked(int way) throws IOException, InterruptedException {
    try (DatagramChannel channel = channel();
        DatagramSocket socket = new DatagramSocket(anyPort())) {
      if (way == 2) {
        channel.connect(socket.getLocalSocketAddress());
      }
      socket.setSoTimeout(way == 5 ? 1 : 0);
      CompletableFuture<String> outcome = new CompletableFuture<>();
      Thread thread = new Thread(() -> outcome.complete(outcome(() -> wait(way, channel, socket))));
      thread.start();
      while (!isInReceive(thread) && thread.isAlive()) {
        Thread.onSpinWait();
      }
      switch (way) {
        case 0, 4 -> thread.interrupt();
        case 1, 2 -> close(channel);
        case 3 -> close(socket);
        default -> {}
      }
      if (way == 4) { // a socket's receive is no interruptible one
        thread.join(50);
        close(socket);
      }
      seen.append("blocked ").append(way).append(' ').append(await(outcome));
      seen.append(' ').append(channel.isOpen()).append('\n');
      thread.join();
    }
  }

  private static boolean isInReceive(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().matches("receive0|read0|poll"));
  }

  private static Object wait(int way, DatagramChannel channel, DatagramSocket socket)
      throws IOException {
    switch (way) {
      case 0, 1 -> channel.receive(ByteBuffer.allocate(10));
      case 2 -> channel.read(ByteBuffer.allocate(10));
      default -> socket.receive(new DatagramPacket(new byte[10], 10));
    }
    return "received";
  }

  /** Several threads receive on one socket: together they get each datagram once, as it was. */
  private void race() throws IOException, InterruptedException {
    int datagrams = 24;
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (DatagramChannel sender = channel();
        DatagramChannel receiver = channel()) {
      CountDownLatch left = new CountDownLatch(datagrams);
      List<Future<List<String>>> racers = new ArrayList<>();
      for (int racer = 0; racer < 4; racer++) {
        racers.add(threads.submit(() -> receiveAll(receiver, left)));
      }
      for (int i = 0; i < datagrams; i++) {
        byte[] payload = new byte[4 + random.nextInt(2000)];
        random.nextBytes(payload);
        sender.send(ByteBuffer.wrap(payload), receiver.getLocalAddress());
      }
      left.await();
      close(receiver);
      List<String> all = new ArrayList<>();
      for (Future<List<String>> racer : racers) {
        all.addAll(racer.get());
      }
      Collections.sort(all);
      seen.append("race ").append(all).append('\n');
    } catch (ExecutionException broken) {
      seen.append("race ").append(broken.getCause()).append('\n');
    } finally {
      threads.shutdown();
    }
  }

  private static List<String> receiveAll(DatagramChannel receiver, CountDownLatch left) {
    List<String> all = new ArrayList<>();
    ByteBuffer into = ByteBuffer.allocate(1000);
    try {
      while (receiver.isOpen()) {
        into.clear();
        receiver.receive(into);
        all.add(
            into.position() + "#" + Arrays.hashCode(Arrays.copyOf(into.array(), into.position())));
        left.countDown();
      }
    } catch (IOException closed) {
      // the race is over
    }
    return all;
  }

  private static String await(CompletableFuture<String> outcome) throws InterruptedException {
    try {
      return outcome.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException hangs) {
      return hangs.toString();
    }
  }

  private static String outcome(Callable<?> call) {
    try {
      return String.valueOf(call.call());
    } catch (Exception thrown) {
      Throwable cause = thrown.getCause();
      return thrown.getClass().getName()
          + ": "
          + thrown.getMessage()
          + (cause == null ? "" : " <- " + cause.getClass().getName());
    }
  }

  private void see(String what, Callable<?> call, ByteBuffer... buffers) {
    seen.append(what).append(' ').append(outcome(call));
    for (ByteBuffer each : buffers) {
      seen.append(' ').append(state(each));
    }
    seen.append('\n');
  }

  /** All of a buffer, what the call had no business with included. */
  private static String state(ByteBuffer buffer) {
    if (buffer == null) {
      return "null";
    }
    ByteBuffer whole = buffer.duplicate();
    whole.clear();
    byte[] bytes = new byte[whole.remaining()];
    whole.get(bytes);
    return buffer.position() + "/" + buffer.limit() + "#" + Arrays.hashCode(bytes);
  }
}
