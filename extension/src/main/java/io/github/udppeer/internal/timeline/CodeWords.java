package io.github.udppeer.internal.timeline;

import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.watch.Happening;
import io.github.udppeer.internal.watch.SocketView;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the code under test did with its sockets, as timelines and pages word it. */
public final class CodeWords {

  /** With its prefix, as wide as a timeline shows names. */
  private static final int LONGEST_NAME = 19;

  private CodeWords() {}

  /** Returns {@code code Heartbeat:20}, the line also where the class has a long name. */
  public static String name(SocketView socket) {
    String name = socket.name();
    int tooMuch = name.length() - LONGEST_NAME;
    int line = name.lastIndexOf(':');
    return "code "
        + (tooMuch <= 0 || line < 0
            ? name
            : name.substring(0, Math.max(1, line - tooMuch - 2)) + ".." + name.substring(line));
  }

  /** Returns what happened, in the words that a timeline has for peers, and where. */
  public static String words(Happening happening) {
    String place = happening.place() == null ? "" : happening.place().brief();
    return what(happening) + (place.isEmpty() ? "" : "  (" + place + ")") + trouble(happening);
  }

  private static String trouble(Happening happening) {
    return happening.trouble().isEmpty() ? "" : "  failed: " + happening.trouble();
  }

  private static String what(Happening happening) {
    String address = address(happening.address());
    return switch (happening.kind()) {
      case OPEN -> "open";
      case BIND -> "bind  " + address;
      case CONNECT -> "connect  " + address;
      case DISCONNECT -> "disconnect";
      case JOIN -> "join  " + address;
      case SEND -> "send  " + Words.number(happening.length()) + " B -> " + address;
      case RECEIVE -> received(happening, address);
      case CLOSE -> "close";
    };
  }

  private static String received(Happening happening, String address) {
    if (!happening.trouble().isEmpty()) {
      return "recv";
    }
    if (happening.lost() == 0) {
      int length = happening.length() < 0 ? happening.offered() : happening.length();
      return "recv  " + Words.number(length) + " B <- " + address;
    }
    return String.format(
        Locale.ROOT,
        "recv  %s of %s B <- %s, %s lost",
        Words.number(happening.offered()),
        Words.number(happening.length()),
        address,
        Words.number(happening.lost()));
  }

  private static String address(@Nullable InetSocketAddress address) {
    return address == null ? "?" : Words.address(address);
  }
}
