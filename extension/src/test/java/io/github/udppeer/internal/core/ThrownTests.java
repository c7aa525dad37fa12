package io.github.udppeer.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.Wordless;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThrownTests {

  @Test
  void saysWhatAnExceptionSays() {
    IllegalStateException plain = new IllegalStateException("why");

    assertThat(Thrown.words(plain)).isEqualTo("java.lang.IllegalStateException: why");
    assertThat(Thrown.message(plain)).isEqualTo("why");
    assertThat(Thrown.trace(plain)).containsExactly(plain.getStackTrace());
    assertThat(Thrown.canBeShown(plain)).isTrue();
  }

  @Test
  void causesAndWhatIsSuppressedAreEachToldOnce() {
    IllegalStateException cause = new IllegalStateException("cause");
    IllegalStateException outer = new IllegalStateException("outer", cause);
    IllegalStateException suppressed = new IllegalStateException("suppressed", outer);
    outer.addSuppressed(suppressed);

    assertThat(Thrown.withCauses(outer)).containsExactly(outer, suppressed, cause);
    assertThat(Thrown.canBeShown(outer)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void oneThatThrowsByItselfHarmsNobody(Wordless kind) {
    RuntimeException thrown = kind.get();

    assertThat(Thrown.words(thrown)).isNotEmpty();
    assertThat(Thrown.message(thrown)).isIn("", "planted", "outer");
    assertThat(Thrown.trace(thrown)).isNotNull();
    assertThat(Thrown.withCauses(thrown)).first().isSameAs(thrown);
    assertThat(Thrown.canBeShown(thrown)).isFalse();
  }

  @Test
  void anObjectThatHasNoWordsIsToldByItsClass() {
    Object wordless =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no words");
          }
        };
    Object silent =
        new Object() {
          @Override
          @SuppressWarnings("ToStringReturnsNull") // as careless code does
          public String toString() {
            return null;
          }
        };

    assertThat(Thrown.text(wordless))
        .isEqualTo(wordless.getClass().getName() + ", whose toString() threw");
    assertThat(Thrown.text(silent)).isEqualTo("null");
    assertThat(Thrown.text(null)).isEqualTo("null");
    assertThat(Thrown.text("text")).isEqualTo("text");
  }

  @Test
  void whatOneOfThemCollectsBelongsToItToo() {
    IOException collected = new IOException("collected");
    IllegalStateException thrown = new IllegalStateException("thrown");

    assertThat(Thrown.withCauses(thrown, each -> each == thrown ? List.of(collected) : List.of()))
        .containsExactly(thrown, collected);
    assertThat(Thrown.withCauses(thrown)).containsExactly(thrown);
  }

  @Test
  void oneWhoseTraceHasHolesCannotBeShown() {
    Exception holes =
        new Exception("holes") {
          private static final long serialVersionUID = 1L;

          @Override
          public StackTraceElement[] getStackTrace() {
            return new StackTraceElement[] {null};
          }
        };

    assertThat(Thrown.canBeShown(holes)).isFalse();
    assertThat(Thrown.canBeShown(new Exception("whole"))).isTrue();
  }
}
