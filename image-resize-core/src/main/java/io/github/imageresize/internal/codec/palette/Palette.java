package io.github.imageresize.internal.codec.palette;

import io.github.imageresize.Deadline;
import io.github.imageresize.internal.animation.ArgbPixels;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The colours of a picture that has at most 256, and the index of each pixel. Pictures of few
 * colours keep them exactly; others get a chosen palette and error diffusion (Floyd and Steinberg,
 * 1976), every second row from right to left. Pixels less than half opaque are transparent.
 */
public final class Palette {
  private static final int MOST_COLORS = 256;

  /** A squared distance that is seen in a single pixel. */
  private static final int FAR = 1000;

  /** A histogram, and the colours that are next to its cells. */
  private static final long TABLES = 2 << 20;

  /** For a pixel of a row, the errors of this one and the next, its index, and its samples. */
  private static final long ROW_BYTES = 48;

  private final int[] colors;
  private final int transparentIndex;
  private final @Nullable Map<Integer, Integer> exact;
  private final short[] nearest = new short[ColorHistogram.CELLS];

  private Palette(int[] colors, boolean transparent, @Nullable Map<Integer, Integer> exact) {
    this.colors = colors;
    this.transparentIndex = transparent ? colors.length : -1;
    this.exact = exact;
  }

  /** The most heap that choosing and using a palette takes for rows of that width. */
  public static long memoryNeeded(int width) {
    return TABLES + ROW_BYTES * width;
  }

  /** Chooses colours for the pixels of a picture. */
  public static Palette of(ArgbPixels pixels) {
    return of(pixels, false);
  }

  /** The same with a transparent index, whether a pixel is transparent or not. */
  public static Palette withTransparency(ArgbPixels pixels) {
    return of(pixels, true);
  }

  private static Palette of(ArgbPixels pixels, boolean alwaysTransparent) {
    boolean transparent = alwaysTransparent;
    Map<Integer, Integer> exact = new HashMap<>();
    ColorHistogram histogram = new ColorHistogram();
    for (int y = 0; y < pixels.height(); y++) {
      for (int pixel : pixels.row(y)) {
        if (pixel >= 0) {
          transparent = true;
        } else {
          histogram.add(pixel);
          if (exact.size() <= MOST_COLORS) {
            exact.putIfAbsent(pixel & 0xFFFFFF, exact.size());
          }
        }
      }
    }
    int most = transparent ? MOST_COLORS - 1 : MOST_COLORS;
    if (exact.size() > most) {
      return new Palette(MedianCut.palette(histogram, most), transparent, null);
    }
    int[] colors = new int[exact.size()];
    exact.forEach((color, index) -> colors[index] = color);
    return new Palette(colors, transparent, exact);
  }

  /** The colours but the transparent one, as 0xRRGGBB; shared. */
  public int[] colors() {
    return colors;
  }

  /** -1 if no pixel is transparent. */
  public int transparentIndex() {
    return transparentIndex;
  }

  /** Bits that an index takes, 1..8. */
  public int bits() {
    int used = colors.length + (transparentIndex < 0 ? 0 : 1);
    return Math.max(1, 32 - Integer.numberOfLeadingZeros(used - 1));
  }

  /**
   * How far pixels are from the colours next to them.
   *
   * @param mean the mean of the squared distances
   * @param far the share of pixels whose distance is seen in each of them
   */
  public record Deviation(double mean, double far) {}

  /** How well pixels can be shown with these colours. */
  public Deviation fit(ArgbPixels pixels) {
    long sum = 0;
    int count = 0;
    int far = 0;
    for (int y = 0; y < pixels.height(); y++) {
      for (int pixel : pixels.row(y)) {
        if (pixel < 0) {
          int distance = colors.length == 0 ? FAR + 1 : distance(pixel, colors[nearest(pixel)]);
          sum += distance;
          count++;
          far += distance > FAR ? 1 : 0;
        }
      }
    }
    return new Deviation((double) sum / Math.max(1, count), (double) far / Math.max(1, count));
  }

  private static int distance(int rgb, int other) {
    int red = (rgb >> 16 & 0xFF) - (other >> 16 & 0xFF);
    int green = (rgb >> 8 & 0xFF) - (other >> 8 & 0xFF);
    int blue = (rgb & 0xFF) - (other & 0xFF);
    return red * red + green * green + blue * blue;
  }

