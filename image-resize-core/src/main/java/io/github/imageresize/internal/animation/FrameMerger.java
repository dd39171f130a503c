package io.github.imageresize.internal.animation;

import io.github.imageresize.codec.Animation;
import java.time.Duration;
import java.util.function.IntUnaryOperator;

/**
 * Goes through the frames of an animation, looking one frame ahead: equal ones that follow each
 * other become one, and each is told whether the next one clears something.
 */
public final class FrameMerger {
  private FrameMerger() {}

  /** Writes frames. */
  public interface Writer {
    /**
     * Writes a frame.
     *
     * @param frame its pixels are used again afterwards
     * @param cleared whether all of it has to be gone before the next one is drawn
     */
    void write(ShownFrame frame, boolean cleared);

    /** The longest duration that can be written. */
    Duration longest();
  }

  /**
   * Reads all frames and has them written.
   *
   * @param pixel what becomes of each pixel before frames are compared
   */
  public static void merge(Animation animation, IntUnaryOperator pixel, Writer writer) {
    int width = animation.width();
    int height = animation.height();
    ShownFrame shown = ShownFrame.next(animation, new ArgbPixels(width, height), pixel);
    ArgbPixels spare = new ArgbPixels(width, height);
    while (animation.hasNext()) {
      ShownFrame next = ShownFrame.next(animation, spare, pixel);
      Duration together = shown.duration().plus(next.duration());
      boolean same = ChangedArea.between(shown.pixels(), next.pixels()) == null;
      if (same && together.compareTo(writer.longest()) <= 0) {
        shown = new ShownFrame(shown.pixels(), together);
      } else {
        writer.write(shown, shown.isClearedBy(next));
        spare = shown.pixels();
        shown = next;
      }
    }
    writer.write(shown, false);
  }
}
