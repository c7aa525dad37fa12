package io.github.udppeer.internal.check;

import io.github.udppeer.internal.failure.Expectation;
import io.github.udppeer.internal.failure.FailureText;
import io.github.udppeer.internal.failure.SequenceFailures;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.peer.PeerReceiver;
import io.github.udppeer.internal.peer.PendingScan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.assertj.core.api.WritableAssertionInfo;

/** Checks the next datagrams of a peer together, and consumes them if all is well. */
public final class SequenceCheck {

  /** Datagrams beyond the number expected that a failure still looks at. */
  private static final int MOST_FURTHER = 5;

  private static final String IN_ORDER = "in this order";
  private static final String ANY_ORDER = "in any order";
  private static final String AMONG = "during the block";
  private static final String ONLY = "during the block, and no others";

  private final Peer peer;
  private final SequenceFailures failures;
  private final PendingScan scan;
  private final List<CapturedDatagram> found = new ArrayList<>();

  SequenceCheck(Peer peer, WritableAssertionInfo info, Duration limit, long firstIndex) {
    this.peer = peer;
    this.scan = new PendingScan(peer, firstIndex, peer.patience().deadline(limit));
    this.failures = new SequenceFailures(peer, info, limit, scan);
  }

  public void inOrder(List<Expectation> all) {
    for (Expectation expected : all) {
      CapturedDatagram next =
          scan.next()
              .orElseThrow(
                  () ->
                      failures.missing(
                          IN_ORDER, all, found, all.subList(found.size(), all.size())));
      if (!failures.matches(expected, next)) {
        throw failures.outOfOrder(all, found, expected, next);
      }
      found.add(next);
    }
    consume(() -> failures.expecting(IN_ORDER, all));
  }

  public void inAnyOrder(List<Expectation> all) {
    Assignment order = new Assignment(all, failures::matches);
    while (!order.isComplete()) {
      CapturedDatagram next =
          scan.next().orElseThrow(() -> failures.missing(ANY_ORDER, all, found, order.missing()));
      found.add(next);
      if (!order.assign(next)) {
        gatherFurther(order, all.size() + MOST_FURTHER);
        throw failures.notThose(ANY_ORDER, all, found, order.missing(), order.extra());
      }
    }
    consume(() -> failures.expecting(ANY_ORDER, all));
  }

  /** What has come by now may be what is missing. */
  private void gatherFurther(Assignment order, int most) {
    Optional<CapturedDatagram> next = scan.nextAtOnce();
    while (next.isPresent() && found.size() < most) {
      found.add(next.get());
      order.assign(next.get());
      next = scan.nextAtOnce();
    }
  }

  /** Each of these, whatever comes beside them, which stays pending. */
  public void among(List<Expectation> all) {
    Assignment order = new Assignment(all, failures::matches);
    while (!order.isComplete()) {
      CapturedDatagram next =
          scan.next().orElseThrow(() -> failures.missing(AMONG, all, found, order.missing()));
      found.add(next);
      order.assign(next);
    }
    found.removeAll(order.extra());
    consume(() -> failures.expecting(AMONG, all));
  }

  /** These and no more. */
  public void only(List<Expectation> all) {
    Assignment order = new Assignment(all, failures::matches);
    boolean isAsExpected = true;
    while (!order.isComplete() && isAsExpected) {
      CapturedDatagram next =
          scan.next().orElseThrow(() -> failures.missing(ONLY, all, found, order.missing()));
      found.add(next);
      isAsExpected = order.assign(next);
    }
    gatherFurther(order, all.size() + MOST_FURTHER);
    if (!order.extra().isEmpty()) {
      throw failures.notThose(ONLY, all, found, order.missing(), order.extra());
    }
    consume(() -> failures.expecting(ONLY, all));
  }

  public void exactly(int count) {
    findAtLeast(count, "exactly");
    if (scan.nextAtOnce().isPresent()) {
      throw failures.tooMany("exactly", count);
    }
    consume(() -> failures.expectingCount("exactly", count));
  }

  public void atLeast(int count) {
    findAtLeast(count, "at least");
    Optional<CapturedDatagram> next = scan.nextAtOnce();
    while (next.isPresent()) {
      found.add(next.get());
      next = scan.nextAtOnce();
    }
    consume(() -> failures.expectingCount("at least", count));
  }

  public void atMost(int count) {
    String manner = "within " + failures.limit() + " at most";
    Optional<CapturedDatagram> next = scan.next();
    while (next.isPresent()) {
      found.add(next.get());
      if (found.size() > count) {
        throw failures.tooMany(manner, count);
      }
      next = scan.next();
    }
    peer.context().throwMishaps(); // with which the wait has ended early
    consume(() -> failures.expectingCount(manner, count));
  }

  private void findAtLeast(int count, String manner) {
    while (found.size() < count) {
      found.add(scan.next().orElseThrow(() -> failures.tooFew(manner, count, found)));
    }
  }

  /** Takes what was found, unless another thread was quicker: nothing is taken twice. */
  private void consume(Supplier<FailureText> expectation) {
    long taken =
        new PeerReceiver(peer)
            .consumeAll(found.stream().mapToLong(CapturedDatagram::index).toArray());
    if (taken >= 0) {
      throw failures.takenByAnother(
          expectation.get(), found.stream().filter(each -> each.index() == taken).toList());
    }
  }
}
