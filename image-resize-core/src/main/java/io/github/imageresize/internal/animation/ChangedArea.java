package io.github.imageresize.internal.animation;

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
      int first = y * width;
      int from = 0;
      while (from < width && before.argb()[first + from] == after.argb()[first + from]) {
        from++;
      }
      if (from < width) {
        int to = width - 1;
        while (before.argb()[first + to] == after.argb()[first + to]) {
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

  /** The pixels of the area. */
  public int[] of(ArgbPixels picture) {
    int[] part = new int[width * height];
    for (int row = 0; row < height; row++) {
      int from = (y + row) * picture.width() + x;
      System.arraycopy(picture.argb(), from, part, row * width, width);
    }
    return part;
  }

  /**
   * The pixels of the area, but transparent where the pictures are the same.
   *
   * @param part what {@link #of} gives for the later one; changed
   * @return how many pixels became transparent
   */
  public int makeUnchangedTransparent(int[] part, ArgbPixels before) {
    int count = 0;
    for (int row = 0; row < height; row++) {
      int from = (y + row) * before.width() + x;
      for (int i = 0, at = row * width; i < width; i++, at++) {
        if (part[at] != 0 && part[at] == before.argb()[from + i]) {
          part[at] = 0;
          count++;
        }
      }
    }
    return count;
  }
}
