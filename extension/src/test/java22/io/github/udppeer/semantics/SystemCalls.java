package io.github.udppeer.semantics;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The system calls of Linux on 64 bits. Each returns what the call returns, or the error number
 * negated where it fails, as the kernel itself does; a call that a signal ends is made again.
 */
final class SystemCalls {

  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  static final int MSG_PEEK = 0x2;
  static final int MSG_TRUNC = 0x20;
  static final int MSG_DONTWAIT = 0x40;
  static final int SOL_SOCKET = 1;
  static final int SO_RCVBUF = 8;
  static final int SO_RCVTIMEO = 20;
  static final int EINTR = 4;
  static final int EAGAIN = 11;
  static final int EMSGSIZE = 90;

  private static final short POLLIN = 1;
  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final MemoryLayout ERRNO_LAYOUT = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO_VALUE =
      ERRNO_LAYOUT.varHandle(PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET = intCall("socket", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = intCall("bind", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle GETSOCKNAME =
      intCall("getsockname", JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle SETSOCKOPT =
      intCall("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle POLL = intCall("poll", ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle GETTID = intCall("gettid");
  private static final MethodHandle CLOSE = intCall("close", JAVA_INT);
  private static final MethodHandle SENDTO =
      longCall("sendto", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle RECVFROM =
      longCall("recvfrom", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle RECVMSG = longCall("recvmsg", JAVA_INT, ADDRESS, JAVA_INT);

  private SystemCalls() {}

  static int socket(int family) {
    return (int) call(errno -> (int) SOCKET.invokeExact(errno, family, SOCK_DGRAM_CLOEXEC, 0));
  }

  static int bind(int socket, MemorySegment address) {
    int length = (int) address.byteSize();
    return (int) call(errno -> (int) BIND.invokeExact(errno, socket, address, length));
  }

  static int getsockname(int socket, SocketAddresses.Room name) {
    MemorySegment address = name.address();
    MemorySegment length = name.length();
    return (int) call(errno -> (int) GETSOCKNAME.invokeExact(errno, socket, address, length));
  }

  static int setsockopt(int socket, int option, MemorySegment value) {
    int length = (int) value.byteSize();
    return (int)
        call(
            errno ->
                (int) SETSOCKOPT.invokeExact(errno, socket, SOL_SOCKET, option, value, length));
  }

  /** {@code poll} of one socket for {@code POLLIN}, without waiting. */
  static int pollIn(int socket) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment descriptor = arena.allocate(JAVA_LONG);
      descriptor.set(JAVA_INT, 0, socket);
      descriptor.set(JAVA_SHORT, 4, POLLIN);
      return (int) call(errno -> (int) POLL.invokeExact(errno, descriptor, 1L, 0));
    }
  }

  /** The kernel's number of the calling thread. */
  static int gettid() {
    return (int) call(errno -> (int) GETTID.invokeExact(errno));
  }

  static int close(int socket) {
    return (int) call(errno -> (int) CLOSE.invokeExact(errno, socket));
  }

  static long sendto(int socket, MemorySegment payload, MemorySegment destination) {
    long length = payload.byteSize();
    int addressLength = (int) destination.byteSize();
    return call(
        errno ->
            (long)
                SENDTO.invokeExact(errno, socket, payload, length, 0, destination, addressLength));
  }

  static long recvfrom(int socket, MemorySegment buffer, int flags, SocketAddresses.Room source) {
    long room = buffer.byteSize();
    MemorySegment address = source.address();
    MemorySegment length = source.length();
    return call(
        errno -> (long) RECVFROM.invokeExact(errno, socket, buffer, room, flags, address, length));
  }

  static long recvmsg(int socket, MemorySegment header, int flags) {
    return call(errno -> (long) RECVMSG.invokeExact(errno, socket, header, flags));
  }

  private interface Call {
    long with(MemorySegment errno) throws Throwable;
  }

  private static long call(Call call) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
      long result;
      do {
        long returned = call.with(errno);
        result = returned >= 0 ? returned : -(int) ERRNO_VALUE.get(errno, 0L);
      } while (result == -EINTR);
      return result;
    } catch (Throwable impossible) { // a handle that does not fit its call
      throw new LinkageError("a system call could not be made", impossible);
    }
  }

  private static MethodHandle intCall(String name, MemoryLayout... arguments) {
    return handle(name, FunctionDescriptor.of(JAVA_INT, arguments));
  }

  private static MethodHandle longCall(String name, MemoryLayout... arguments) {
    return handle(name, FunctionDescriptor.of(JAVA_LONG, arguments));
  }

  @SuppressWarnings("restricted") // the JVM that runs the tests is told to allow it
  private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().find(name).orElseThrow(), descriptor, ERRNO);
  }
}
