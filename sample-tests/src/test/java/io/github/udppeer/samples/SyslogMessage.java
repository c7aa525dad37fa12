package io.github.udppeer.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A syslog message in the form of RFC 3164: {@code <134>Oct 9 15:39:55 host text}. */
record SyslogMessage(int facility, int severity, String timestamp, String host, String text) {

  private static final Pattern FORM =
      Pattern.compile(
          "<(\\d{1,3})>(\\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d) (\\S+) (.*)", Pattern.DOTALL);

  static SyslogMessage parse(byte[] payload) {
    Matcher matcher = FORM.matcher(new String(payload, UTF_8));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a message of RFC 3164");
    }
    int priority = Integer.parseInt(matcher.group(1));
    return new SyslogMessage(
        priority / 8, priority % 8, matcher.group(2), matcher.group(3), matcher.group(4));
  }
}
