package io.github.udppeer.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Those that run interleaved in one section; the first is the reference. */
final class Contenders implements AutoCloseable, Iterable<Contender> {

  private final List<Contender> all = new ArrayList<>();

  Contender add(Contender contender) {
    all.add(contender);
    return contender;
  }

  void addJvms(String task, String... names) throws IOException {
    for (String name : names) {
      add(Contender.jvm(task, name));
    }
  }

  @Override
  public Iterator<Contender> iterator() {
    return all.iterator();
  }

  @Override
  public void close() throws IOException {
    for (Contender contender : all) {
      contender.close();
    }
  }
}
