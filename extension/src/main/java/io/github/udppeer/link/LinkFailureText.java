package io.github.udppeer.link;

import io.github.udppeer.internal.assertj.AssertionErrors;
import io.github.udppeer.internal.assertj.FailureWords;
import io.github.udppeer.internal.kernel.KernelLook;
import io.github.udppeer.internal.kernel.SystemLimits;
import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.timeline.LinkHost;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.WritableAssertionInfo;

/** The figures of a link at the time of an assertion, and what its error says. */
final class LinkFailureText implements FailureWords {

  private static final int MOST_RULES = 20;

  private final Object link;
  private final Relay relay;
  private final LinkHost host;
  private final LinkStatistics statistics;
  private final RuleBook.Known known;
  private final List<String> lines = new ArrayList<>();
  private List<LinkFault> subjects = List.of();

  /** Of a link, by the words that it has for itself. */
  LinkFailureText(Object link, Relay relay, LinkHost host) {
    this.link = link;
    this.relay = relay;
    this.host = host;
    statistics = relay.counts(); // what passes need not ask the kernel
    known = relay.locked(() -> relay.rules().known());
  }

  LinkStatistics.Flow flow(LinkDirection direction) {
    return direction == LinkDirection.TO_SERVER ? statistics.toServer() : statistics.toClient();
  }

  /** The rules that have never applied, as far as they are remembered. */
  List<LinkFault> unused() {
    return known.rules().stream().filter(rule -> applied(rule) == 0).toList();
  }

  /** How many rules have never applied. */
  long unusedCount() {
    return unused().size() + known.forgottenUnused();
  }

  /** Says which rules the message is about: they are shown, however many others there are. */
  LinkFailureText about(List<LinkFault> rules) {
    subjects = rules;
    return this;
  }

  AssertionError failure(WritableAssertionInfo info, String expectation, String actual) {
    compose(expectation, actual);
    return AssertionErrors.of(info, this);
  }

  AssertionError failure(
      WritableAssertionInfo info, String expectation, String actual, long expected, long found) {
    compose(expectation, actual);
    return AssertionErrors.of(info, this, expected, found);
  }

  private void compose(String expectation, String actual) {
    lines.addAll(Words.folded(String.format(Locale.ROOT, "Expecting %s to %s", link, expectation)));
    lines.addAll(Words.folded(actual));
    lines.add("");
    for (LinkDirection direction : LinkDirection.values()) {
      lines.add("  " + words(direction, flow(direction)));
    }
    lines.add("");
    addKernelDrops();
    addRules();
  }

  private static String words(LinkDirection direction, LinkStatistics.Flow flow) {
    String words =
        String.format(
            Locale.ROOT,
            "%s: %s entered, %s passed, %s dropped, %s held",
            direction,
            Words.number(flow.entered()),
            Words.number(flow.passed()),
            Words.number(flow.dropped()),
            Words.number(flow.held()));
    return words
        + (flow.duplicates() == 0
            ? ""
            : String.format(Locale.ROOT, "; %s copies", Words.number(flow.duplicates())))
        + (flow.replies() == 0
            ? ""
            : String.format(Locale.ROOT, "; %s answered", Words.number(flow.replies())));
  }

  private void addKernelDrops() {
    LinkStatistics known = relay.withKernelDrops(statistics, new KernelLook());
    known
        .toServer()
        .plus(known.toClient())
        .kernelDrops()
        .ifPresent(
            drops -> {
              if (drops > 0) {
                String words = dropped(drops, relay.receiveBuffer());
                lines.addAll(Words.folded("Likely cause:\n  " + words));
                lines.add("");
              }
            });
  }

  private static String dropped(long count, int receiveBuffer) {
    return String.format(
        Locale.ROOT,
        "the kernel dropped %s on the link's own ports (%s)",
        Words.datagrams(count),
        SystemLimits.receiveBufferWords(receiveBuffer));
  }

  private void addRules() {
    if (known.rules().isEmpty()) {
      boolean passed = statistics.toServer().dropped() + statistics.toClient().dropped() == 0;
      lines.add(
          "The link was given no rule"
              + (passed
                  ? ", so everything that it reads passes."
                  : "; see below why it dropped any."));
      return;
    }
    lines.add("Rules, in the order in which they are asked:");
    Set<LinkFault> shown = shown();
    shown.forEach(rule -> lines.addAll(Words.folded(fate(rule))));
    long more = known.forgotten() + known.rules().size() - shown.size();
    if (more > 0) {
      long applied =
          known.forgottenApplied()
              + known.rules().stream()
                  .filter(rule -> !shown.contains(rule))
                  .mapToLong(LinkFailureText::applied)
                  .sum();
      lines.add(
          String.format(
              Locale.ROOT,
              "  and %s more  (applied to %s)",
              Words.number(more),
              Words.number(applied)));
    }
  }

  /** The first few; where there are more, those before the others that the message is about. */
  private Set<LinkFault> shown() {
    Set<LinkFault> chosen =
        Stream.concat(subjects.stream(), known.rules().stream())
            .distinct()
            .limit(MOST_RULES)
            .collect(Collectors.toSet());
    return known.rules().stream()
        .filter(chosen::contains)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private String fate(LinkFault rule) {
    return String.format(
        Locale.ROOT,
        "  %s  (applied to %s of %s)%s",
        rule,
        Words.number(applied(rule)),
        Words.number(rule.askedIn(rule.directions())),
        (relay.rules().isActive(rule) ? "" : ", ended") + rule.place());
  }

  private static long applied(LinkFault rule) {
    return rule.appliedIn(rule.directions());
  }

  @Override
  public String render() {
    return String.join("\n", lines) + "\n\n" + host.timeline();
  }

  @Override
  public String visible(String text) {
    return Words.visible(text);
  }

  @Override
  public void failed(AssertionError error) {
    host.remember(error);
  }

  /** What goes wrong in a link fails its assertions before they look. */
  @Override
  public Optional<AssertionError> takeMishaps() {
    return Optional.empty();
  }
}
