package io.github.udppeer.internal.check;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ObjectAssert;

/**
 * AssertJ's assertion on what was made of payloads. Its elements are shown as the list is, which
 * AssertJ's own forgets.
 *
 * @param <T> what an element is
 */
public final class VisibleListAssert<T> extends ListAssert<T> {

  private final VisibleRepresentation representation;

  public VisibleListAssert(List<? extends T> actual, VisibleRepresentation representation) {
    super(actual);
    this.representation = representation;
    representation.useIn(this);
  }

  @Override
  public ObjectAssert<T> toAssert(T value, String description) {
    ObjectAssert<T> element = super.toAssert(value, description);
    representation.useIn(element);
    return element;
  }

  @Override
  protected ListAssert<T> newAbstractIterableAssert(Iterable<? extends T> iterable) {
    List<T> elements = new ArrayList<>();
    iterable.forEach(elements::add);
    return new VisibleListAssert<>(elements, representation);
  }
}
