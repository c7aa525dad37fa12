package io.github.udppeer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramMatcher;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What looking at a peer costs as more and more datagrams are pending.
 *
 * <p>Whatever takes one sends one, so that as many stay pending; {@link #send} says what that
 * costs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GrowthBenchmarks {

  private static final int BATCH = 200; // far less than the kernel's queue holds
  private static final String MARKER = "the last";

  @Param({"1000", "100000", "1000000"})
  public int pending;

  private PeerGroup group;
  private DatagramPeer peer;
  private DatagramPeer sender;

  @Setup(Level.Trial)
  public void fill() {
    group = PeerGroup.open(WaitLimits.DEFAULT);
    peer = group.open(PeerOptions.builder().captureLimit(1L << 30).build());
    sender = group.open(PeerOptions.builder().captureLimit(4096).build());
    while (peer.statistics().received() < pending) {
      for (int i = 0; i < BATCH; i++) {
        sender.sendTo(peer, "0123456789abcdef0123456789abcdef");
      }
    }
  }

  @TearDown(Level.Trial)
  public void close() {
    group.close();
  }

  @Benchmark
  public long send() {
    sender.sendTo(peer, MARKER);
    return 0;
  }

  @Benchmark
  public Optional<Datagram> peek() {
    return peer.peek();
  }

  @Benchmark
  public Datagram receive() {
    sender.sendTo(peer, MARKER);
    return peer.receive();
  }

  @Benchmark
  public Object receivesMatchingTheFirst() {
    sender.sendTo(peer, MARKER);
    return assertThat(peer).receivesMatching(DatagramMatcher.matching("any", any -> true));
  }

  @Benchmark
  public Object receivesMatchingTheLast() {
    sender.sendTo(peer, MARKER);
    return assertThat(peer)
        .receivesMatching(
            DatagramMatcher.matching("the last", datagram -> datagram.length() == MARKER.length()));
  }
}
