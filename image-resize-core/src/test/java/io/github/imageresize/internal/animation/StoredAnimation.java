package io.github.imageresize.internal.animation;

import io.github.imageresize.codec.Frame.Disposal;
import java.util.ArrayList;
import java.util.List;

/**
 * An animation as a file has it.
 *
 * @param loops 0 for ever
 */
public record StoredAnimation(int width, int height, int loops, List<StoredFrame> frames) {

  /**
   * What is to be seen frame by frame, by the plainest of means: a reference for those that are
   * quick. Fully transparent pixels are 0.
   */
  public List<int[]> composited() {
    List<int[]> shown = new ArrayList<>();
    int[] canvas = new int[width * height];
    for (StoredFrame frame : frames) {
      int[] before = canvas.clone();
      for (int y = 0; y < frame.height(); y++) {
        for (int x = 0; x < frame.width(); x++) {
          draw(frame, x, y, canvas);
        }
      }
      shown.add(canvas.clone());
      if (frame.disposal() == Disposal.RESTORE) {
        canvas = before;
      } else if (frame.disposal() == Disposal.CLEAR) {
        clear(frame, canvas);
      }
    }
    return shown;
  }

  private void draw(StoredFrame frame, int x, int y, int[] canvas) {
    if (contains(frame.x() + x, frame.y() + y)) {
      int at = (frame.y() + y) * width + frame.x() + x;
      int pixel = frame.argb()[y * frame.width() + x];
      canvas[at] = frame.over() ? over(pixel, canvas[at]) : pixel >>> 24 == 0 ? 0 : pixel;
    }
  }

  private boolean contains(int x, int y) {
    return x >= 0 && y >= 0 && x < width && y < height;
  }

  private void clear(StoredFrame frame, int[] canvas) {
    for (int y = frame.y(); y < frame.y() + frame.height(); y++) {
      for (int x = frame.x(); x < frame.x() + frame.width(); x++) {
        if (contains(x, y)) {
          canvas[y * width + x] = 0;
        }
      }
    }
  }

  private static int over(int above, int below) {
    double a = (above >>> 24) / 255.0;
    double b = (below >>> 24) / 255.0 * (1 - a);
    if (a + b == 0) {
      return 0;
    }
    int argb = (int) Math.round((a + b) * 255) << 24;
    for (int shift = 0; shift < 24; shift += 8) {
      double color = ((above >> shift & 0xFF) * a + (below >> shift & 0xFF) * b) / (a + b);
      argb |= (int) Math.round(color) << shift;
    }
    return argb;
  }
}
