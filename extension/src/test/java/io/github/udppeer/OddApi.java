package io.github.udppeer;

import java.io.IOException;
import java.io.Serializable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whatever an API can have that is written, or left out, in its own way. */
@SuppressWarnings({
  "unused",
  "ClassCanBeStatic",
  "InlineMeSuggester",
  "ProtectedMembersInFinalClass",
  "removal"
})
public class OddApi extends HiddenParent<String> implements Comparable<OddApi>, AutoCloseable {

  /** Not the greatest. */
  public static final long MOST = 42;

  protected static final String QUOTED = "a \"b\"\\\n";
  public static final List<String> NAMES = List.of();
  public volatile int later;
  private int unreachable;
  int unreachableToo;

  protected OddApi() {}

  public <T extends Number & Comparable<? super T>> OddApi(@Nullable T first, int... more) {}

  OddApi(String unreachable) {}

  @Override
  public int compareTo(OddApi other) {
    return 0;
  }

  @Override
  public synchronized void close() throws IOException, IllegalStateException {}

  @Override
  public String inherited(String given) {
    return given;
  }

  public void oneOfTwo(long given) {}

  public final Map.@Nullable Entry<String, ? extends @Nullable Number> entry(
      Function<?, int[]> function, @Nullable String[] elements, String @Nullable [][] array) {
    return null;
  }

  protected static <X extends Exception> void rethrow(Class<X> type) throws X {}

  @Deprecated(since = "2", forRemoval = true)
  @SafeVarargs
  public static <T> List<? super T> listed(T... several) {
    return List.of();
  }

  void unreachable() {}

  private void unreachableToo() {}

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return 1;
  }

  /** What nobody can extend. */
  public static final class Shut {
    public final int size = 1;

    private Shut() {}

    protected void unreachable() {}

    protected static final class Unreachable {}
  }

  /** Has no constructor that a user could call. */
  public abstract static class Guarded {
    Guarded() {}

    protected void unreachable() {}
  }

  /** Has none either, but a class below it has. */
  public abstract static class Ancestor {
    Ancestor() {}

    protected abstract void reached();
  }

  public static non-sealed class Below extends Ancestor implements Shape {
    @Override
    protected void reached() {}
  }

  public class Inner {
    public Inner(@Nullable String given) {}
  }

  protected static class Kept<T> {
    protected Kept() {}

    public List<T> all() {
      return List.of();
    }
  }

  public sealed interface Shape permits Circle, Below, HiddenShape {
    int SIDES = 4;

    default double area() {
      return unreachable();
    }

    static Shape unit() {
      return new Circle(1, null);
    }

    private int unreachable() {
      return 0;
    }
  }

  public record Circle(double radius, @Nullable String name) implements Shape, Serializable {
    public static final char SIGN = 'o';

    public Circle(double radius) {
      this(radius, null);
    }

    @Override
    public double area() {
      return radius;
    }

    @Override
    public String toString() {
      return "circle";
    }
  }

  public enum Colour {
    @Deprecated
    RED,
    GREEN {
      @Override
      public int code() {
        return 2;
      }
    },
    BLUE;

    public int code() {
      return 1;
    }
  }

  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.METHOD, ElementType.FIELD})
  public @interface Marked {
    String value();

    String[] names() default {"a", "b"};

    Class<?> type() default Map.Entry.class;

    TimeUnit unit() default TimeUnit.SECONDS;

    Deprecated nested() default @Deprecated(since = "1");
  }

  @FunctionalInterface
  public interface Call<T extends @Nullable Object, X extends Exception> {
    T call(T given) throws X;
  }

  static class Unreachable {
    public class UnreachableToo {}
  }
}

abstract class HiddenParent<T> implements HiddenGrandparent<T> {
  public static final int OF_PARENT = 7;

  HiddenParent() {}

  public T inherited(T given) {
    return given;
  }

  protected void ofParent() {}

  public void onlyOfParent(T given) {}

  public void oneOfTwo(int given) {}

  void unreachable(int any) {}
}

final class HiddenShape implements OddApi.Shape {}

interface HiddenGrandparent<T> {
  static void unreachable() {}

  default List<T> ofGrandparent() {
    return List.of();
  }
}
