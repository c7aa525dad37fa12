package io.github.udppeer.internal.watch;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The records of channels, which it does not keep alive; every send and receive asks it. */
final class ChannelMap {

  private final Map<Object, SocketRecord> records = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object channel, ReferenceQueue<Object> queue) {
      super(channel, queue);
      this.hash = System.identityHashCode(channel);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof Key key && get() != null && key.refersTo(get()))
          || (other instanceof Probe probe && refersTo(probe.channel()));
    }
  }

  /** Finds a key without being one. */
  private record Probe(Object channel) {
    @Override
    public int hashCode() {
      return System.identityHashCode(channel);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.refersTo(channel);
    }
  }

  @Nullable SocketRecord get(Object channel) {
    return records.get(new Probe(channel));
  }

  SocketRecord getOrAdd(Object channel, Supplier<SocketRecord> made) {
    SocketRecord known = get(channel);
    if (known != null) {
      return known;
    }
    letGo();
    SocketRecord record = made.get();
    SocketRecord earlier = records.putIfAbsent(new Key(channel, gone), record);
    return earlier == null ? record : earlier;
  }

  private void letGo() {
    for (Reference<?> each = gone.poll(); each != null; each = gone.poll()) {
      records.remove(each);
    }
  }
}
