package io.github.udppeer.internal.evidence;

/**
 * Where things stand in a diagram, and how much room words have there.
 *
 * <p>Up to three lifelines fit into a window of 1,100 pixels, words beside the last one included:
 * these stand on its left where its right has no room for them.
 *
 * @param columns how many lifelines there are
 */
record DiagramMeasures(int columns) {

  static final int TIME_WIDTH = 112;

  /** The widest that two or three lifelines may be: the rest of the window is the page's margin. */
  static final int USUAL_WIDTH = 912;

  /** What words may take of the margin on the right. */
  static final int OVERHANG = 96;

  /** Of the widest of the fonts, so that words are rather held to be too long. */
  private static final double CHARACTER_WIDTH = 7.3;

  static DiagramMeasures of(Diagram diagram) {
    return new DiagramMeasures(diagram.columns().size());
  }

  /** How wide a column is, the fewer the wider; the only one has room for words beside it. */
  int columnWidth() {
    return switch (columns) {
      case 0, 1, 2 -> 400;
      case 3 -> 266;
      case 4 -> 240;
      default -> 200;
    };
  }

  int width() {
    return Math.max(USUAL_WIDTH, TIME_WIDTH + columnWidth() * columns);
  }

  /** Where a lifeline is. */
  int x(int column) {
    return TIME_WIDTH + columnWidth() * column + columnWidth() / 2;
  }

  /** Returns how many characters fit between two lifelines. */
  int charactersBetween(int from, int to) {
    int span = Math.max(1, Math.abs(to - from));
    return characters(span * columnWidth() - 40);
  }

  /** Returns how many characters fit to the right of a place. */
  int charactersAfter(int at) {
    return characters(width() + OVERHANG - at);
  }

  /** Returns how many characters fit round a place. */
  int charactersRound(int middle) {
    return 2 * Math.min(charactersAfter(middle), characters(middle - TIME_WIDTH));
  }

  /**
   * Says on which side of a lifeline words stand: on its right if they fit there, else where there
   * is more room.
   *
   * @param distance from the lifeline to the words
   * @param characters how long they are
   */
  Side side(int column, int distance, int characters) {
    int right = charactersAfter(x(column) + distance);
    int left = characters(x(column) - distance - TIME_WIDTH);
    return characters <= right || left <= right ? new Side(1, right) : new Side(-1, left);
  }

  /**
   * A side of a lifeline.
   *
   * @param sign 1 for the right, -1 for the left
   * @param characters how many fit there
   */
  record Side(int sign, int characters) {
    /** The class of words that begin, or end, at the lifeline. */
    String anchor() {
      return sign > 0 ? " start" : " end";
    }
  }

  private static int characters(int pixels) {
    return (int) (pixels / CHARACTER_WIDTH);
  }
}
