package io.github.udppeer.internal.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.udppeer.internal.core.CaptureView;
import io.github.udppeer.internal.text.Payloads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a peer's redactor takes out of payloads, to be found in values that were made of them. It is
 * looked up when a value is to be shown, so on a failure.
 */
public final class RedactedParts {

  /** Stands for what is not shown. */
  public static final String MARK = "<redacted>";

  private static final int MOST = 1000;
  private static final int LONG_WORD = 4;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  /** How a test may write bytes as text. */
  private static final List<Function<byte[], String>> WRITINGS =
      List.of(
          bytes -> new String(bytes, UTF_8),
          bytes -> new String(bytes, ISO_8859_1),
          HexFormat.of()::formatHex,
          Base64.getEncoder()::encodeToString,
          Base64.getUrlEncoder()::encodeToString);

  /** A text that was made of a payload, and the same of what is shown of it. */
  private record Pair(String raw, String shown) {

    /** Whether this is a part of the one and not of the other, whatever case and blanks. */
    boolean hides(String part) {
      String plain = plain(part);
      return !plain.isEmpty() && plain(raw).contains(plain) && !plain(shown).contains(plain);
    }

    private static String plain(String text) {
      return text.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    }
  }

  /** All that is known. */
  private record Known(
      boolean isAll, List<CapturedDatagram> datagrams, List<Pair> pairs, Set<String> words) {}

  private final Peer peer;
  private final List<CapturedDatagram> datagrams;
  private @Nullable Known known;

  public RedactedParts(Peer peer, List<CapturedDatagram> datagrams) {
    this.peer = peer;
    this.datagrams = datagrams;
  }

  /**
   * Whether it is a constant of a class, as what a test expects mostly is; a payload gives none.
   */
  @SuppressWarnings({"StringEquality", "ReferenceEquality", "RedundantStringConstructorCall"})
  public static boolean isConstant(Object object) {
    return object instanceof String text && new String(text).intern() == text;
  }

  /** Returns a text as it may be shown. */
  public String shown(String text) {
    for (Pair pair : known().pairs) {
      if (pair.raw.equals(text)) {
        return pair.shown;
      }
    }
    return known().pairs.stream().anyMatch(pair -> pair.hides(text)) ? MARK : withMarks(text);
  }

  /** Returns a text with marks for what is hidden in it. */
  public String withMarks(String text) {
    if (!known().isAll) {
      return MARK; // nobody knows where it comes from
    }
    String rest = text;
    for (Pair pair : known().pairs) {
      if (pair.raw.length() >= LONG_WORD) {
        rest = rest.replace(pair.raw, pair.shown);
      }
    }
    return WORD.matcher(rest).replaceAll(found -> isHidden(found.group()) ? MARK : found.group());
  }

  private boolean isHidden(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return known().words.contains(lower)
        || known().words.stream().anyMatch(it -> it.length() >= LONG_WORD && lower.contains(it));
  }

  /**
   * Returns bytes as they may be shown; empty where they hold a part that is hidden.
   *
   * @param isScattered whether they may be single ones out of a payload
   */
  public Optional<byte[]> shown(byte[] bytes, boolean isScattered) {
    for (CapturedDatagram datagram : known().datagrams) {
      byte[] payload = datagram.payload();
      byte[] left = datagram.shown();
      if (Arrays.equals(payload, bytes)) {
        return Optional.of(left);
      }
      if (isPart(payload, bytes)
          || isHidden(bytes, payload, left)
          || (isScattered && hasHidden(bytes, payload, left))) {
        return Optional.empty();
      }
    }
    return known().isAll ? Optional.of(bytes) : Optional.empty();
  }

  private static boolean hasHidden(byte[] bytes, byte[] payload, byte[] left) {
    for (byte each : bytes) {
      if (isHidden(new byte[] {each}, payload, left)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHidden(byte[] part, byte[] payload, byte[] left) {
    return isPart(part, payload) && !isPart(part, left);
  }

  private static boolean isPart(byte[] part, byte[] whole) {
    return part.length > 0 && Payloads.contains(whole, part);
  }

  private Known known() {
    Known all = known;
    if (all == null) {
      all = lookUp();
      known = all;
    }
    return all;
  }

  private Known lookUp() {
    List<CapturedDatagram> all = all();
    boolean isAll = !datagrams.isEmpty() || all.size() == count();
    List<CapturedDatagram> changed = new ArrayList<>();
    for (CapturedDatagram datagram : all) {
      if (!Arrays.equals(datagram.payload(), datagram.shown())) {
        changed.add(datagram);
      }
    }
    List<Pair> pairs = new ArrayList<>();
    Set<String> words = new HashSet<>();
    for (CapturedDatagram datagram : changed) {
      for (Function<byte[], String> writing : WRITINGS) {
        pairs.add(new Pair(writing.apply(datagram.payload()), writing.apply(datagram.shown())));
      }
      words.addAll(hidden(datagram));
    }
    return new Known(isAll, changed, pairs, words);
  }

  private static Set<String> hidden(CapturedDatagram datagram) {
    Set<String> words = words(datagram.text());
    words.removeAll(words(datagram.shownText()));
    return words;
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    WORD.matcher(text.toLowerCase(Locale.ROOT)).results().forEach(it -> words.add(it.group()));
    return words;
  }

  private int count() {
    try (CaptureView received = peer.socket().captured();
        CaptureView sent = peer.socket().sent()) {
      return received.size() + sent.size();
    }
  }

  private List<CapturedDatagram> all() {
    List<CapturedDatagram> all = new ArrayList<>(datagrams);
    if (all.isEmpty()) {
      try (CaptureView received = peer.socket().captured();
          CaptureView sent = peer.socket().sent()) {
        for (int entry = Math.max(0, received.size() - MOST); entry < received.size(); entry++) {
          all.add(CapturedDatagram.received(peer, received, entry));
        }
        for (int entry = Math.max(0, sent.size() - MOST); entry < sent.size(); entry++) {
          all.add(CapturedDatagram.sent(peer, sent, entry));
        }
      }
    }
    return all;
  }
}
