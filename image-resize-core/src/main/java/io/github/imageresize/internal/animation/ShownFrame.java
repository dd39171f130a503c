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
   * @param into an array that may be written to
   * @param pixel what becomes of each pixel
   */
  public static ShownFrame next(Animation animation, ArgbPixels into, IntUnaryOperator pixel) {
    Frame frame = animation.next();
    into.read(frame.picture());
    int[] argb = into.argb();
    for (int i = 0; i < argb.length; i++) {
      argb[i] = pixel.applyAsInt(argb[i]);
    }
    return new ShownFrame(into, frame.duration());
  }

  /** Whether somewhere this frame shows something and the next one what is below. */
  public boolean isClearedBy(ShownFrame next) {
    int[] before = pixels.argb();
    int[] after = next.pixels.argb();
    for (int i = 0; i < before.length; i++) {
      if (before[i] != 0 && after[i] == 0) {
        return true;
      }
    }
    return false;
  }
}
