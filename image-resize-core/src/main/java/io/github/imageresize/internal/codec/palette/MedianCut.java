package io.github.imageresize.internal.codec.palette;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses a palette by cutting the colours that occur into boxes (P. Heckbert, 1982): always the
 * box with the largest sum of squared deviations, through its mean, across the channel in which it
 * varies most.
 */
final class MedianCut {
  private final ColorHistogram histogram;

  private MedianCut(ColorHistogram histogram) {
    this.histogram = histogram;
  }

  /** At most {@code most} colours, as 0xRRGGBB. */
  static int[] palette(ColorHistogram histogram, int most) {
    return new MedianCut(histogram).cut(most);
  }

  private int[] cut(int most) {
    int[] cells =
        IntStream.range(0, ColorHistogram.CELLS).filter(c -> histogram.count(c) > 0).toArray();
    List<Box> boxes = new ArrayList<>();
    boxes.add(new Box(cells));
    while (boxes.size() < most) {
      Box widest =
          boxes.stream().max(Comparator.comparingDouble(box -> box.deviation)).orElseThrow();
      if (widest.deviation <= 0) {
        break;
      }
      boxes.remove(widest);
      boxes.add(widest.part(true));
      boxes.add(widest.part(false));
    }
    return boxes.stream().mapToInt(Box::mean).toArray();
  }

  private final class Box {
    private final int[] cells;
    private final double[] means = new double[3];
    private int channel;
    private double deviation = -1;

    Box(int[] cells) {
      this.cells = cells;
      long count = 0;
      for (int cell : cells) {
        count += histogram.count(cell);
      }
      for (int c = 0; c < 3; c++) {
        measure(c, count);
      }
    }

    private void measure(int candidate, long count) {
      double sum = 0;
      for (int cell : cells) {
        sum += histogram.sum(candidate, cell);
      }
      means[candidate] = sum / Math.max(1, count);
      double squares = 0;
      for (int cell : cells) {
        double distance = histogram.mean(candidate, cell) - means[candidate];
        squares += histogram.count(cell) * distance * distance;
      }
      if (squares > deviation) {
        deviation = cells.length < 2 ? 0 : squares;
        channel = candidate;
      }
    }

    Box part(boolean lower) {
      return new Box(
          IntStream.of(cells)
              .filter(cell -> histogram.mean(channel, cell) <= means[channel] == lower)
              .toArray());
    }

    int mean() {
      return (int) Math.round(means[0]) << 16
          | (int) Math.round(means[1]) << 8
          | (int) Math.round(means[2]);
    }
  }
}
