package io.github.udppeer.bench;

/** Keeps one core busy until the process ends. */
final class BurnTask implements Worker.Task {

  private volatile long turns;

  @Override
  public double[] run(String[] words) {
    Thread burner =
        new Thread(
            () -> {
              for (long i = 0; ; i++) {
                turns = i;
              }
            });
    burner.setDaemon(true);
    burner.start();
    return new double[] {turns};
  }
}
