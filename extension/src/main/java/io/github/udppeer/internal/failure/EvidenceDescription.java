package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.text.Words;
import java.util.Locale;
import java.util.function.Supplier;
import org.assertj.core.api.WritableAssertionInfo;
import org.assertj.core.description.Description;
import org.jspecify.annotations.Nullable;

/**
 * The description under which AssertJ's own assertions go on with what a peer received: they would
 * name neither peer nor bytes. A test's own description stays in front; one that it gives
 * afterwards replaces this. The words are made when they are asked for, so on a failure.
 *
 * <p>AssertJ puts a description before its own words, and nothing can be put behind them; so the
 * timeline is not among these, but added to the failure by {@link
 * io.github.udppeer.internal.group.Group#withTimeline Group.withTimeline}.
 */
public final class EvidenceDescription extends Description {

  private final WritableAssertionInfo info;
  private final String subject;
  private final Supplier<FailureText> text;
  private @Nullable String value;

  private EvidenceDescription(
      WritableAssertionInfo info, String subject, Supplier<FailureText> text) {
    this.info = info;
    this.subject = subject;
    this.text = text;
  }

  public static EvidenceDescription of(
      WritableAssertionInfo info, String what, CapturedDatagram datagram) {
    String subject =
        String.format(
            Locale.ROOT,
            "%s the datagram %s by %s",
            what,
            datagram.isReceived() ? "received" : "sent",
            datagram.peer());
    return new EvidenceDescription(
        info, subject, () -> new FailureText(datagram.peer()).datagram(datagram));
  }

  public static EvidenceDescription of(WritableAssertionInfo info, Peer peer) {
    return new EvidenceDescription(
        info,
        "the datagrams received by " + peer,
        () -> {
          FailureText text = new FailureText(peer);
          return text.list(text.view().received());
        });
  }

  @Override
  public String value() {
    String known = value;
    if (known == null) {
      String description = info.descriptionText();
      String first = description.isEmpty() ? "" : description + "]\n["; // AssertJ adds the outer
      FailureText evidence = text.get();
      known =
          Words.visible(first + String.join("\n", Words.folded(subject)))
              + "\n"
              + evidence.body()
              + "\n";
      evidence.describes(known);
      value = known;
    }
    return known;
  }
}
