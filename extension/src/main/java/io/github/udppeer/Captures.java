package io.github.udppeer;

import io.github.udppeer.internal.script.CapturedValues;
import io.github.udppeer.internal.text.Words;
import java.lang.invoke.MethodType;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;

/**
 * What the steps of a conversation have kept for later ones. Safe for use by several threads;
 * nothing here waits or consumes.
 *
 * @since 0.1.0
 */
public final class Captures {

  private static final int LONGEST_NAME = 300;

  private final CapturedValues values;

  Captures(CapturedValues values) {
    this.values = values;
  }

  /**
   * Returns the datagram that the latest step expected and got.
   *
   * @return the latest request
   * @throws NoSuchElementException if none has come yet
   */
  public Datagram request() {
    return values
        .request()
        .map(Datagram::new)
        .orElseThrow(
            () -> new NoSuchElementException("no datagram of the conversation has come yet"));
  }

  /**
   * Returns a value that a step captured.
   *
   * @param name the name under which it was captured
   * @param type the value's type; {@code int.class}, as Kotlin's {@code Int::class.java}, counts as
   *     {@code Integer.class}
   * @param <T> the value's type
   * @return the value
   * @throws NoSuchElementException if nothing was captured under this name yet
   * @throws ClassCastException if it is of another type; the message says of which
   */
  public <T> T get(String name, Class<T> type) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Object value = values.get(name).orElseThrow(() -> nothingAs(name));
    Class<T> reference = reference(type);
    if (!reference.isInstance(value)) {
      throw new ClassCastException(
          String.format(
              Locale.ROOT,
              "what was captured as \"%s\" is a %s and no %s",
              Words.printable(name, LONGEST_NAME),
              value.getClass().getName(),
              type.getName()));
    }
    return reference.cast(value);
  }

  @SuppressWarnings("unchecked") // int.class is a Class<Integer>, and so is Integer.class
  private static <T> Class<T> reference(Class<T> type) {
    return (Class<T>) MethodType.methodType(type).wrap().returnType();
  }

  /**
   * Returns a text that a step captured. Otherwise as {@link #get}.
   *
   * @param name the name under which it was captured
   * @return the text
   */
  public String text(String name) {
    return get(name, String.class);
  }

  private NoSuchElementException nothingAs(String name) {
    Set<String> known = values.names();
    return new NoSuchElementException(
        String.format(
            Locale.ROOT,
            "nothing has been captured as \"%s\" yet; so far there is %s",
            Words.printable(name, LONGEST_NAME),
            known.isEmpty() ? "nothing" : Words.printable(known.toString(), LONGEST_NAME)));
  }
}
