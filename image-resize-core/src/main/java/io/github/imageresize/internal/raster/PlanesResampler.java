package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import java.util.ArrayList;
import java.util.List;

/**
 * Resizes the planes of one image at one pace. The horizontal pass takes many rows at once; if one
 * plane ran ahead with it, the decoder would have to hold the rows of the others, at full width and
 * height. So what runs ahead is the vertical pass, of all planes together.
 */
public final class PlanesResampler {
  private PlanesResampler() {}

  /** One plane, and where its samples go. */
  public record Part(PlaneRows source, ResamplingAxis horizontal, ResamplingAxis vertical) {}

  /**
   * The resized rows of the planes.
   *
   * @param parts the planes
   * @param phases of the rows that come out, 1..8
   */
  public static List<PlaneRows> resample(List<Part> parts, int phases) {
    List<PlaneRows> reduced = new ArrayList<>();
    for (Part part : parts) {
      reduced.add(vertically(part));
    }
    List<PlaneRows> together = SynchronizedRows.of(reduced);
    List<PlaneRows> resized = new ArrayList<>();
    for (int i = 0; i < together.size(); i++) {
      PlaneRows rows = together.get(i);
      resized.add(
          Resampler.resample(rows, parts.get(i).horizontal(), everyRow(rows.height()), phases));
    }
    return resized;
  }

  /**
   * The most heap that the resampling of a plane holds, with the window of source rows that it
   * reads, in bytes.
   *
   * @param sourceWidth samples in a row of the source
   * @param width samples in a row of the result
   * @param height rows of the result
   * @param scaleX source samples for one of the result, horizontally
   * @param scaleY the same vertically
   */
  public static long memoryNeeded(
      int sourceWidth, int width, int height, double scaleX, double scaleY) {
    long tapsX = Math.min(sourceWidth, ResamplingAxis.mostTaps(scaleX));
    int tapsY = ResamplingAxis.mostTaps(scaleY);
    // The planes are made together, so that those which are read later are held for a row of the
    // result longer. Rounded up to a power of two there is room for sources that make several at
    // once.
    int held = tapsY + (int) Math.ceil(scaleY);
    long window = 2L * Integer.highestOneBit(held) * sourceWidth;
    long horizontally = HorizontalPass.samplesHeld(sourceWidth, width, scaleX);
    long axes = width * tapsX + (long) height * tapsY;
    return Float.BYTES * (window + horizontally + axes);
  }

  private static PlaneRows vertically(Part part) {
    return VerticalPass.of(part.source(), part.vertical(), part.horizontal().end());
  }

  private static ResamplingAxis everyRow(int height) {
    return ResamplingAxis.lanczos3(0, height, 0, 1, height);
  }
}
