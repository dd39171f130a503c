package io.github.imageresize.internal.animation;

import io.github.imageresize.codec.Frame.Disposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Animations to make images of. */
public final class DrawnAnimations {
  private static final int[] COLORS = {
    0xFFE02020, 0xFF20C040, 0xFF3050F0, 0xFFFFFFFF, 0xFF000000, 0xFFF0C000
  };

  private DrawnAnimations() {}

  /** A square that moves over a background of stripes, each frame whole. */
  public static StoredAnimation movingSquare(int width, int height, int frames) {
    List<StoredFrame> all = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      int[] argb = new int[width * height];
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          boolean square = Math.abs(x - (i + 1) * width / (frames + 1)) < 6 && y > 4 && y < 17;
          argb[y * width + x] = square ? COLORS[0] : x / 8 % 2 == 0 ? COLORS[2] : COLORS[3];
        }
      }
      all.add(new StoredFrame(argb, 0, 0, width, height, 40 + 10 * i, Disposal.KEEP, true));
    }
    return new StoredAnimation(width, height, 0, all);
  }

  /**
   * Frames of all sizes with all ways of disposal, holes in them, and some of them in part outside
   * of the canvas.
   *
   * @param blended whether some take the place of what is below, and some are half transparent
   */
  public static StoredAnimation odd(int width, int height, int frames, long seed, boolean blended) {
    Random random = new Random(seed);
    List<StoredFrame> all = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      int w = i == 0 ? width : 1 + random.nextInt(width);
      int h = i == 0 ? height : 1 + random.nextInt(height);
      int x = i == 0 ? 0 : random.nextInt(width - w + 1) & ~1;
      int y = i == 0 ? 0 : random.nextInt(height - h + 1) & ~1;
      int color = COLORS[random.nextInt(COLORS.length)];
      int other = random.nextInt(3) == 0 ? 0 : COLORS[random.nextInt(COLORS.length)];
      if (blended && random.nextBoolean()) {
        other = other & 0xFFFFFF | 0x80000000;
      }
      int[] argb = new int[w * h];
      for (int at = 0; at < argb.length; at++) {
        argb[at] = (at % w / 4 + at / w / 4) % 2 == 0 ? color : other;
      }
      Disposal disposal = Disposal.values()[random.nextInt(3)];
      boolean over = !blended || random.nextBoolean();
      all.add(new StoredFrame(argb, x, y, w, h, 20 + 10 * random.nextInt(9), disposal, over));
    }
    return new StoredAnimation(width, height, 3, all);
  }
}
