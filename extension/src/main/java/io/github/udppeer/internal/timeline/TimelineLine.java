package io.github.udppeer.internal.timeline;

import io.github.udppeer.internal.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One line of a timeline. It is in words only where it is shown: among thousands of peers there are
 * tens of thousands, of which twenty are.
 *
 * @param nanos the monotonic clock's reading
 * @param order which comes first where that is the same
 * @param lifeline to whom it happened
 * @param what happened
 * @param remarks what else is to be said
 */
record TimelineLine(
    long nanos, int order, String lifeline, Supplier<String> what, Remarks remarks) {

  private static final int LONGEST_NAME = 24;
  private static final String TOGETHER =
      "  ~ found queued, with others perhaps: came no later than that, and maybe earlier";

  TimelineLine {
    lifeline =
        lifeline.length() <= LONGEST_NAME
            ? lifeline
            : lifeline.substring(0, LONGEST_NAME - 3) + "...";
  }

  /**
   * What a line says beside what happened.
   *
   * @param beside what is left out where the line would be too wide
   * @param mark for what an assertion is about, else empty
   * @param isTogether whether the time is only the latest that can be
   */
  record Remarks(Supplier<String> beside, String mark, boolean isTogether) {
    static final Remarks NONE = new Remarks(() -> "", "", false);
  }

  boolean isAsserted() {
    return !remarks.mark().isEmpty();
  }

  /** Puts lines under each other, the earlier ones apart. */
  static List<String> rendered(
      TimelineClock clock, List<TimelineLine> earlier, List<TimelineLine> latest) {
    List<TimelineLine> shown = Stream.concat(earlier.stream(), latest.stream()).toList();
    int names = shown.stream().mapToInt(line -> line.lifeline().length()).max().orElse(0);
    int times =
        shown.stream().mapToInt(line -> clock.magnitude(line.nanos()).length()).max().orElse(0);
    List<String> rendered = new ArrayList<>();
    for (TimelineLine line : shown) {
      rendered.add(line.rendered(clock, Math.max(5, times), names));
    }
    if (!earlier.isEmpty()) {
      rendered.add(earlier.size(), "  ...");
    }
    if (shown.stream().anyMatch(line -> line.remarks().isTogether())) {
      rendered.add(TOGETHER);
    }
    return rendered;
  }

  private String rendered(TimelineClock clock, int times, int names) {
    String start =
        String.format(
            Locale.ROOT,
            "  %s%s ms%s %s  %s",
            nanos < clock.zeroNanos() ? "-" : "+",
            padded(clock.magnitude(nanos), times, true),
            remarks.isTogether() ? "~" : " ",
            padded(lifeline, names, false),
            what.get());
    String whole = start + remarks.beside().get() + remarks.mark();
    return whole.length() <= Words.COLUMNS ? whole : start + remarks.mark();
  }

  private static String padded(String text, int width, boolean right) {
    String blanks = " ".repeat(width - text.length());
    return right ? blanks + text : text + blanks;
  }
}