  private int nearest(int rgb) {
    return nearest(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
  }

  /** Whether each pixel can be shown as it is. */
  public boolean isExact(ArgbPixels pixels) {
    if (exact == null) {
      return false;
    }
    for (int y = 0; y < pixels.height(); y++) {
      for (int pixel : pixels.row(y)) {
        if (pixel < 0 && !exact.containsKey(pixel & 0xFFFFFF)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Takes the indices of a picture's pixels. */
  public interface IndexedRows {
    /**
     * Takes those of the next row.
     *
     * @param indices a byte for each pixel; used again for the row that follows
     */
    void write(byte[] indices);
  }

  /** Tells the indices of pixels row by row, and asks before each whether there is time. */
  public void index(ArgbPixels pixels, Deadline deadline, IndexedRows rows) {
    if (exact == null || !isExact(pixels)) {
      diffuse(pixels, deadline, rows);
      return;
    }
    byte[] indices = new byte[pixels.width()];
    for (int y = 0; y < pixels.height(); y++) {
      deadline.check();
      int[] row = pixels.row(y);
      for (int x = 0; x < row.length; x++) {
        int index = row[x] >= 0 ? transparentIndex : exact.getOrDefault(row[x] & 0xFFFFFF, 0);
        indices[x] = (byte) index;
      }
      rows.write(indices);
    }
  }

  private void diffuse(ArgbPixels pixels, Deadline deadline, IndexedRows rows) {
    int width = pixels.width();
    byte[] indices = new byte[width];
    float[] errors = new float[3 * (width + 2)];
    float[] nextErrors = new float[3 * (width + 2)];
    for (int y = 0; y < pixels.height(); y++) {
      deadline.check();
      int[] row = pixels.row(y);
      int step = (y & 1) == 0 ? 1 : -1;
      int x = step > 0 ? 0 : width - 1;
      for (int count = 0; count < width; count++, x += step) {
        indices[x] =
            row[x] >= 0
                ? (byte) transparentIndex
                : (byte) place(row[x], errors, nextErrors, 3 * (x + 1), 3 * step);
      }
      rows.write(indices);
      float[] spare = errors;
      errors = nextErrors;
      nextErrors = spare;
      Arrays.fill(nextErrors, 0);
    }
  }

  private int place(int pixel, float[] errors, float[] nextErrors, int at, int step) {
    int red = clamped((pixel >> 16 & 0xFF) + errors[at]);
    int green = clamped((pixel >> 8 & 0xFF) + errors[at + 1]);
    int blue = clamped((pixel & 0xFF) + errors[at + 2]);
    int index = nearest(red, green, blue);
    int color = colors[index];
    spread(red - (color >> 16 & 0xFF), errors, nextErrors, at, step);
    spread(green - (color >> 8 & 0xFF), errors, nextErrors, at + 1, step);
    spread(blue - (color & 0xFF), errors, nextErrors, at + 2, step);
    return index;
  }

  private static void spread(int error, float[] errors, float[] nextErrors, int at, int step) {
    errors[at + step] += error * (7 / 16f);
    nextErrors[at - step] += error * (3 / 16f);
    nextErrors[at] += error * (5 / 16f);
    nextErrors[at + step] += error * (1 / 16f);
  }

  private static int clamped(float value) {
    return Math.max(0, Math.min(255, Math.round(value)));
  }

  private int nearest(int red, int green, int blue) {
    int cell = ColorHistogram.cell(red, green, blue);
    if (nearest[cell] == 0) {
      nearest[cell] = (short) (1 + search((red & 0xF8) | 4, (green & 0xF8) | 4, (blue & 0xF8) | 4));
    }
    return nearest[cell] - 1;
  }

  private int search(int red, int green, int blue) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < colors.length; i++) {
      int toRed = (colors[i] >> 16 & 0xFF) - red;
      int toGreen = (colors[i] >> 8 & 0xFF) - green;
      int toBlue = (colors[i] & 0xFF) - blue;
      int distance = 2 * toRed * toRed + 4 * toGreen * toGreen + 3 * toBlue * toBlue;
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }
}
