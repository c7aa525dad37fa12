package io.github.udppeer.link;

import io.github.udppeer.internal.text.Words;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on a link: on both directions together, or on one after {@link #toServer()} or {@link
 * #toClient()}.
 *
 * <p>None waits for a datagram, and all are exact all the same: what was sent to the link on this
 * machine before is counted. They wait only for functions of the test that decide on a datagram, up
 * to 2 s. Each fails first with what such a function has thrown.
 *
 * @since 0.1.0
 */
public class DatagramLinkAssert extends AbstractAssert<DatagramLinkAssert, DatagramLink> {

  private final Set<LinkDirection> scope;

  DatagramLinkAssert(DatagramLink actual) {
    this(actual, EnumSet.allOf(LinkDirection.class));
  }

  private DatagramLinkAssert(DatagramLink actual, Set<LinkDirection> scope) {
    super(actual, DatagramLinkAssert.class);
    this.scope = scope;
  }

  /**
   * Continues with the datagrams from clients only.
   *
   * @return an assertion under the same description
   */
  public DatagramLinkAssert toServer() {
    return scoped(EnumSet.of(LinkDirection.TO_SERVER));
  }

  /**
   * Continues with the datagrams from the server only.
   *
   * @return an assertion under the same description
   */
  public DatagramLinkAssert toClient() {
    return scoped(EnumSet.of(LinkDirection.TO_CLIENT));
  }

  /**
   * Continues with the datagrams of both directions.
   *
   * @return an assertion under the same description
   */
  public DatagramLinkAssert bothWays() {
    return scoped(EnumSet.allOf(LinkDirection.class));
  }

  private DatagramLinkAssert scoped(Set<LinkDirection> directions) {
    return new DatagramLinkAssert(actual, directions).as(info.description());
  }

  /**
   * Verifies how many datagrams came to the link.
   *
   * <pre>{@code
   * client.sendTo(link.address(), "PING");
   * assertThat(link).toServer().entered(1); // passes
   * assertThat(link).toServer().entered(2); // fails
   * }</pre>
   *
   * @param count how many
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramLinkAssert entered(long count) {
    return has("have received ", count, "received", LinkStatistics.Flow::entered);
  }

  /**
   * Verifies how many datagrams the link dropped, or answered in the server's stead.
   *
   * <pre>{@code
   * link.toServer().on(first(1)).drop();
   * client.sendTo(link.address(), "PING");
   * assertThat(link).dropped(1); // passes
   * assertThat(link).dropped(0); // fails
   * }</pre>
   *
   * @param count how many
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramLinkAssert dropped(long count) {
    return has("have dropped ", count, "dropped", LinkStatistics.Flow::dropped);
  }

  /**
   * Verifies how many datagrams passed, changed or not; copies are not counted.
   *
   * <pre>{@code
   * client.sendTo(link.address(), "PING");
   * assertThat(link).passed(1); // passes
   * assertThat(link).passed(2); // fails
   * }</pre>
   *
   * @param count how many
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramLinkAssert passed(long count) {
    return has("have passed ", count, "passed", LinkStatistics.Flow::passed);
  }

  /**
   * Verifies how many datagrams wait in the link: delayed, or kept back until others have gone.
   *
   * <pre>{@code
   * link.toServer().onAll().delay(Duration.ofHours(1));
   * client.sendTo(link.address(), "PING");
   * assertThat(link).holds(1); // passes
   * assertThat(link).holds(0); // fails
   * }</pre>
   *
   * @param count how many
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramLinkAssert holds(long count) {
    return has("hold ", count, "holds", LinkStatistics.Flow::held);
  }

  /**
   * Verifies to how many datagrams a rule has applied.
   *
   * <pre>{@code
   * LinkFault loss = link.toServer().on(first(1)).drop();
   * client.sendTo(link.address(), "PING");
   * assertThat(link).applied(loss, 1); // passes
   * assertThat(link).applied(loss, 2); // fails
   * }</pre>
   *
   * @param rule a rule of this link, in force or not
   * @param count how many
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramLinkAssert applied(LinkFault rule, long count) {
    requireOwn(rule);
    LinkFailureText text = text();
    if (rule.appliedIn(scope) != count) {
      throw text.about(List.of(rule))
          .failure(
              info,
              String.format(
                  Locale.ROOT,
                  "have applied the rule \"%s\" to %s",
                  rule.description(),
                  datagrams(count)),
              "but it applied to " + Words.number(rule.appliedIn(scope)),
              count,
              rule.appliedIn(scope));
    }
    return this;
  }

  /**
   * Verifies that a rule has applied to a datagram or more.
   *
   * <pre>{@code
   * LinkFault loss = link.toServer().on(first(1)).drop();
   * assertThat(link).hasApplied(loss); // fails
   * client.sendTo(link.address(), "PING");
   * assertThat(link).hasApplied(loss); // passes
   * }</pre>
   *
   * @param rule a rule of this link, in force or not
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramLinkAssert hasApplied(LinkFault rule) {
    requireOwn(rule);
    LinkFailureText text = text();
    if (rule.appliedIn(scope) == 0) {
      throw text.about(List.of(rule))
          .failure(
              info,
              String.format(
                  Locale.ROOT, "have applied the rule \"%s\"%s", rule.description(), suffix()),
              "but it never applied");
    }
    return this;
  }

  /**
   * Verifies that each rule that the link was given has applied, so that none is there in vain. A
   * strict link verifies this at the end of its test.
   *
   * <pre>{@code
   * link.toServer().on(first(1)).drop();
   * assertThat(link).isExhausted(); // fails: the rule has not applied
   * client.sendTo(link.address(), "PING");
   * assertThat(link).isExhausted(); // passes
   * }</pre>
   *
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramLinkAssert isExhausted() {
    LinkFailureText text = text();
    long unused = text.unusedCount();
    if (unused > 0) {
      List<LinkFault> remembered = text.unused();
      throw text.about(remembered)
          .failure(
              info,
              "have applied each of its rules",
              unused == 1 && !remembered.isEmpty()
                  ? "but one never applied: " + remembered.get(0) + remembered.get(0).place()
                  : String.format(Locale.ROOT, "but %s never applied", Words.number(unused)));
    }
    return this;
  }

  private DatagramLinkAssert has(
      String verb, long expected, String was, ToLongFunction<LinkStatistics.Flow> figure) {
    LinkFailureText text = text();
    long found = scope.stream().map(text::flow).mapToLong(figure).sum();
    if (found != expected) {
      throw text.failure(
          info,
          verb + datagrams(expected),
          String.format(Locale.ROOT, "but %s %s", was, found == 0 ? "none" : Words.number(found)),
          expected,
          found);
    }
    return this;
  }

  private String datagrams(long count) {
    return Words.datagrams(count) + suffix();
  }

  private String suffix() {
    return scope.size() > 1 ? "" : " " + scope.iterator().next();
  }

  private LinkFailureText text() {
    isNotNull();
    LinkFailureText text = new LinkFailureText(actual, actual.relay(), actual.host());
    actual.relay().failures().throwUntold();
    return text;
  }

  private void requireOwn(LinkFault rule) {
    Objects.requireNonNull(rule, "rule");
    isNotNull();
    if (!rule.book().equals(actual.relay().rules())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "the rule \"%s\" is not one of %s", rule.description(), actual));
    }
  }
}
