package io.github.imageresize.local;

import io.github.imageresize.Crop;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The part of one side that a crop keeps, clipped to the side.
 *
 * @param start first pixel
 * @param length pixels; 0 or less if the crop lies behind the side's end
 */
record Interval(int start, int length) {
  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  static Interval of(Crop.Unit unit, BigDecimal from, BigDecimal length, int side) {
    long start = pixels(unit, from, side);
    long end = pixels(unit, from.add(length), side);
    // A share of less than half a pixel is still asked for; it gets one pixel.
    if (unit == Crop.Unit.PERCENT && from.compareTo(WHOLE) < 0) {
      start = Math.min(start, side - 1);
    }
    end = Math.min(side, Math.max(end, start + 1));
    return new Interval((int) Math.min(start, side), (int) (end - Math.min(start, side)));
  }

  private static long pixels(Crop.Unit unit, BigDecimal value, int side) {
    if (unit == Crop.Unit.PIXELS) {
      return value.longValueExact();
    }
    return value
        .multiply(BigDecimal.valueOf(side))
        .movePointLeft(2)
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }
}
