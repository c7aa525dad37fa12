package io.github.udppeer.samples.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import io.github.udppeer.watch.SocketWatch;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The main program of a JVM that is watched, beside others that change classes. */
final class WatchedProgram {

  private static final int TESTS = 8;

  private WatchedProgram() {}

  /** Takes when Mockito is to mock the JDK's sockets: {@code before}, {@code after} or never. */
  public static void main(String[] arguments) {
    try {
      run(arguments[0]);
      System.exit(0);
    } catch (Throwable broken) {
      System.out.println(broken);
      System.exit(1);
    }
  }

  private static void run(String mocks) throws Exception {
    if (mocks.equals("before")) {
      mockSockets();
    }
    measureAll();
    if (mocks.equals("after")) {
      mockSockets();
      measureAll();
    }
    System.out.println(
        "measured in "
            + (SocketWatch.class.getModule().isNamed() ? "a module" : "the class path")
            + ", mocked "
            + mocks);
  }

  /** Mockito is on the class path only where this is asked for. */
  private static void mockSockets() throws Exception {
    assertThat(((DatagramSocket) mock("mock", Class.class, DatagramSocket.class)).getLocalPort())
        .isZero();
    assertThat(((DatagramChannel) mock("mock", Class.class, DatagramChannel.class)).isConnected())
        .isFalse();
    try (DatagramSocket real = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
      assertThat(((DatagramSocket) mock("spy", Object.class, real)).getLocalPort())
          .isEqualTo(real.getLocalPort());
    }
  }

  private static Object mock(String method, Class<?> parameter, Object argument)
      throws ReflectiveOperationException {
    return Class.forName("org.mockito.Mockito").getMethod(method, parameter).invoke(null, argument);
  }

  private static void measureAll() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(TESTS);
    List<Future<?>> tests = new ArrayList<>();
    for (int test = 0; test < TESTS; test++) {
      int length = 1_000 + test;
      tests.add(threads.submit(() -> measure(length)));
    }
    threads.shutdown();
    for (Future<?> test : tests) {
      test.get();
    }
  }

  private static Void measure(int length) throws Exception {
    try (PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT)) {
      DatagramPeer sender = group.open(PeerOptions.builder().name("sender").build());
      SocketWatch code = SocketWatch.open(group);
      try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
        sender.sendTo(socket.getLocalSocketAddress(), new byte[length]);
        socket.receive(new DatagramPacket(new byte[100], 100));
      }
      assertThat(code).cutDatagrams(1).from(sender).offered(100).wireLength(length);
    }
    return null;
  }
}
