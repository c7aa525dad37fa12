package io.github.udppeer.link;

import io.github.udppeer.internal.text.Words;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A datagram on its way through a link, as a rule or a predicate sees it: changed by the rules
 * before. Immutable.
 *
 * @since 0.1.0
 */
public final class LinkDatagram {

  private final LinkDirection direction;
  private final long index;
  private final InetSocketAddress client;
  private final byte[] payload;

  LinkDatagram(LinkDirection direction, long index, InetSocketAddress client, byte[] payload) {
    this.direction = direction;
    this.index = index;
    this.client = client;
    this.payload = payload;
  }

  /**
   * Returns which way it goes.
   *
   * @return the direction
   */
  public LinkDirection direction() {
    return direction;
  }

  /**
   * Returns its number among all that entered the link in this direction.
   *
   * @return 0 for the first
   */
  public long index() {
    return index;
  }

  /**
   * Returns the client that it comes from or goes to.
   *
   * @return the client's own address and port
   */
  public InetSocketAddress client() {
    return client;
  }

  /**
   * Returns the payload.
   *
   * @return a copy
   */
  public byte[] payload() {
    return payload.clone();
  }

  /**
   * Returns the payload as text in UTF-8.
   *
   * @return the text; invalid bytes are replaced
   */
  public String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }

  /**
   * Returns the length of the payload.
   *
   * @return bytes
   */
  public int length() {
    return payload.length;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "datagram %d %s, %s", index, direction, Words.bytes(payload.length));
  }
}
