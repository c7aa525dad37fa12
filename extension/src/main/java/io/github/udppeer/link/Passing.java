package io.github.udppeer.link;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A datagram on its way through a link, and what the rules have made of it so far. Used again for
 * the next one where nothing keeps it.
 */
final class Passing implements Passage {

  private static final LinkFault[] NO_RULES = {};

  private long index;
  private long nanos;
  private @Nullable Route route;
  private LinkFault[] rules = NO_RULES;
  private ByteBuffer arrived = ByteBuffer.allocate(0);
  private ByteBuffer payload = arrived;
  private boolean changed;
  private @Nullable LinkDatagram datagram;

  private int consulted;
  private final List<LinkFault> applied = new ArrayList<>(2);
  private final List<Verdict> verdicts = new ArrayList<>(2);
  private boolean dropped;
  private int copies;
  private long delayNanos;
  private long others;
  private List<byte[]> replies = List.of();

  /** Begins the way of another datagram: where it goes. */
  Passing route(Route way) {
    route = way;
    return this;
  }

  /**
   * Begins the way of another datagram: what it is.
   *
   * @param rules those that are in force as it enters
   * @param arrived from position 0 to the limit
   */
  Passing begin(long index, LinkFault[] rules, ByteBuffer arrived) {
    this.index = index;
    nanos = System.nanoTime();
    this.rules = rules;
    this.arrived = arrived;
    payload = arrived;
    changed = false;
    datagram = null;
    consulted = 0;
    applied.clear();
    verdicts.clear();
    dropped = false;
    copies = 0;
    delayNanos = 0;
    others = 0;
    replies = List.of();
    return this;
  }

  /** Returns the same, before any rule, with a payload of its own. */
  Passing kept() {
    Passing kept = new Passing().route(route());
    kept.begin(index, rules, copy(arrived));
    kept.nanos = nanos;
    return kept;
  }

  /**
   * Gives what is to be sent later a place of its own.
   *
   * @param passed how many have gone in its direction; from now on {@link #others} counts these too
   */
  Passing keptToSend(long passed) {
    Passing kept = new Passing().route(route());
    kept.begin(index, NO_RULES, changed ? payload : copy(payload));
    kept.copies = copies;
    kept.others = others == 0 ? 0 : passed + others;
    return kept;
  }

  private static ByteBuffer copy(ByteBuffer from) {
    return ByteBuffer.wrap(bytes(from));
  }

  private static byte[] bytes(ByteBuffer from) {
    byte[] bytes = new byte[from.limit()];
    from.get(0, bytes);
    return bytes;
  }

  @Override
  public void drop() {
    dropped = true;
  }

  @Override
  public void duplicate(int times) {
    copies += times;
  }

  @Override
  public void delay(long nanos) {
    delayNanos += nanos;
  }

  @Override
  public void hold(long moreThan) {
    others = Math.max(others, moreThan);
  }

  @Override
  public void replace(byte[] bytes) {
    payload = ByteBuffer.wrap(bytes);
    changed = true;
    datagram = null;
  }

  @Override
  public void cut(int length) {
    if (length < payload.limit()) {
      byte[] bytes = new byte[length];
      payload.get(0, bytes);
      replace(bytes);
    }
  }

  @Override
  public void flip(int... bits) {
    byte[] bytes = bytes(payload);
    for (int bit : bits) {
      if (bit / Byte.SIZE < bytes.length) {
        bytes[bit / Byte.SIZE] ^= (byte) (0x80 >> bit % Byte.SIZE);
      }
    }
    replace(bytes);
  }

  @Override
  public void reply(byte[]... payloads) {
    replies = List.of(payloads);
    dropped = true;
  }

  /** A rule has been asked. */
  void consulted() {
    consulted++;
  }

  /** A rule has applied. */
  void applied(LinkFault rule, Verdict verdict) {
    applied.add(rule);
    verdicts.add(verdict);
  }

  @Override
  public LinkDirection direction() {
    return route().direction();
  }

  long index() {
    return index;
  }

  /** The monotonic clock's reading when it came. */
  long nanos() {
    return nanos;
  }

  Route route() {
    return Objects.requireNonNull(route);
  }

  @Override
  public InetSocketAddress clientAddress() {
    return route().clientAddress();
  }

  LinkFault[] rules() {
    return rules;
  }

  /** What came, from position 0 to the limit. */
  ByteBuffer arrived() {
    return arrived;
  }

  /** What goes, from position 0 to the limit. */
  ByteBuffer payload() {
    return payload.rewind();
  }

  @Override
  public int length() {
    return payload.limit();
  }

  boolean isChanged() {
    return changed;
  }

  @Override
  public LinkDatagram datagram() {
    LinkDatagram known = datagram;
    if (known == null) {
      known = new LinkDatagram(direction(), index, clientAddress(), bytes(payload));
      datagram = known;
    }
    return known;
  }

  int rulesConsulted() {
    return consulted;
  }

  List<LinkFault> rulesApplied() {
    return applied;
  }

  List<Verdict> verdicts() {
    return verdicts;
  }

  @Override
  public boolean isDropped() {
    return dropped;
  }

  /** How many more are to be sent beside the datagram itself. */
  int copies() {
    return copies;
  }

  long delayNanos() {
    return delayNanos;
  }

  /** How many others are to go first. */
  long others() {
    return others;
  }

  List<byte[]> replies() {
    return replies;
  }
}
