package io.github.udppeer.internal.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.internal.evidence.DiagramMeasures.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiagramMeasuresTests {

  /** Of a window of 1,100 pixels: without the scroll bar and the page's left margin. */
  private static final int ROOM = 1100 - 17 - 32;

  /** What the style leaves free on the right. */
  private static final int RIGHT_MARGIN = 120;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void upToThreeLifelinesFitIntoAUsualWindow(int columns) {
    DiagramMeasures measures = new DiagramMeasures(columns);
    assertThat(measures.width() + RIGHT_MARGIN).isLessThanOrEqualTo(ROOM);
    assertThat(measures.width() + DiagramMeasures.OVERHANG).isLessThanOrEqualTo(ROOM);
    assertThat(measures.columnWidth() * columns + DiagramMeasures.TIME_WIDTH)
        .isLessThanOrEqualTo(measures.width());
  }

  @ParameterizedTest
  @CsvSource({"0, 912", "1, 912", "2, 912", "3, 912", "4, 1072", "5, 1112", "10, 2112"})
  void moreLifelinesAreAsWideAsTheyMustBe(int columns, int width) {
    assertThat(new DiagramMeasures(columns).width()).isEqualTo(width);
  }

  @Test
  void wordsStandOnTheRightIfTheyFit() {
    DiagramMeasures measures = new DiagramMeasures(2);
    int most = measures.charactersAfter(measures.x(1) + 12);
    assertThat(measures.side(1, 12, most)).isEqualTo(new Side(1, most));
    assertThat(measures.side(1, 12, most + 1)).returns(-1, Side::sign);
  }

  @Test
  void wordsThatFitNowhereStandWhereTheRoomIs() {
    DiagramMeasures measures = new DiagramMeasures(2);
    assertThat(measures.side(0, 12, 999)).returns(1, Side::sign);
    assertThat(measures.side(1, 12, 999)).returns(-1, Side::sign).returns(80, Side::characters);
  }

  @Test
  void theOnlyLifelineHasRoomForWords() {
    assertThat(new DiagramMeasures(1).side(0, 66, 80)).returns(1, Side::sign);
  }

  @Test
  void aRuleOfAnyNameIsCut() {
    assertThat(ArrowWords.shortened("drop (rule: it)", 15)).isEqualTo("drop (rule: it)");
    assertThat(ArrowWords.shortened("drop (rule: it)", 9)).isEqualTo("drop (ru…");
  }
}
