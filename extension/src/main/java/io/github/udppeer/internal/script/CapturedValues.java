package io.github.udppeer.internal.script;

import io.github.udppeer.internal.peer.CapturedDatagram;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the steps of a conversation have kept for later ones. */
public final class CapturedValues {

  private final Map<String, Object> values = new ConcurrentHashMap<>();
  private volatile @Nullable CapturedDatagram request;

  /** The datagram that the latest step expected and got. */
  public Optional<CapturedDatagram> request() {
    return Optional.ofNullable(request);
  }

  public Optional<Object> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  public Set<String> names() {
    return new TreeSet<>(values.keySet());
  }

  void request(CapturedDatagram latest) {
    request = latest;
  }

  void put(String name, Object value) {
    values.put(name, value);
  }
}
