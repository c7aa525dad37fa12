package io.github.udppeer.jupiter;

import io.github.udppeer.PayloadRedactor;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.internal.text.Words;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The settings of a declaration in the words of the annotation, to say in what two differ. */
final class PeerSettings {

  private static final Set<String> OF_CAPTURE =
      Set.of("receiveCapacity", "receiveTimeoutMillis", "strict", "redactor");

  private final Map<String, String> settings;

  private PeerSettings(Map<String, String> settings) {
    this.settings = settings;
  }

  static PeerSettings of(PeerDeclaration declaration) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("type", declaration.type().typeName());
    settings.putAll(of(declaration.options()));
    return new PeerSettings(settings);
  }

  /** Names what an option asks of the capture, and so of nothing in a plain socket. */
  static String ignoredByPlainSockets(PeerOptions options) {
    Map<String, String> settings = of(options);
    settings.keySet().retainAll(OF_CAPTURE);
    return new PeerSettings(settings).unlike(new PeerSettings(of(PeerOptions.defaults())));
  }

  /** Lists the settings that another declaration does not have. */
  String unlike(PeerSettings other) {
    return settings.entrySet().stream()
        .filter(setting -> !setting.getValue().equals(other.settings.get(setting.getKey())))
        .map(setting -> setting.getKey() + " = " + setting.getValue())
        .collect(Collectors.joining(", "));
  }

  private static Map<String, String> of(PeerOptions options) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("host", quoted(Words.host(options.host())));
    settings.put("port", String.valueOf(options.port()));
    settings.put("receiveCapacity", String.valueOf(options.receiveCapacity()));
    settings.put(
        "receiveTimeoutMillis",
        options.receiveTimeout().map(Duration::toMillis).map(String::valueOf).orElse("-1"));
    settings.put("strict", String.valueOf(options.isStrict()));
    settings.put("redactor", redactor(options.redactor()));
    settings.put("join", groups(options));
    settings.put("networkInterface", quoted(options.networkInterface()));
    return settings;
  }

  private static String redactor(PayloadRedactor redactor) {
    Class<?> type =
        redactor instanceof DeclaredRedactor declared ? declared.type() : redactor.getClass();
    return type.getSimpleName() + ".class";
  }

  private static String groups(PeerOptions options) {
    return options.groups().stream()
        .map(Words::host)
        .map(PeerSettings::quoted)
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
