package io.github.udppeer.jupiter;

import io.github.udppeer.PayloadRedactor;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.internal.text.Words;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.commons.support.ReflectionSupport;

/** The settings of a declaration in the words of the annotation, to say in what two differ. */
final class AnnotationWords {

  private static final Set<String> OF_CAPTURE =
      Set.of("receiveCapacity", "receiveTimeoutMillis", "strict", "redactor");

  private final Map<String, String> settings;

  private AnnotationWords(Map<String, String> settings) {
    this.settings = settings;
  }

  static AnnotationWords of(PeerDeclaration declaration) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("type", declaration.type().typeName());
    settings.putAll(of(declaration.options()));
    return new AnnotationWords(settings);
  }

  /** Names what an option asks of the capture, and so of nothing in a plain socket. */
  static String ignoredByPlainSockets(PeerOptions options) {
    Map<String, String> settings = of(options);
    settings.keySet().retainAll(OF_CAPTURE);
    return new AnnotationWords(settings).unlike(new AnnotationWords(of(PeerOptions.defaults())));
  }

  /** Lists the settings that another declaration does not have. */
  String unlike(AnnotationWords other) {
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
        .map(AnnotationWords::quoted)
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  /**
   * A redactor that an annotation names. Two are equal when their classes are, so that two
   * declarations of one peer agree.
   *
   * @param type the class
   * @param redactor its instance
   */
  record DeclaredRedactor(Class<? extends PayloadRedactor> type, PayloadRedactor redactor)
      implements PayloadRedactor {

    /** Creates an instance; what its constructor throws is thrown. */
    static DeclaredRedactor of(Class<? extends PayloadRedactor> type) {
      return new DeclaredRedactor(type, ReflectionSupport.newInstance(type));
    }

    @Override
    public byte[] redact(byte[] payload) {
      return redactor.redact(payload);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof DeclaredRedactor that && type.equals(that.type);
    }

    @Override
    public int hashCode() {
      return type.hashCode();
    }
  }
}
