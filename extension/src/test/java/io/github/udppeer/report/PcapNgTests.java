package io.github.udppeer.report;

import io.github.udppeer.Golden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PcapNgTests {

  @Test
  void hasEverythingInIt() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();

    PcapNg.write(HandMade.ofEverything(), file, HandMade.after(500));

    Golden.verifyExactly("capture-file", PayloadText.rows(file.toByteArray(), file.size()));
  }
}
