package io.github.udppeer.internal.check;

import io.github.udppeer.internal.failure.Expectation;
import io.github.udppeer.internal.peer.CapturedDatagram;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Assigns datagrams to those expected, as many as can be: one that fits several gives way where
 * another one needs its place.
 */
final class Assignment {

  /** A test that may run a user's function, whose throwing is the assertion's failure. */
  interface Matching {
    boolean matches(Expectation expected, CapturedDatagram datagram);
  }

  /** Places of one kind: the same text may be expected several times. */
  private static final class Slot {
    final List<Expectation> expected = new ArrayList<>();
    final List<CapturedDatagram> taken = new ArrayList<>();

    boolean isFull() {
      return taken.size() == expected.size();
    }
  }

  private final Matching matching;
  private final List<Expectation> all;
  private final List<Slot> slots = new ArrayList<>();
  private final List<Slot> byMatcher = new ArrayList<>();
  private final Map<ByteBuffer, Slot> byPayload = new HashMap<>();
  private final Map<CapturedDatagram, List<Slot>> fitting = new HashMap<>();
  private final List<CapturedDatagram> extra = new ArrayList<>();
  private int assigned;

  Assignment(List<Expectation> all, Matching matching) {
    this.all = all;
    this.matching = matching;
    all.forEach(this::addPlace);
  }

  private void addPlace(Expectation expected) {
    Slot slot =
        expected
            .payload()
            .map(bytes -> byPayload.computeIfAbsent(ByteBuffer.wrap(bytes), any -> newSlot()))
            .orElseGet(
                () -> {
                  Slot own = newSlot();
                  byMatcher.add(own);
                  return own;
                });
    slot.expected.add(expected);
  }

  private Slot newSlot() {
    Slot slot = new Slot();
    slots.add(slot);
    return slot;
  }

  boolean isComplete() {
    return assigned == all.size();
  }

  /** Finds a place for a datagram, others moved where need be; false when there is none. */
  boolean assign(CapturedDatagram datagram) {
    fitting.put(datagram, slotsFor(datagram));
    boolean placed = place(datagram, new HashSet<>());
    if (placed) {
      assigned++;
    } else {
      extra.add(datagram);
    }
    return placed;
  }

  private List<Slot> slotsFor(CapturedDatagram datagram) {
    List<Slot> fit = new ArrayList<>();
    Slot exact = byPayload.get(ByteBuffer.wrap(datagram.payload()));
    if (exact != null) {
      fit.add(exact);
    }
    for (Slot slot : byMatcher) {
      if (matching.matches(slot.expected.get(0), datagram)) {
        fit.add(slot);
      }
    }
    return fit;
  }

  /** A place that is free is taken before another one is moved. */
  private boolean place(CapturedDatagram datagram, Set<Slot> tried) {
    List<Slot> fit = fitting.getOrDefault(datagram, List.of());
    return fit.stream().anyMatch(slot -> takes(slot, datagram))
        || fit.stream().anyMatch(slot -> tried.add(slot) && movesOne(slot, datagram, tried));
  }

  private static boolean takes(Slot slot, CapturedDatagram datagram) {
    return !slot.isFull() && slot.taken.add(datagram);
  }

  private boolean movesOne(Slot slot, CapturedDatagram datagram, Set<Slot> tried) {
    for (int place = 0; place < slot.taken.size(); place++) {
      if (place(slot.taken.get(place), tried)) {
        slot.taken.set(place, datagram);
        return true;
      }
    }
    return false;
  }

  /** Returns those of which none has come, in the order in which they were given. */
  List<Expectation> missing() {
    Set<Expectation> missing = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Slot slot : slots) {
      missing.addAll(slot.expected.subList(slot.taken.size(), slot.expected.size()));
    }
    return all.stream().filter(missing::contains).toList();
  }

  /** Returns those for which there was no place. */
  List<CapturedDatagram> extra() {
    return extra;
  }
}
