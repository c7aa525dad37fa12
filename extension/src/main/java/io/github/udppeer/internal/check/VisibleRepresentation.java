package io.github.udppeer.internal.check;

import io.github.udppeer.internal.text.Words;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.presentation.StandardRepresentation;
import org.jspecify.annotations.Nullable;

/**
 * How AssertJ shows values that were made of payloads: on the lines that they have, but without
 * what moves the cursor, or turns the order of the letters round.
 */
public class VisibleRepresentation extends StandardRepresentation {

  VisibleRepresentation() {}

  /** Shows in the place of a decoded value what the decoder makes of the payload that is shown. */
  public VisibleRepresentation decoded(Object value, Decoding<?> by) {
    return this;
  }

  public void useIn(AbstractAssert<?, ?> assertion) {
    assertion.getWritableAssertionInfo().useRepresentation(this);
  }

  @Override
  public final String toStringOf(@Nullable Object object) {
    return Words.visible(String.valueOf(shown(object)));
  }

  /** What of a value may be shown, whatever characters it has. */
  String shown(@Nullable Object object) {
    return super.toStringOf(object);
  }
}
