package io.github.udppeer.internal.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.udppeer.internal.core.CaptureView.LogCounts;
import io.github.udppeer.internal.core.ChunkPool.NoMemoryException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sending where the JVM has no memory for a copy, where the kernel has no room, and when down. */
@Timeout(60)
class SendRecordTests {

  private static final int LIMIT = 1 << 20;
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final InetSocketAddress DESTINATION = new InetSocketAddress("127.0.0.1", 9);
  private static final BindRequest REQUEST =
      new BindRequest(new InetSocketAddress("127.0.0.1", 0), List.of(), null, LIMIT);

  /** Takes payloads of direct memory only, as a JVM does that has none left to copy others into. */
  private static final class Starved extends FaultySource {
    private final List<String> sent = new ArrayList<>();
    private boolean hasRoom = true;

    Starved() throws IOException {
      super(REQUEST);
    }

    @Override
    public boolean send(ByteBuffer payload, InetSocketAddress destination) throws IOException {
      if (!payload.isDirect()) {
        throw new NoMemoryException("no memory to send from", new OutOfMemoryError("planted"));
      }
      if (hasRoom) {
        sent.add(UTF_8.decode(payload).toString());
      }
      return hasRoom;
    }
  }

  @AutoClose("close")
  private final Starved source = new Starved();

  private final ChunkPool pool = new ChunkPool();
  private final SendRecord record = new SendRecord(source, pool, LIMIT);

  SendRecordTests() throws IOException {}

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  @Test
  void aPayloadThatTheJvmCannotCopyIsSentFromTheMemoryOfThePool() throws Exception {
    ByteBuffer payload = text("payload");

    assertThat(record.send(payload, DESTINATION, Deadline.now())).isTrue();

    assertThat(source.sent).containsExactly("payload");
    assertThat(payload.hasRemaining()).isFalse();
    assertThat(pool.keptBytes()).isEqualTo(ChunkPool.Size.MEDIUM.bytes);
    assertThat(record.look(CaptureLog::counts)).isEqualTo(new LogCounts(1, 7, 0, 0, 1, 1, 31));
    try (CaptureView view = record.look(CaptureLog::view)) {
      assertThat(view.payload(0)).isEqualTo("payload".getBytes(UTF_8));
      assertThat(view.address(0)).isEqualTo(DESTINATION);
      assertThat(view.nanos(0) - System.nanoTime()).isNegative();
    }
  }

  @Test
  void whatWasNotSentIsWholeAndNotRecorded() throws Exception {
    source.hasRoom = false;
    ByteBuffer payload = text("payload");

    assertThat(record.send(payload, DESTINATION, Deadline.now())).isFalse();

    assertThat(payload.remaining()).isEqualTo(7);
    assertThat(pool.keptBytes()).isEqualTo(ChunkPool.Size.MEDIUM.bytes);
    assertThat(record.look(CaptureLog::counts).appended()).isZero();
  }

  @Test
  void whereThePoolHasNoneEitherTheSendFailsWithThat() {
    ChunkPool empty = new ChunkPool(0, size -> ByteBuffer.allocateDirect(size.bytes));
    SendRecord poor = new SendRecord(source, empty, LIMIT);

    assertThatExceptionOfType(NoMemoryException.class)
        .isThrownBy(() -> poor.send(text("payload"), DESTINATION, Deadline.now()))
        .withMessage("no memory to send from");
    assertThat(poor.look(CaptureLog::counts).appended()).isZero();
  }

  @Test
  void aPayloadTooLongForAnyDatagramIsNotSentFromThePool() {
    ByteBuffer tooLong = ByteBuffer.allocate((64 << 10) + 1);

    assertThatExceptionOfType(NoMemoryException.class)
        .isThrownBy(() -> record.send(tooLong, DESTINATION, Deadline.now()));
    assertThat(source.sent).isEmpty();
    assertThat(pool.keptBytes()).isEqualTo(ChunkPool.Size.MEDIUM.bytes);
  }

  @Test
  void isRefusedWhileItIsDown() throws Exception {
    record.suspend();
    assertThatExceptionOfType(SocketDownException.class)
        .isThrownBy(() -> record.send(text("lost"), DESTINATION, Deadline.now()));
    assertThat(source.sent).isEmpty();

    Starved reopened = new Starved();
    record.resume(reopened);
    assertThat(record.send(text("again"), DESTINATION, Deadline.now())).isTrue();

    assertThat(source.sent).isEmpty();
    assertThat(reopened.sent).containsExactly("again");
    reopened.close();
  }

  @Test
  void forgetsWhatItIsToldToAndGivesTheMemoryBack() throws Exception {
    assertThat(record.send(text("one"), DESTINATION, Deadline.now())).isTrue();
    record.clear();
    assertThat(record.look(CaptureLog::counts).held()).isZero();
    assertThat(pool.keptBytes())
        .isEqualTo(ChunkPool.Size.MEDIUM.bytes + ChunkPool.Size.SMALL.bytes);

    assertThat(record.send(text("two"), DESTINATION, Deadline.now())).isTrue();
    record.moveToHeap();
    assertThat(pool.keptBytes())
        .isEqualTo(ChunkPool.Size.MEDIUM.bytes + ChunkPool.Size.SMALL.bytes);
    try (CaptureView view = record.look(CaptureLog::view)) {
      assertThat(view.payload(0)).isEqualTo("two".getBytes(UTF_8));
    }
  }

  @Test
  void aThreadThatIsInterruptedWhileItWaitsForRoomSaysSo() throws Exception {
    AtomicBoolean recorded = new AtomicBoolean();
    source.hasRoom = false;
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(
            () -> recorded.set(record.send(text("never"), DESTINATION, Deadline.after(LONG))));
    assertThat(recorded).isFalse();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aLockIsHeldByNobodyAfterwards() throws Exception {
    source.hasRoom = false;
    record.send(text("no room"), DESTINATION, Deadline.now());
    record.suspend();
    assertThatExceptionOfType(SocketDownException.class)
        .isThrownBy(() -> record.send(text("down"), DESTINATION, Deadline.now()));
    record.resume(source);
    record.clear();
    record.moveToHeap();
    record.look(CaptureLog::counts);

    Thread other = new Thread(() -> record.look(CaptureLog::counts));
    other.start();
    other.join(Duration.ofSeconds(30).toMillis());
    assertThat(other.isAlive()).isFalse();
  }
}
