package io.github.udppeer.internal.core;

import static io.github.udppeer.internal.core.ChunkPool.Size.LARGE;
import static io.github.udppeer.internal.core.ChunkPool.Size.MEDIUM;
import static io.github.udppeer.internal.core.ChunkPool.Size.SMALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ChunkPoolTests {

  private final ChunkPool pool = new ChunkPool();
  private final ChunkPool refused =
      new ChunkPool(
          1 << 20,
          size -> {
            throw new OutOfMemoryError("planted");
          });

  @Test
  void chunkGivenBackIsTakenAgainEmpty() {
    ByteBuffer chunk = take(SMALL);
    chunk.put((byte) 1);
    pool.giveBack(chunk);
    assertThat(take(SMALL)).isSameAs(chunk).extracting(ByteBuffer::position).isEqualTo(0);
  }

  @Test
  void chunksOfDifferentSizesAreKeptApart() {
    pool.giveBack(take(SMALL));
    assertThat(take(MEDIUM).capacity()).isEqualTo(64 << 10);
    assertThat(take(LARGE).capacity()).isEqualTo(1 << 20);
    assertThat(pool.keptBytes()).isEqualTo(4 << 10);
  }

  @Test
  void whatIsKeptIsBounded() {
    List<ByteBuffer> chunks = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      chunks.add(take(LARGE));
    }
    chunks.forEach(pool::giveBack);
    long most = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16);
    assertThat(pool.keptBytes()).isBetween(most - (1 << 20) + 1, most);
  }

  @Test
  void noMoreIsHeldThanMayBe() {
    ChunkPool tight = new ChunkPool(2 << 20, size -> ByteBuffer.allocateDirect(size.bytes));
    ByteBuffer first = Objects.requireNonNull(tight.take(LARGE));
    assertThat(tight.take(LARGE)).isNotNull();
    assertThat(tight.take(SMALL)).isNull();

    tight.giveBack(first);
    assertThat(tight.take(LARGE)).isSameAs(first);
    assertThat(tight.take(LARGE)).isNull();
  }

  @Test
  void whatIsLeftToTheCollectorCountsNoMore() {
    ChunkPool tight = new ChunkPool(100 << 20, size -> ByteBuffer.allocate(size.bytes));
    for (int round = 0; round < 2; round++) {
      List<ByteBuffer> chunks = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        chunks.add(Objects.requireNonNull(tight.take(LARGE)));
      }
      assertThat(tight.take(SMALL)).isNull();
      chunks.forEach(tight::giveBack);
    }
  }

  @Test
  void aJvmThatRefusedIsNotAskedAgainAtOnce() {
    AtomicInteger asked = new AtomicInteger();
    ChunkPool refused =
        new ChunkPool(
            1 << 20,
            size -> {
              asked.incrementAndGet();
              throw new OutOfMemoryError("Cannot reserve direct buffer memory");
            });
    assertThat(refused.take(SMALL)).isNull();
    assertThat(refused.take(LARGE)).isNull();
    assertThat(asked).hasValue(1);
  }

  @Test
  void aJvmThatRefusedIsAskedAgainWhenChunksWereLeftToTheCollector() {
    AtomicInteger left = new AtomicInteger(100);
    ChunkPool small =
        new ChunkPool(
            1 << 30,
            size -> {
              if (left.getAndDecrement() <= 0) {
                throw new OutOfMemoryError("Cannot reserve direct buffer memory");
              }
              return ByteBuffer.allocate(size.bytes);
            });
    List<ByteBuffer> chunks = new ArrayList<>();
    for (ByteBuffer chunk = small.take(LARGE); chunk != null; chunk = small.take(LARGE)) {
      chunks.add(chunk);
    }
    assertThat(chunks).hasSize(100);
    assertThat(small.take(SMALL)).isNull();

    chunks.forEach(small::giveBack);
    left.set(1);

    assertThat(small.take(SMALL)).isNotNull().extracting(ByteBuffer::capacity).isEqualTo(4 << 10);
  }

  @Test
  void whereTheJvmRefusesAKeptChunkOfAnotherSizeServes() {
    AtomicBoolean refusing = new AtomicBoolean();
    ChunkPool refused =
        new ChunkPool(
            1 << 30,
            size -> {
              if (refusing.get()) {
                throw new OutOfMemoryError("Cannot reserve direct buffer memory");
              }
              return ByteBuffer.allocate(size.bytes);
            });
    ByteBuffer medium = Objects.requireNonNull(refused.take(MEDIUM));
    ByteBuffer large = Objects.requireNonNull(refused.take(LARGE));
    refused.giveBack(medium);
    refused.giveBack(large);
    refusing.set(true);

    assertThat(refused.take(SMALL)).isSameAs(medium);
    assertThat(refused.take(SMALL)).isSameAs(large);
    assertThat(refused.take(SMALL)).isNull();
    refused.giveBack(medium);
    assertThat(refused.take(LARGE)).isNull();
    assertThat(refused.take(LARGE, ChunkPool.ROOM)).isSameAs(medium);
    refused.giveBack(medium);
    refused.giveBack(large);
    assertThat(refused.keptBytes()).isEqualTo((64 << 10) + (1 << 20));
  }

  @Test
  void whatIsLeftToTheCollectorWhileItIsReadCountsNoMore() {
    ChunkPool tight = new ChunkPool(1 << 20, size -> ByteBuffer.allocate(size.bytes));
    ByteBuffer chunk = Objects.requireNonNull(tight.take(LARGE));
    assertThat(tight.take(LARGE)).isNull();

    tight.leave(chunk);

    assertThat(tight.take(LARGE)).isNotNull().isNotSameAs(chunk);
  }

  @Test
  void bufferFromElsewhereIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pool.giveBack(ByteBuffer.allocate(100)))
        .withMessage("not a chunk of this pool: 100 bytes");
  }

  @Test
  void aLogGrowsThroughTheSizesAndAlwaysFitsADatagram() {
    assertThat(ChunkPool.Size.next(0, 64)).isEqualTo(SMALL);
    assertThat(ChunkPool.Size.next(0, 4096)).isEqualTo(SMALL);
    assertThat(ChunkPool.Size.next(0, 4097)).isEqualTo(MEDIUM);
    assertThat(ChunkPool.Size.next(1, 65_535)).isEqualTo(MEDIUM);
    assertThat(ChunkPool.Size.next(2, 1)).isEqualTo(LARGE);
    assertThat(ChunkPool.Size.next(99, 1)).isEqualTo(LARGE);
  }

  private ByteBuffer take(ChunkPool.Size size) {
    return Objects.requireNonNull(pool.take(size));
  }

  @Test
  @Timeout(30)
  void nobodyKeepsItToHimself() throws InterruptedException {
    ChunkPool tight = new ChunkPool(0, size -> ByteBuffer.allocateDirect(size.bytes));
    List<Runnable> calls =
        List.of(
            () -> pool.giveBack(take(SMALL)),
            () -> pool.leave(take(LARGE)),
            () -> pool.keptBytes(),
            () -> tight.take(LARGE),
            () -> refused.take(SMALL));
    for (Runnable call : calls) {
      call.run();
      Thread other = new Thread(() -> calls.forEach(Runnable::run));
      other.start();
      other.join();
    }
  }
}
