package io.github.udppeer.jupiter;

import io.github.udppeer.PeerGroup;
import io.github.udppeer.link.DatagramLink;
import io.github.udppeer.link.LinkOptions;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * A link that a test asks for.
 *
 * @param point where it asks
 * @param name its name in messages
 * @param isShared whether the name stands for one link wherever it is declared
 * @param settings the rest
 */
record LinkDeclaration(InjectionPoint point, String name, boolean isShared, Settings settings)
    implements Declaration, SharedNames.Named<LinkDeclaration> {

  static final String ANNOTATION = "@UdpLink";

  /** What stands for no seed of its own. */
  static final long ANY_SEED = Long.MIN_VALUE;

  /** An address for which options can be checked before the server's is known. */
  private static final String ANYWHERE = "127.0.0.1:9";

  /**
   * How the link is to be opened.
   *
   * @param to the server's name or address
   * @param host the local address, empty for the default
   * @param seed the seed, or {@link #ANY_SEED}
   * @param strict whether each rule must apply
   */
  record Settings(String to, String host, long seed, boolean strict) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "to = \"%s\", host = \"%s\", seed = %s, strict = %s",
          to,
          host,
          seed == ANY_SEED ? "any" : seed,
          strict);
    }
  }

  /** Checks what is asked for; a name that is given stands for one link. */
  static LinkDeclaration of(InjectionPoint point, String given, Settings settings) {
    if (point.type() != DatagramLink.class) {
      throw point.misconfigured(
          ANNOTATION, "the type must be DatagramLink, but is " + point.type().getTypeName());
    }
    if (point.isFinal()) {
      throw point.misconfigured(
          ANNOTATION, "the field is final, so no link can be assigned; remove final");
    }
    String name = given.isEmpty() ? point.name() : given;
    LinkDeclaration declaration =
        new LinkDeclaration(point, name.isEmpty() ? "link" : name, !given.isEmpty(), settings);
    declaration.requireUsable();
    return declaration;
  }

  private void requireUsable() {
    try {
      options(LinkOptions.to(ANYWHERE), Optional.empty());
    } catch (IllegalArgumentException unusable) {
      throw misconfigured(String.valueOf(unusable.getMessage()));
    }
  }

  private LinkOptions options(LinkOptions.Builder builder, Optional<Long> seedOfRun) {
    builder.name(name).host(settings.host()).strict(settings.strict());
    if (settings.seed() != ANY_SEED) {
      builder.seed(settings.seed());
    } else {
      seedOfRun.ifPresent(builder::seed);
    }
    return builder.build();
  }

  /** Fails if another declaration of the same name asks for something else. */
  @Override
  public void requireSameAs(LinkDeclaration other) {
    if (!settings.equals(other.settings)) {
      throw misconfigured(
          String.format(
                  Locale.ROOT,
                  "the name \"%s\" stands for one link, but it is declared with %s here and with %s"
                      + " on %s;",
                  name,
                  settings,
                  other.settings,
                  other.point.place())
              + " give both the same settings, or different names");
    }
  }

  @Override
  public String sharedName() {
    return name;
  }

  @Override
  public String annotation() {
    return ANNOTATION;
  }

  @Override
  public Object openWith(Opener opener) {
    return opener.open(this);
  }

  DatagramLink openIn(PeerGroup group, SocketAddress server, Optional<Long> seedOfRun) {
    try {
      return group.openLink(options(LinkOptions.to(server), seedOfRun));
    } catch (UncheckedIOException failure) {
      throw new UncheckedIOException(
          point.complaint(ANNOTATION, String.valueOf(failure.getMessage())), failure.getCause());
    }
  }

  /** Reads the seed that a run gives to links that name none. */
  static long seed(String parameter, String value) {
    try {
      return Long.parseLong(value.strip());
    } catch (NumberFormatException notANumber) {
      throw new ExtensionConfigurationException(
          String.format(Locale.ROOT, "%s is \"%s\", but must be a number", parameter, value));
    }
  }
}
