package io.github.udppeer.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelLookTests {

  @Test
  void readsTheTableOnce() {
    KernelLook look = new KernelLook();

    assertThat(look.table().isPresent()).isEqualTo(SocketTable.read().isPresent());
    assertThat(look.table()).isSameAs(look.table());
  }
}
