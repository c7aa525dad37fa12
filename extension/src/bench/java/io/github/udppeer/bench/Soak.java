package io.github.udppeer.bench;

/** stub */
public final class Soak {
  private Soak() {}

  public static void main(String[] arguments) {}
}
