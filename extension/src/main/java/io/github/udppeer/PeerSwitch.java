package io.github.udppeer;

import java.io.IOException;

/** Takes a peer off the network and back, and says in words why that cannot be. */
final class PeerSwitch {

  private final DatagramPeer peer;

  PeerSwitch(DatagramPeer peer) {
    this.peer = peer;
  }

  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  void down() {
    run("take down", () -> peer.socket().down(peer.history()::keepDrops));
  }

  void up() {
    run(
        "bring up",
        () -> {
          try {
            peer.socket().up();
          } catch (IOException refused) {
            throw explained(refused);
          }
        });
  }

  /** Only a port in use has words of its own. */
  private IOException explained(IOException refused) {
    if (!new BindRefusal(refused).isInUse()) {
      return refused;
    }
    String what = "peer \"" + peer.name() + "\" again";
    String advice = "the port was free while the peer was down, and somebody took it";
    throw BindFailures.explain(
        new BindRefusedException(what, peer.address(), refused, advice), peer.group().peersOfRun());
  }

  void freeze() {
    run("freeze", peer.socket()::freeze);
  }

  void thaw() {
    run("thaw", peer.socket()::thaw);
  }

  private void run(String what, Step step) {
    try {
      step.run();
    } catch (IOException | InterruptedException failure) {
      throw CoreFailures.explained(peer, what, failure);
    }
  }
}
