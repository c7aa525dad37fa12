package io.github.udppeer.internal.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.Golden;
import java.util.List;
import org.junit.jupiter.api.Test;

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
}
