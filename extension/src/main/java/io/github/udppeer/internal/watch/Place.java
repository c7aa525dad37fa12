package io.github.udppeer.internal.watch;

import java.lang.StackWalker.StackFrame;
import java.net.URL;
import java.security.CodeSource;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The line of code that used a socket.
 *
 * @param words {@code Heartbeat.beat (Heartbeat.java:31)}, followed by what it went through
 * @param brief {@code Heartbeat:31}
 * @param isOwn whether this library used the socket for itself
 */
public record Place(String words, String brief, boolean isOwn) {

  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  /** A user's frame is looked for no deeper. */
  private static final int DEEPEST = 400;

  /** Where no line is known: the socket was opened before anything was watched. */
  static final Place UNKNOWN = new Place("", "", false);

  /** Whose a class is. */
  private enum Origin {
    JDK,
    LIBRARY,
    LIBRARY_FOR_CODE,
    USER,
    FRAMEWORK
  }

  private static final ClassValue<Origin> ORIGINS =
      new ClassValue<>() {
        @Override
        protected Origin computeValue(Class<?> type) {
          return origin(type);
        }
      };

  /**
   * Returns where this thread is: the first line of the user's own, else the first that is not
   * ours.
   */
  static Place here() {
    return WALKER.walk(Place::of);
  }

  private static Place of(Stream<StackFrame> frames) {
    Iterator<StackFrame> each = frames.limit(DEEPEST).iterator();
    StackFrame outermost = null;
    boolean byLibrary = false;
    boolean forCode = false;
    while (each.hasNext()) {
      StackFrame frame = each.next();
      Origin origin = ORIGINS.get(frame.getDeclaringClass());
      forCode |= origin == Origin.LIBRARY_FOR_CODE;
      byLibrary |= outermost == null && origin == Origin.LIBRARY && !isHere(frame);
      if (origin == Origin.USER) {
        return of(frame, outermost, byLibrary && !forCode);
      }
      if (origin == Origin.FRAMEWORK && outermost == null) {
        outermost = frame;
      }
    }
    boolean isOwn = byLibrary && !forCode;
    return outermost == null
        ? new Place("thread \"" + Thread.currentThread().getName() + "\"", "", isOwn)
        : of(outermost, null, isOwn);
  }

  private static boolean isHere(StackFrame frame) {
    return frame.getDeclaringClass().getPackage() == Place.class.getPackage();
  }

  private static Place of(StackFrame user, @Nullable StackFrame through, boolean isOwn) {
    String via = through == null ? "" : " through " + method(through);
    String type = simpleName(user);
    String brief = user.getLineNumber() < 0 ? type : type + ":" + user.getLineNumber();
    return new Place(words(user) + via, brief, isOwn);
  }

  private static String words(StackFrame frame) {
    String file = frame.getFileName();
    return method(frame)
        + (file == null || frame.getLineNumber() < 0
            ? ""
            : String.format(Locale.ROOT, " (%s:%d)", file, frame.getLineNumber()));
  }

  /** A lambda bears the name of the method that it stands in. */
  private static String method(StackFrame frame) {
    String name = frame.getMethodName();
    if (name.startsWith("lambda$")) {
      int end = name.lastIndexOf('$');
      name = end > "lambda$".length() ? name.substring("lambda$".length(), end) : name;
    }
    return simpleName(frame) + "." + name;
  }

  private static String simpleName(StackFrame frame) {
    String name = frame.getClassName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The user's own classes are in folders; what is in a jar was made by somebody else. */
  private static Origin origin(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (isOfJdk(type, location)) {
      return Origin.JDK;
    }
    if (location != null && location.equals(OWN_LOCATION)) {
      return type.isAnnotationPresent(ForCode.class) ? Origin.LIBRARY_FOR_CODE : Origin.LIBRARY;
    }
    boolean isInFolder =
        location != null
            && location.getProtocol().equals("file")
            && location.getPath().endsWith("/");
    return isInFolder ? Origin.USER : Origin.FRAMEWORK;
  }

  private static boolean isOfJdk(Class<?> type, @Nullable URL location) {
    ClassLoader loader = type.getClassLoader();
    return loader == null
        || loader == ClassLoader.getPlatformClassLoader()
        || (location != null && location.getProtocol().equals("jrt"));
  }

  private static final @Nullable URL OWN_LOCATION = ownLocation();

  private static @Nullable URL ownLocation() {
    CodeSource source = Place.class.getProtectionDomain().getCodeSource();
    return source == null ? null : source.getLocation();
  }
}
