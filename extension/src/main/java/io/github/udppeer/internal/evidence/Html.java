package io.github.udppeer.internal.evidence;

import java.util.Locale;

/** Text on its way into a page: nothing in it is markup, and nothing in it is invisible. */
final class Html {

  private static final int PICTURES = 0x2400;
  private static final int REPLACEMENT = 0xfffd;

  private Html() {}

  /** Returns the text for an element or a quoted attribute; lines and tabs stay. */
  static String escaped(String text) {
    StringBuilder html = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(point -> append(html, point));
    return html.toString();
  }

  private static void append(StringBuilder html, int point) {
    switch (point) {
      case '&' -> html.append("&amp;");
      case '<' -> html.append("&lt;");
      case '>' -> html.append("&gt;");
      case '"' -> html.append("&quot;");
      case '\'' -> html.append("&#39;");
      case '\n', '\t' -> html.append((char) point);
      default -> appendVisible(html, point);
    }
  }

  /** Control characters get their pictures; what turns or joins letters is written as a number. */
  private static void appendVisible(StringBuilder html, int point) {
    if (point < ' ') {
      html.appendCodePoint(PICTURES + point);
      return;
    }
    switch (Character.getType(point)) {
      case Character.FORMAT -> html.append(String.format(Locale.ROOT, "\\u%04x", point));
      case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED ->
          html.appendCodePoint(REPLACEMENT);
      default -> html.appendCodePoint(point);
    }
  }
}
