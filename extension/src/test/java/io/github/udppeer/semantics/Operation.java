package io.github.udppeer.semantics;

import io.github.udppeer.ReceiveFlag;
import java.util.Set;

/** One step of a random sequence. Printed, it reads as a line of instructions. */
interface Operation {

  /** Does it, and returns what must be equal on both systems. */
  Object on(Stage stage);

  /** Whether it waits where nothing is pending. */
  default boolean waits() {
    return false;
  }

  /** {@code sendto}. */
  record Send(int sender, int length) implements Operation {
    @Override
    public Object on(Stage stage) {
      return stage.send(sender, length);
    }

    @Override
    public String toString() {
      return "sender %d sends %d bytes".formatted(sender, length);
    }
  }

  /** {@code recvfrom}, which does not report truncation. */
  record ReceiveFrom(Room room, Set<ReceiveFlag> flags) implements Operation {
    @Override
    public Object on(Stage stage) {
      return stage.receive(
          room,
          !flags.contains(ReceiveFlag.PEEK),
          (socket, buffer) -> new Message(socket.receiveFrom(buffer, array(flags)), false));
    }

    @Override
    public boolean waits() {
      return !flags.contains(ReceiveFlag.DONTWAIT);
    }

    @Override
    public String toString() {
      return "recvfrom, buffer %s, flags %s".formatted(room, flags);
    }
  }

  /** {@code recvmsg}. */
  record ReceiveMessage(Room room, Set<ReceiveFlag> flags) implements Operation {
    @Override
    public Object on(Stage stage) {
      return stage.receive(
          room,
          !flags.contains(ReceiveFlag.PEEK),
          (socket, buffer) -> socket.receiveMessage(buffer, array(flags)));
    }

    @Override
    public boolean waits() {
      return !flags.contains(ReceiveFlag.DONTWAIT);
    }

    @Override
    public String toString() {
      return "recvmsg, buffer %s, flags %s".formatted(room, flags);
    }
  }

  /** {@code peek}, {@code poll} and {@code receive} with the socket's capacity for a buffer. */
  enum Take implements Operation {
    PEEK {
      @Override
      public Object on(Stage stage) {
        return stage.take(false, SocketUnderTest::peek);
      }
    },
    POLL {
      @Override
      public Object on(Stage stage) {
        return stage.take(true, SocketUnderTest::poll);
      }
    },
    RECEIVE {
      @Override
      public Object on(Stage stage) {
        return stage.take(true, SocketUnderTest::receive);
      }

      @Override
      public boolean waits() {
        return true;
      }
    }
  }

  /** Peeks with a buffer that doubles, then a receive. */
  record ReceiveWhole(int initialBuffer) implements Operation {
    @Override
    public Object on(Stage stage) {
      return stage.take(true, socket -> socket.receiveWhole(initialBuffer));
    }

    @Override
    public boolean waits() {
      return true;
    }

    @Override
    public String toString() {
      return "receiveWhole, buffer %d bytes at first".formatted(initialBuffer);
    }
  }

  /** A datagram that comes while a receiving call waits for it. */
  record Arrival(Send send, Operation receiving) implements Operation {
    @Override
    public Object on(Stage stage) {
      return stage.receiveWhile(receiving, send);
    }

    @Override
    public String toString() {
      return send + " while this waits: " + receiving;
    }
  }

  /** {@code poll} for {@code POLLIN}. */
  record IsReadable() implements Operation {
    @Override
    public Object on(Stage stage) {
      return stage.isReadable();
    }

    @Override
    public String toString() {
      return "is anything pending";
    }
  }

  private static ReceiveFlag[] array(Set<ReceiveFlag> flags) {
    return flags.toArray(ReceiveFlag[]::new);
  }
}
