package io.github.udppeer.internal.check;

import java.nio.charset.Charset;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractByteArrayAssert;
import org.assertj.core.api.AbstractStringAssert;

/**
 * AssertJ's assertion on a payload. What it leads to keeps the description and the representation,
 * which AssertJ's own loses.
 */
public final class PayloadAssert extends AbstractByteArrayAssert<PayloadAssert> {

  public PayloadAssert(byte[] payload) {
    super(payload, PayloadAssert.class);
  }

  @Override
  public AbstractStringAssert<?> asString() {
    return inThisState(super.asString());
  }

  @Override
  public AbstractStringAssert<?> asString(Charset charset) {
    return inThisState(super.asString(charset));
  }

  @Override
  public AbstractStringAssert<?> asHexString() {
    return inThisState(super.asHexString());
  }

  @Override
  public AbstractStringAssert<?> asBase64Encoded() {
    return inThisState(super.asBase64Encoded());
  }

  private <A extends AbstractAssert<?, ?>> A inThisState(A next) {
    next.getWritableAssertionInfo().description(info.description());
    next.getWritableAssertionInfo().useRepresentation(info.representation());
    return next;
  }
}
