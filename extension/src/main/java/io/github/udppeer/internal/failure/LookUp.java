package io.github.udppeer.internal.failure;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A look at what others hold, made for a message: at peers that have failed or close meanwhile, at
 * links, at the system's tables, by a user's functions. Whatever is thrown over it, the message is
 * what is to be thrown, so what cannot be had is left out.
 */
public final class LookUp {

  private LookUp() {}

  public static <T> List<T> list(Supplier<List<T>> look) {
    return optional(() -> Optional.of(look.get())).orElse(List.of());
  }

  public static <T> Optional<T> optional(Supplier<Optional<T>> look) {
    try {
      return look.get();
    } catch (Throwable unavailable) {
      return Optional.empty();
    }
  }
}
