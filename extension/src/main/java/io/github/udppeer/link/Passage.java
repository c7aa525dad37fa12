package io.github.udppeer.link;

import java.net.InetSocketAddress;

/** A datagram on its way through a link, as rules see it: what it is, and what may become of it. */
interface Passage {

  LinkDirection direction();

  InetSocketAddress clientAddress();

  /** The length of its payload, as the rules before have left it. */
  int length();

  /** What a function of a user is given. */
  LinkDatagram datagram();

  boolean isDropped();

  void drop();

  void duplicate(int times);

  void delay(long nanos);

  /** Keeps it back until so many others have gone. */
  void hold(long moreThan);

  void replace(byte[] bytes);

  void cut(int length);

  void flip(int... bits);

  /** Answers it, and drops it. */
  void reply(byte[]... payloads);
}
