package io.github.udppeer.internal.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The short form of IPv6 addresses. */
final class ZeroGroups {

  /** Two or more groups of zero, with the colons round them. */
  private static final Pattern RUN = Pattern.compile("(?:^|:)0(?::0)+(?:$|:|(?=%))");

  private ZeroGroups() {}

  /** Writes {@code ::1} for {@code 0:0:0:0:0:0:0:1}: the first longest run of zero groups goes. */
  static String compressed(String host) {
    Matcher runs = RUN.matcher(host);
    int start = -1;
    int end = -1;
    while (runs.find()) {
      if (runs.end() - runs.start() > end - start) {
        start = runs.start();
        end = runs.end();
      }
    }
    return start < 0 ? host : host.substring(0, start) + "::" + host.substring(end);
  }
}
