package io.github.udppeer.internal.script;

import io.github.udppeer.internal.core.Deadline;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.peer.Reactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which peer has which script. */
public final class Scripts {

  private Scripts() {}

  /** The script of a peer; empty where it has none. */
  public static Optional<PeerScript> of(Peer peer) {
    Optional<Reactions> used = peer.reactions(); // every test ends here: no class is loaded for it
    return used.isPresent() ? Optional.of((PeerScript) used.get()) : Optional.empty();
  }

  /** The script of a peer, which begins now if it has none. */
  public static PeerScript on(Peer peer) {
    return (PeerScript) peer.reactions(PeerScript::begin);
  }

  /** Ends the scripts of these peers, after they have dealt with what has come, for a moment. */
  public static void endAll(List<Peer> peers) {
    List<PeerScript> scripts = new ArrayList<>();
    for (Peer peer : peers) {
      if (peer.reactions().isPresent()) {
        scripts.add(on(peer));
      }
    }
    if (scripts.isEmpty()) {
      return;
    }
    Deadline moment = Deadline.after(PeerScript.BRIEF);
    for (PeerScript script : scripts) {
      script.settleBriefly(moment);
    }
    for (PeerScript script : scripts) {
      script.close();
    }
  }
}
