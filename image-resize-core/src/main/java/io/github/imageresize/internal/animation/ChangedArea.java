package io.github.imageresize.internal.animation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The smallest rectangle outside of which two pictures are the same.
 *
 * @param x left edge
 * @param y upper edge
 * @param width positive
 * @param height positive
 */
public record ChangedArea(int x, int y, int width, int height) {

  /** All of a picture. */
  public static ChangedArea whole(ArgbPixels picture) {
    return new ChangedArea(0, 0, picture.width(), picture.height());
  }

  /** Where pictures of one size differ; null if they don't. */
  public static @Nullable ChangedArea between(ArgbPixels before, ArgbPixels after) {
    int width = before.width();
    int left = width;
    int right = -1;
    int top = -1;
    int bottom = -1;
    for (int y = 0; y < before.height(); y++) {
      int[] old = before.row(y);
      int[] changed = after.row(y);
      int from = Arrays.mismatch(old, changed);
      if (from >= 0) {
        int to = width - 1;
        while (old[to] == changed[to]) {
          to--;
        }
        left = Math.min(left, from);
        right = Math.max(right, to);
        top = top < 0 ? y : top;
        bottom = y;
      }
    }
    return top < 0 ? null : new ChangedArea(left, top, right - left + 1, bottom - top + 1);
  }

  /** The same area with its upper left corner at even numbers, as WebP wants it. */
  public ChangedArea fromEvenCorner() {
    int left = x & ~1;
    int upper = y & ~1;
    return new ChangedArea(left, upper, width + x - left, height + y - upper);
  }

  /** A copy of the pixels of the area. */
  public ArgbPixels of(ArgbPixels picture) {
    ArgbPixels part = new ArgbPixels(width, height);
    for (int row = 0; row < height; row++) {
      System.arraycopy(picture.row(y + row), x, part.row(row), 0, width);
    }
    return part;
  }

  /**
   * The pixels of the area, but transparent where the pictures are the same.
   *
   * @param part what {@link #of} gives for the later one; changed
   * @return how many pixels became transparent
   */
  public int makeUnchangedTransparent(ArgbPixels part, ArgbPixels before) {
    int count = 0;
    for (int row = 0; row < height; row++) {
      int[] pixels = part.row(row);
      int[] old = before.row(y + row);
      for (int i = 0; i < width; i++) {
        if (pixels[i] != 0 && pixels[i] == old[x + i]) {
          pixels[i] = 0;
          count++;
        }
      }
    }
    return count;
  }
}
