package io.github.udppeer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.Golden;
import io.github.udppeer.report.Diagram.Column;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagramSvgTests {

  @Test
  void drawsEverything() {
    Exchange exchange = HandMade.ofEverything();

    Golden.verifyExactly("report-diagram", DiagramSvg.of(exchange, DiagramLayout.of(exchange)));
  }

  @Test
  void saysNotWhereItFailedIfThatIsNotKnown() {
    Diagram diagram = new Diagram(List.of(), List.of(new Diagram.Failed(HandMade.ZERO, "")));

    assertThat(DiagramSvg.of(HandMade.exchange(), diagram))
        .contains(">the test failed here</text>");
  }

  @ParameterizedTest
  @CsvSource({"0, 112", "1, 832", "2, 912", "3, 1012", "4, 1072", "5, 1112", "10, 2112"})
  void growsWithItsColumns(int columns, int width) {
    List<Column> all = Collections.nCopies(columns, new Column("client", "", true));

    assertThat(DiagramSvg.width(new Diagram(all, List.of()))).isEqualTo(width);
  }
}
