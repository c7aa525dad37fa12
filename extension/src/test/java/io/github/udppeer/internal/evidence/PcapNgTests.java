package io.github.udppeer.internal.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.Golden;
import io.github.udppeer.internal.text.PayloadText;
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

  @Test
  void needsNoTimeWhereNoPeerHasFigures() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ByteArrayOutputStream now = new ByteArrayOutputStream();

    PcapNg.write(HandMade.exchange(), file, HandMade.after(500));
    PcapNg.write(HandMade.exchange(), now);

    assertThat(now.toByteArray()).isEqualTo(file.toByteArray()).isNotEmpty();
  }
}
