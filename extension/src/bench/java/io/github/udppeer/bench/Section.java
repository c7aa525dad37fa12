package io.github.udppeer.bench;

/** One thing that is measured, with all its contenders. */
interface Section {

  /** What selects it on the command line. */
  String name();

  /** Seconds after which it begins no further round. */
  int seconds();

  void run(Bench bench) throws Exception;
}
