package io.github.udppeer.jupiter;

import io.github.udppeer.PayloadRedactor;
import org.junit.platform.commons.support.ReflectionSupport;

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
