package io.github.udppeer.link;

import io.github.udppeer.internal.timeline.LinkHistory.Carried;
import io.github.udppeer.internal.timeline.LinkHistory.Step;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The latest that happened on a link. Its places are used again, so that a datagram that simply
 * passes leaves no garbage. The link's lock guards it.
 */
final class LinkLog {

  private static final int MOST = 1000;

  /** What is kept of a payload; most datagrams of this length or less are not fragmented. */
  private static final int MOST_BYTES = 1500;

  /** One place. */
  private static final class Place {
    private static final byte[] EMPTY = {};
    private static final InetSocketAddress NOWHERE = new InetSocketAddress(0);

    long nanos;
    String verb = "";
    String beside = "";
    boolean isNotable;
    boolean isDatagram;
    boolean entered;
    InetSocketAddress from = NOWHERE;
    InetSocketAddress to = NOWHERE;
    InetSocketAddress port = NOWHERE;
    byte[] bytes = EMPTY;
    int wireLength;
    int sent;
    InetSocketAddress sentPort = NOWHERE;

    void keep(ByteBuffer payload) {
      wireLength = payload.limit();
      int kept = Math.min(wireLength, MOST_BYTES);
      if (bytes.length < kept) {
        bytes = new byte[Math.min(MOST_BYTES, Math.max(64, kept * 2))];
      }
      payload.get(0, bytes, 0, kept);
    }

    /** Adds what came, and beside it what left unchanged. */
    void addSteps(List<Step> to) {
      to.add(step());
      for (int copy = 0; copy < sent; copy++) {
        Carried carried = new Carried(false, from, this.to, sentPort, payload(), wireLength);
        to.add(new Step(nanos, "send", Optional.of(carried), "", false));
      }
    }

    private ByteBuffer payload() {
      return ByteBuffer.wrap(Arrays.copyOf(bytes, Math.min(wireLength, MOST_BYTES)));
    }

    private Step step() {
      Optional<Carried> carried =
          isDatagram
              ? Optional.of(new Carried(entered, from, to, port, payload(), wireLength))
              : Optional.empty();
      return new Step(nanos, verb, carried, beside, isNotable);
    }
  }

  private final List<Place> places = new ArrayList<>();
  private int next;
  private long forgotten;

  /** Something happened to no particular datagram. */
  void event(String verb, String what) {
    Place place = place();
    place.verb = verb;
    place.beside = what;
    place.isNotable = true;
    place.isDatagram = false;
  }

  /** A datagram came. Plain passing is not notable. */
  void entered(Passing passing, String verb, String beside, boolean isNotable) {
    Place place = place();
    place.nanos = passing.nanos();
    place.verb = verb;
    place.beside = beside;
    place.isNotable = isNotable;
    carry(place, passing, passing.direction(), true);
    place.keep(passing.arrived());
  }

  /** The one that came last left at once as it is, so many times. */
  void sent(int times) {
    latest().sent = times;
  }

  /** A datagram left; the time is that before its sending, since its receiver may be quicker. */
  void left(Passing passing, String verb, boolean isNotable, long nanos) {
    left(passing, passing.direction(), passing.payload(), verb);
    Place place = latest();
    place.nanos = nanos;
    place.beside = "";
    place.isNotable = isNotable;
  }

  /** An answer left, against the datagram's direction. */
  void replied(Passing passing, ByteBuffer reply, long nanos) {
    left(passing, passing.direction().opposite(), reply, "reply");
    Place place = latest();
    place.nanos = nanos;
    place.beside = "";
    place.isNotable = true;
  }

  private void left(Passing passing, LinkDirection direction, ByteBuffer payload, String verb) {
    Place place = place();
    place.verb = verb;
    carry(place, passing, direction, false);
    place.keep(payload);
  }

  private static void carry(
      Place place, Passing passing, LinkDirection direction, boolean entered) {
    Route route = passing.route();
    place.isDatagram = true;
    place.entered = entered;
    place.from = route.end(direction.opposite());
    place.to = route.end(direction);
    InetSocketAddress entry = route.exit(direction.opposite()).localAddress();
    InetSocketAddress exit = route.exit(direction).localAddress();
    place.port = entered ? entry : exit;
    place.sentPort = entered ? exit : entry;
  }

  private Place latest() {
    return places.get((next + MOST - 1) % MOST);
  }

  private Place place() {
    if (places.size() < MOST) {
      places.add(new Place());
    } else if (places.get(next).entered && places.get(next).isDatagram) {
      forgotten++;
    }
    Place place = places.get(next);
    place.nanos = System.nanoTime();
    place.sent = 0;
    next = (next + 1) % MOST;
    return place;
  }

  /** Returns what is remembered, the earliest first. */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    int first = places.size() < MOST ? 0 : next;
    for (int i = 0; i < places.size(); i++) {
      places.get((first + i) % places.size()).addSteps(steps);
    }
    return steps;
  }

  /** Returns how many datagrams that came are not remembered. */
  long forgotten() {
    return forgotten;
  }
}
