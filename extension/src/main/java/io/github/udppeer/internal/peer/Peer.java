package io.github.udppeer.internal.peer;

import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.kernel.BindRefusal;
import io.github.udppeer.internal.kernel.LiteralAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A bound socket of a test, and what belongs to it. Its parts come with their first use. */
public final class Peer implements AutoCloseable {

  private final PeerContext context;
  private final String name;
  private final PeerSettings settings;
  private final CapturedSocket socket;
  private volatile @Nullable PeerHistory history;
  private volatile @Nullable Reactions reactions;

  public Peer(PeerContext context, String name, PeerSettings settings, CapturedSocket socket) {
    this.context = context;
    this.name = name;
    this.settings = settings;
    this.socket = socket;
  }

  public PeerContext context() {
    return context;
  }

  public String name() {
    return name;
  }

  public PeerSettings settings() {
    return settings;
  }

  public CapturedSocket socket() {
    return socket;
  }

  public InetSocketAddress address() {
    return socket.localAddress();
  }

  /** Where it is reached by who stands there: a wildcard is no destination. */
  public InetSocketAddress reachableAddress(InetAddress from) {
    return LiteralAddress.reachable(address(), from);
  }

  public Patience patience() {
    return new Patience(context, receiveTimeout());
  }

  public Duration receiveTimeout() {
    Optional<Duration> own = settings.receiveTimeout();
    return own.isPresent() ? own.get() : context.receiveTimeout();
  }

  public PeerHistory history() {
    PeerHistory used = history;
    return used == null ? firstHistory() : used;
  }

  private synchronized PeerHistory firstHistory() {
    PeerHistory used = history;
    if (used == null) {
      used = new PeerHistory(this);
      history = used;
    }
    return used;
  }

  /** What it does by itself; empty where nobody has asked for anything. */
  public Optional<Reactions> reactions() {
    return Optional.ofNullable(reactions);
  }

  /** What it does by itself, which this begins where nothing has begun yet. */
  public synchronized Reactions reactions(Function<Peer, Reactions> beginning) {
    Reactions used = reactions;
    if (used == null) {
      used = beginning.apply(this);
      reactions = used;
    }
    return used;
  }

  /** Has those look again who wait for it. */
  public void wake() {
    socket.wake();
    reactions().ifPresent(Reactions::wake);
  }

  public void down() {
    run("take down", () -> socket.down(history()::keepDrops));
  }

  public void up() {
    run(
        "bring up",
        () -> {
          try {
            socket.up();
          } catch (IOException refused) {
            throw explained(refused);
          }
        });
  }

  private IOException explained(IOException refused) {
    if (!new BindRefusal(refused).isInUse()) {
      return refused;
    }
    String what = "peer \"" + name + "\" again";
    String advice = "the port was free while the peer was down, and somebody took it";
    throw BindFailures.explain(
        new BindRefusedException(what, address(), refused, advice),
        PeerText.lifelines(context.peersOfRun()));
  }

  public void freeze() {
    run("freeze", socket::freeze);
  }

  public void thaw() {
    run("thaw", socket::thaw);
  }

  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  private void run(String what, Step step) {
    try {
      step.run();
    } catch (IOException | InterruptedException failure) {
      throw CoreCalls.explained(this, what, failure);
    }
  }

  @Override
  public void close() {
    try {
      Reactions used = reactions;
      if (used != null) {
        used.settleBriefly();
        used.close();
      }
      history().close();
    } finally {
      context.leave(this);
    }
  }

  @Override
  public String toString() {
    return PeerText.subject(this);
  }
}
