package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.PendingScan;
import io.github.udppeer.internal.text.Words;
import java.util.List;

/**
 * Says how much has come of what an assertion waited for. What was pending when the wait began did
 * not come within it.
 *
 * @param pending how many were pending when the wait began
 * @param came how many came afterwards
 * @param limit how long the wait was
 */
public record Arrivals(int pending, int came, String limit) {

  /** Of these datagrams, for which an assertion waited with that scan. */
  public static Arrivals of(List<CapturedDatagram> found, PendingScan scan, String limit) {
    int pending = (int) found.stream().filter(scan::wasPending).count();
    return new Arrivals(pending, found.size() - pending, limit);
  }

  /** Where more were expected. */
  String tooFew() {
    return pending == 0 && came > 0
        ? "but only " + Words.number(came) + " came within " + limit
        : words();
  }

  /** Where others were expected. */
  public String words() {
    if (pending == 0) {
      return came == 0
          ? "but nothing came within " + limit
          : "but " + Words.number(came) + " came within " + limit;
    }
    return came == 0
        ? "but " + are("is", "are") + " pending, and none came within " + limit
        : "but "
            + are("was", "were")
            + " pending, and "
            + Words.number(came)
            + " came within "
            + limit;
  }

  private String are(String one, String many) {
    return Words.number(pending) + " " + (pending == 1 ? one : many);
  }
}
