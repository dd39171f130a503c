package io.github.imageresize.internal.animation;

import io.github.imageresize.codec.Animation;
import io.github.imageresize.codec.Frame;
import io.github.imageresize.codec.Frame.Blending;
import io.github.imageresize.codec.Frame.Disposal;
import io.github.imageresize.codec.PlanarImage;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Frames as they show: each covers the canvas, with what the ones before left there. Durations are
 * those that browsers keep to, which show frames of 10 ms and less for 100. Not thread-safe.
 */
public final class CompositedAnimation implements Animation {
  private static final Duration LONGEST_TAKEN_FOR_NONE = Duration.ofMillis(10);
  private static final Duration IN_PLACE_OF_NONE = Duration.ofMillis(100);

  private final Animation stored;
  private final ArgbPixels canvas;
  private @Nullable ArgbPixels before;
  private @Nullable Frame last;

  /** Composes the frames of a decoder. */
  public CompositedAnimation(Animation stored) {
    this.stored = stored;
    canvas = new ArgbPixels(stored.width(), stored.height());
  }

  /** The most heap that a canvas of that size takes, beside what the frames do. */
  public static long memoryNeeded(int width, int height) {
    return 2 * ArgbPixels.memoryNeeded(width, height) + 64L * width;
  }

  @Override
  public int width() {
    return stored.width();
  }

  @Override
  public int height() {
    return stored.height();
  }

  @Override
  public int loops() {
    return stored.loops();
  }

  @Override
  public boolean hasNext() {
    return stored.hasNext();
  }

  @Override
  public Frame next() {
    dispose();
    Frame frame = stored.next();
    if (frame.disposal() == Disposal.RESTORE) {
      if (before == null) {
        before = new ArgbPixels(canvas.width(), canvas.height());
      }
      before.copy(canvas);
    }
    draw(frame);
    last = frame;
    return Frame.whole(canvas.toImage(!canvas.isOpaque()), shownFor(frame.duration()));
  }

  private static Duration shownFor(Duration stored) {
    return stored.compareTo(LONGEST_TAKEN_FOR_NONE) <= 0 ? IN_PLACE_OF_NONE : stored;
  }

  private void dispose() {
    if (last != null && last.disposal() == Disposal.CLEAR) {
      clear(last);
    } else if (last != null && last.disposal() == Disposal.RESTORE && before != null) {
      canvas.copy(before);
    }
  }

  private void clear(Frame frame) {
    int left = Math.max(0, frame.x());
    int right = end(frame.x(), frame.picture().width(), canvas.width());
    int bottom = end(frame.y(), frame.picture().height(), canvas.height());
    for (int y = Math.max(0, frame.y()); y < bottom && left < right; y++) {
      Arrays.fill(canvas.row(y), left, right, 0);
    }
  }

  private static int end(int start, int length, int most) {
    return (int) Math.max(0, Math.min((long) start + length, most));
  }

  /** Draws what of a frame lies on the canvas; rows below it are not decoded. */
  private void draw(Frame frame) {
    PlanarImage picture = frame.picture();
    ArgbRows rows = ArgbRows.of(picture);
    int[] pixels = new int[picture.width()];
    int left = Math.max(0, frame.x());
    int right = end(frame.x(), picture.width(), canvas.width());
    int bottom = end(frame.y(), picture.height(), canvas.height());
    boolean over = frame.blending() == Blending.OVER && picture.alpha();
    for (int y = frame.y(); y < bottom && left < right; y++) {
      rows.read(y - frame.y(), pixels);
      if (y >= 0) {
        if (over) {
          blend(pixels, left - frame.x(), canvas.row(y), left, right - left);
        } else {
          System.arraycopy(pixels, left - frame.x(), canvas.row(y), left, right - left);
        }
      }
    }
  }

  private static void blend(int[] pixels, int from, int[] below, int to, int count) {
    for (int i = 0; i < count; i++) {
      below[to + i] = over(pixels[from + i], below[to + i]);
    }
  }

  /** One pixel over another: Porter and Duff's "over" for colours that are not premultiplied. */
  private static int over(int above, int below) {
    int alpha = above >>> 24;
    if (alpha == 255 || below >>> 24 == 0) {
      return alpha == 0 ? 0 : above;
    }
    if (alpha == 0) {
      return below;
    }
    int share = (below >>> 24) * (255 - alpha); // of the pixel below, in 255ths of an alpha
    int whole = alpha * 255 + share;
    return (((whole + 127) / 255) << 24)
        | (mixed(above >> 16, alpha * 255, below >> 16, share, whole) << 16)
        | (mixed(above >> 8, alpha * 255, below >> 8, share, whole) << 8)
        | mixed(above, alpha * 255, below, share, whole);
  }

  private static int mixed(int above, int weight, int below, int share, int whole) {
    return ((above & 0xFF) * weight + (below & 0xFF) * share + whole / 2) / whole;
  }
}
