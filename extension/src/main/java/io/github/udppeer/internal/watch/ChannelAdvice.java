package io.github.udppeer.internal.watch;

import java.net.DatagramPacket;
import java.nio.ByteBuffer;
import net.bytebuddy.asm.Advice.Argument;
import net.bytebuddy.asm.Advice.Enter;
import net.bytebuddy.asm.Advice.FieldValue;
import net.bytebuddy.asm.Advice.Local;
import net.bytebuddy.asm.Advice.OnMethodEnter;
import net.bytebuddy.asm.Advice.OnMethodExit;
import net.bytebuddy.asm.Advice.Return;
import net.bytebuddy.asm.Advice.This;
import net.bytebuddy.asm.Advice.Thrown;
import org.jspecify.annotations.Nullable;

/**
 * Code that Byte Buddy copies into {@code sun.nio.ch.DatagramChannelImpl} and {@code
 * sun.nio.ch.DatagramSocketAdaptor}. What it throws itself is suppressed.
 */
@SuppressWarnings({"ParameterName", "UnusedMethod", "UnusedVariable", "ReassignedParameter"})
final class ChannelAdvice {

  private ChannelAdvice() {}

  /** Constructors. */
  static final class Open {
    @OnMethodExit(suppress = Throwable.class)
    static void exit(@This Object channel) {
      Hooks.on(Hooks.OPENED, channel, null, 0, 0, null);
    }
  }

