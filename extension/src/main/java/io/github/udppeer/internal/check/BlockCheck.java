package io.github.udppeer.internal.check;

import io.github.udppeer.internal.assertj.AssertionErrors;
import io.github.udppeer.internal.core.Deadline;
import io.github.udppeer.internal.failure.PeerFailures;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.FirstFew;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.peer.PendingScan;
import io.github.udppeer.internal.text.Words;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.WritableAssertionInfo;

/** What a test verifies of the datagrams that a peer received because of a block of code. */
public final class BlockCheck {

  private final Peer peer;
  private final WritableAssertionInfo info;
  private final long firstIndex;

  /** Of the datagrams from this index on. */
  public BlockCheck(Peer peer, WritableAssertionInfo info, long firstIndex) {
    this.peer = peer;
    this.info = info;
    this.firstIndex = firstIndex;
  }

  /** Several datagrams at once. */
  public SequenceCheck sequence() {
    return new SequenceCheck(peer, info, peer.receiveTimeout(), firstIndex);
  }

  public void nothing() {
    PendingScan scan = new PendingScan(peer, firstIndex, Deadline.now());
    if (scan.next().isEmpty()) {
      return;
    }
    PeerFailures failures = new PeerFailures(peer, info, scan.seenUntil());
    FirstFew pending = failures.view().pendingFrom(firstIndex, Set.of());
    List<CapturedDatagram> first = pending.first();
    String came = pending.count() == 1 ? "1 came:" : Words.number(pending.count()) + " came:";
    throw AssertionErrors.of(
        info,
        failures
            .expecting("receive nothing during the block")
            .line("but " + came)
            .list(pending)
            .causes(failures.causes().addStrangeSource(first.get(0)).addRepeated(first)),
        0,
        pending.count());
  }
}
