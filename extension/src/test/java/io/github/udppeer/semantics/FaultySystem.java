package io.github.udppeer.semantics;

import io.github.udppeer.ReceiveFlag;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;

/** The model with a fault, to see whether the differential test finds it. */
record FaultySystem(DatagramSystem model, Fault fault) implements DatagramSystem {

  enum Fault {
    PEEK_CONSUMES,
    EMPTY_DATAGRAMS_ARE_LOST,
    EXACT_FIT_IS_TRUNCATION,
    A_WAIT_OVERLOOKS_WHAT_ARRIVES
  }

  @Override
  public SocketUnderTest open(SocketSetup setup) {
    return new FaultySocket(model.open(setup), fault);
  }

  @Override
  public <T> T receiveWhile(SocketUnderTest receiver, Supplier<T> receiving, Runnable arrival) {
    if (fault != Fault.A_WAIT_OVERLOOKS_WHAT_ARRIVES) {
      return model.receiveWhile(receiver, receiving, arrival);
    }
    T nothing = receiving.get();
    arrival.run();
    return nothing;
  }

  @Override
  public void close() {
    model.close();
  }

  private record FaultySocket(SocketUnderTest socket, Fault fault) implements SocketUnderTest {

    @Override
    public Outcome sendTo(InetSocketAddress destination, byte[] payload) {
      boolean lost = fault == Fault.EMPTY_DATAGRAMS_ARE_LOST && payload.length == 0;
      return lost ? Outcome.OK : socket.sendTo(destination, payload);
    }

    @Override
    public Received receiveFrom(ByteBuffer buffer, ReceiveFlag... flags) {
      return receiveMessage(buffer, flags).received();
    }

    @Override
    public Message receiveMessage(ByteBuffer buffer, ReceiveFlag... flags) {
      Message message =
          socket.receiveMessage(buffer, fault == Fault.PEEK_CONSUMES ? withoutPeek(flags) : flags);
      boolean exact = message.received().returned() == buffer.remaining();
      return fault == Fault.EXACT_FIT_IS_TRUNCATION && exact
          ? new Message(message.received(), true)
          : message;
    }

    private static ReceiveFlag[] withoutPeek(ReceiveFlag... flags) {
      return Arrays.stream(flags)
          .filter(flag -> flag != ReceiveFlag.PEEK)
          .toArray(ReceiveFlag[]::new);
    }

    @Override
    public boolean isReadable() {
      return socket.isReadable();
    }

    @Override
    public InetSocketAddress address() {
      return socket.address();
    }

    @Override
    public int capacity() {
      return socket.capacity();
    }

    @Override
    public void close() {
      socket.close();
    }
  }
}