  /** {@code bindInternal(SocketAddress)}: also the implicit bind of a first send or receive. */
  static final class Bind {
    @OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @This Object channel, @Argument(0) Object address, @Thrown @Nullable Throwable thrown) {
      Hooks.on(Hooks.BOUND, channel, address, 0, 0, thrown);
    }
  }

  /** {@code connect(SocketAddress, boolean)}. */
  static final class Connect {
    @OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @This Object channel, @Argument(0) Object address, @Thrown @Nullable Throwable thrown) {
      Hooks.on(Hooks.CONNECTED, channel, address, 0, 0, thrown);
    }
  }

  /** {@code disconnect()}. */
  static final class Disconnect {
    @OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@This Object channel, @Thrown @Nullable Throwable thrown) {
      Hooks.on(Hooks.DISCONNECTED, channel, null, 0, 0, thrown);
    }
  }

  /** {@code innerJoin(...)}. */
  static final class Join {
    @OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @This Object channel, @Argument(0) Object group, @Thrown @Nullable Throwable thrown) {
      Hooks.on(Hooks.JOINED, channel, group, 0, 0, thrown);
    }
  }

  /** {@code implCloseSelectableChannel()}. */
  static final class Close {
    @OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@This Object channel) {
      Hooks.on(Hooks.CLOSED, channel, null, 0, 0, null);
    }
  }

  /** {@code send(ByteBuffer, SocketAddress)}: a DatagramSocket sends by it too. */
  static final class Send {
    @OnMethodEnter(suppress = Throwable.class)
    static int enter(@Argument(0) ByteBuffer payload) {
      return payload == null ? 0 : payload.remaining();
    }

    @OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @This Object channel,
        @Enter int length,
        @Argument(1) Object to,
        @Return int sent,
        @Thrown @Nullable Throwable thrown) {
      Hooks.on(Hooks.SENT, channel, to, length, sent, thrown);
    }
  }

  /** {@code write(ByteBuffer)}. */
  static final class Write {
    @OnMethodEnter(suppress = Throwable.class)
    static int enter(@Argument(0) ByteBuffer payload) {
      return payload == null ? 0 : payload.remaining();
    }

    @OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @This Object channel,
        @Enter int length,
        @Return int sent,
        @Thrown @Nullable Throwable thrown) {
      Hooks.on(Hooks.SENT, channel, null, length, sent, thrown);
    }
  }

  /** {@code write(ByteBuffer[], int, int)}. */
  static final class WriteMany {
    @OnMethodEnter(suppress = Throwable.class)
    static long enter(
        @Argument(0) ByteBuffer[] payload, @Argument(1) int offset, @Argument(2) int count) {
      return Hooks.room(payload, offset, count);
    }

    @OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @This Object channel,
        @Enter long length,
        @Return long sent,
        @Thrown @Nullable Throwable thrown) {
      Hooks.on(Hooks.SENT, channel, null, length, sent, thrown);
    }
  }

  /** The private {@code receive(ByteBuffer, boolean)}: each try of each receive. */
  static final class Measure {
    @OnMethodEnter(suppress = Throwable.class)
    static @Nullable ByteBuffer enter(
        @This Object channel, @Argument(value = 0, readOnly = false) ByteBuffer buffer) {
      ByteBuffer large = Hooks.larger(channel, buffer, true);
      ByteBuffer own = null;
      if (large != null) {
        own = buffer;
        buffer = large;
      }
      return own;
    }

    @OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @This Object channel,
        @Argument(value = 0, readOnly = false) ByteBuffer buffer,
        @Enter @Nullable ByteBuffer own,
        @Return(readOnly = false) int length,
        @Thrown @Nullable Throwable thrown) {
      if (own != null) {
        length = Hooks.settle(own, buffer, length, true, thrown);
      } else if (thrown == null) {
        Hooks.uncut(buffer, length);
      }
    }
  }

  /** {@code receive(ByteBuffer)}. */
  static final class Receive {
    @OnMethodEnter(suppress = Throwable.class)
    static int enter(@This Object channel, @Argument(0) ByteBuffer buffer) {
      int room = buffer == null ? 0 : buffer.remaining();
      Hooks.on(Hooks.WAITS, channel, null, 0, 1, null);
      return room;
    }

    @OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @This Object channel,
        @Argument(0) ByteBuffer buffer,
        @Enter int room,
        @Return Object from,
        @Thrown @Nullable Throwable thrown) {
      int length = from == null ? Hooks.NOTHING : room - buffer.remaining();
      Hooks.received(channel, from, room, length, thrown);
    }
  }

  /** {@code DatagramSocketAdaptor.receive(DatagramPacket)}. */
  static final class ReceivePacket {
    @OnMethodEnter(suppress = Throwable.class)
    static void enter(@FieldValue("dc") Object channel, @FieldValue("timeout") int timeout) {
      Hooks.on(Hooks.WAITS, channel, null, timeout, 0, null);
    }

    @OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @FieldValue("dc") Object channel,
        @Argument(0) DatagramPacket packet,
        @Thrown @Nullable Throwable thrown) {
      Object from = thrown == null ? packet.getSocketAddress() : null;
      int length = thrown == null ? packet.getLength() : Hooks.NOTHING;
      Hooks.received(channel, from, -1, length, thrown);
    }
  }

  /** {@code read(ByteBuffer)}. */
  static final class Read {
    @OnMethodEnter(suppress = Throwable.class)
    static @Nullable ByteBuffer enter(
        @This Object channel, @Argument(value = 0, readOnly = false) ByteBuffer buffer) {
      Hooks.on(Hooks.WAITS, channel, null, 0, 1, null);
      ByteBuffer large = Hooks.larger(channel, buffer, false);
      ByteBuffer own = null;
      if (large != null) {
        own = buffer;
        buffer = large;
      }
      return own;
    }

    @OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @This Object channel,
        @Argument(value = 0, readOnly = false) ByteBuffer buffer,
        @Enter @Nullable ByteBuffer own,
        @Return(readOnly = false) int length,
        @Thrown @Nullable Throwable thrown) {
      if (own != null) {
        length = Hooks.settle(own, buffer, length, false, thrown);
      } else if (thrown == null) {
        Hooks.uncut(buffer, length);
      }
      Hooks.received(channel, null, -1, length, thrown);
    }
  }

  /** {@code read(ByteBuffer[], int, int)}. */
  static final class ReadMany {
    @OnMethodEnter(suppress = Throwable.class)
    static long enter(
        @This Object channel,
        @Argument(value = 0, readOnly = false) ByteBuffer[] buffers,
        @Argument(value = 1, readOnly = false) int offset,
        @Argument(value = 2, readOnly = false) int count,
        @Local("more") ByteBuffer @Nullable [] more) {
      Hooks.on(Hooks.WAITS, channel, null, 0, 1, null);
      long room = Hooks.room(buffers, offset, count);
      more = Hooks.extended(channel, buffers, offset, count);
      if (more != null) {
        buffers = more;
        offset = 0;
        count = more.length;
      }
      return room;
    }

    @OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @This Object channel,
        @Local("more") ByteBuffer @Nullable [] more,
        @Enter long room,
        @Return(readOnly = false) long length,
        @Thrown @Nullable Throwable thrown) {
      if (more != null) {
        length = Hooks.settle(more, room, length, thrown);
      }
      Hooks.received(channel, null, room, length, thrown);
    }
  }
}
