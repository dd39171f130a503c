package io.github.imageresize.internal.animation;

import io.github.imageresize.codec.Animation;
import io.github.imageresize.codec.Frame;
import java.time.Duration;
import java.util.function.IntUnaryOperator;

/**
 * A frame that covers its canvas, on its way into a file.
 *
 * @param pixels what it shows
 * @param duration how long it does
 */
public record ShownFrame(ArgbPixels pixels, Duration duration) {

  /**
   * Reads the next frame.
   *
   * @param into pixels that may be written to
   * @param pixel what becomes of each pixel
   */
  public static ShownFrame next(Animation animation, ArgbPixels into, IntUnaryOperator pixel) {
    Frame frame = animation.next();
    into.read(frame.picture());
    for (int y = 0; y < into.height(); y++) {
      int[] row = into.row(y);
      for (int x = 0; x < row.length; x++) {
        row[x] = pixel.applyAsInt(row[x]);
      }
    }
    return new ShownFrame(into, frame.duration());
  }

  /** Whether somewhere this frame shows something and the next one what is below. */
  public boolean isClearedBy(ShownFrame next) {
    for (int y = 0; y < pixels.height(); y++) {
      int[] before = pixels.row(y);
      int[] after = next.pixels.row(y);
      for (int x = 0; x < before.length; x++) {
        if (before[x] != 0 && after[x] == 0) {
          return true;
        }
      }
    }
    return false;
  }
}
