package io.github.udppeer.semantics;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A receiver and some senders of one system, on which a sequence is played. What it returns tells
 * senders by number, so that it can be compared with another system's.
 */
final class Stage {

  static final int SENDERS = 3;

  /** No sender sends this byte, so that it shows where nothing was written. */
  private static final byte UNTOUCHED = (byte) 0xEE;

  private static final int MARGIN = 8;

  /** What a receiving call gave. */
  record Reading(Outcome outcome, int returned, boolean truncated, int sender, Bytes memory)
      implements Result {}

  /** What {@code peek}, {@code poll}, {@code receive} or {@code receiveWhole} gave. */
  record Taking(Outcome outcome, Bytes payload, int wireLength, boolean truncated, int sender)
      implements Result {}

  interface Result {
    Outcome outcome();
  }

  /** What a receiving call gave that waited, and whether it waited no longer than it had to. */
  record Woken(Object received, boolean inTime) {}

  interface Call {
    Message on(SocketUnderTest socket, ByteBuffer buffer);
  }

  private final DatagramSystem system;
  private final SocketSetup setup;
  private final SocketUnderTest receiver;
  private final List<SocketUnderTest> senders;
  private final InFlight inFlight = new InFlight();
  private int sent;

  Stage(DatagramSystem system, SocketSetup setup) {
    this.system = system;
    this.setup = setup;
    this.receiver = system.open(setup);
    this.senders = Stream.generate(() -> system.open(setup)).limit(SENDERS).toList();
  }

  /** Does it, unless it would wait for long for nothing. */
  Object play(Operation operation) {
    boolean isVain = setup.isPatient() && operation.waits() && inFlight.isEmpty();
    return isVain ? "left out" : operation.on(this);
  }

  boolean isReadable() {
    return receiver.isReadable();
  }

  Optional<Outcome> send(int sender, int length) {
    if (!inFlight.admits(length)) {
      return Optional.empty();
    }
    Outcome outcome = senders.get(sender).sendTo(receiver.address(), payload(sent++, length));
    if (outcome == Outcome.OK) {
      inFlight.sent(length);
    }
    return Optional.of(outcome);
  }

  /**
   * What a receiving call gives when something is sent while it waits, and whether that woke it. A
   * wait that is not patient may have ended before: then the same call finds what was sent.
   */
  Object receiveWhile(Operation receiving, Operation.Send send) {
    if (!inFlight.isEmpty()) {
      return List.of(receiving.on(this), send.on(this)); // it does not wait
    }
    long start = System.nanoTime();
    byte[] payload = payload(sent++, send.length());
    inFlight.sent(payload.length);
    Object received =
        system.receiveWhile(
            receiver,
            () -> receiving.on(this),
            () -> senders.get(send.sender()).sendTo(receiver.address(), payload));
    if (setup.isPatient()) {
      return new Woken(received, System.nanoTime() - start < setup.timeout().toNanos());
    }
    boolean cameLate = received instanceof Result result && result.outcome() == Outcome.TIMED_OUT;
    return cameLate ? receiving.on(this) : received;
  }

  Reading receive(Room room, boolean consumes, Call call) {
    int bytes = room.forHeadOf(inFlight.head());
    byte[] memory = new byte[MARGIN + bytes + MARGIN];
    Arrays.fill(memory, UNTOUCHED);
    Message message = call.on(receiver, ByteBuffer.wrap(memory, MARGIN, bytes));
    Received received = message.received();
    note(received.outcome(), consumes);
    return new Reading(
        received.outcome(),
        received.returned(),
        message.truncated(),
        number(received.source()),
        Bytes.of(memory));
  }

  Taking take(boolean consumes, Function<SocketUnderTest, Taken> call) {
    Taken taken = call.apply(receiver);
    note(taken.outcome(), consumes);
    return new Taking(
        taken.outcome(),
        taken.payload(),
        taken.wireLength(),
        taken.truncated(),
        number(taken.source()));
  }

  /** What is left, taken. */
  List<Taking> drain() {
    return Stream.generate(() -> take(true, SocketUnderTest::poll))
        .takeWhile(taking -> taking.outcome() == Outcome.OK)
        .toList();
  }

  private void note(Outcome outcome, boolean consumes) {
    if (outcome == Outcome.OK && consumes) {
      inFlight.consumed();
    }
  }

  private int number(Optional<InetSocketAddress> source) {
    List<InetSocketAddress> addresses = senders.stream().map(SocketUnderTest::address).toList();
    return source.map(addresses::indexOf).orElse(-1);
  }

  /** Bytes that differ from one datagram to the next, and within it. */
  private static byte[] payload(int number, int length) {
    byte[] payload = new byte[length];
    for (int i = 0; i < length; i++) {
      payload[i] = (byte) ((1 + 31 * number + i + i / 251) % (UNTOUCHED & 0xFF));
    }
    return payload;
  }
}
