package io.github.imageresize.internal.raster;

/**
 * Sums of arrays, each with a weight of its own: the one arithmetic of resampling and of both
 * cosine transforms.
 *
 * <p>HotSpot's C2 of JDK 17 turns a loop into vector code when it stores to one array, reads at
 * most four others, and uses the same index everywhere; with six inputs, with two outputs or with
 * an offset into the same array it does not. Every loop here has that shape, and longer sums are
 * made of several.
 */
public final class WeightedSum {
  private WeightedSum() {}

  /** {@code out[i] = a[i] * wa} for i below {@code length}. */
  public static void set(float[] out, float[] a, float wa, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = a[i] * wa;
    }
  }

  /** {@code out = a * wa + b * wb}. */
  public static void set(float[] out, float[] a, float wa, float[] b, float wb, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = a[i] * wa + b[i] * wb;
    }
  }

  /** {@code out = a * wa + b * wb + c * wc}. */
  public static void set(
      float[] out, float[] a, float wa, float[] b, float wb, float[] c, float wc, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = a[i] * wa + b[i] * wb + c[i] * wc;
    }
  }

  /** {@code out = a * wa + b * wb + c * wc + d * wd}. */
  public static void set(
      float[] out,
      float[] a,
      float wa,
      float[] b,
      float wb,
      float[] c,
      float wc,
      float[] d,
      float wd,
      int length) {
    for (int i = 0; i < length; i++) {
      out[i] = a[i] * wa + b[i] * wb + c[i] * wc + d[i] * wd;
    }
  }

  /** {@code out += a * wa + b * wb + c * wc + d * wd}. */
  public static void add(
      float[] out,
      float[] a,
      float wa,
      float[] b,
      float wb,
      float[] c,
      float wc,
      float[] d,
      float wd,
      int length) {
    for (int i = 0; i < length; i++) {
      out[i] += a[i] * wa + b[i] * wb + c[i] * wc + d[i] * wd;
    }
  }

  /** {@code out = a + b}. */
  public static void sum(float[] out, float[] a, float[] b, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = a[i] + b[i];
    }
  }

  /** {@code out = a - b}. */
  public static void difference(float[] out, float[] a, float[] b, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = a[i] - b[i];
    }
  }

  /**
   * The sum of {@code count} neighbouring arrays.
   *
   * @param in arrays, of which {@code in[first]} is the first that counts
   * @param weights of which {@code weights[at]} belongs to {@code in[first]}
   * @param count positive
   */
  public static void set(
      float[] out, float[][] in, int first, float[] weights, int at, int count, int length) {
    // The odd ones come first: what remains is added in fours.
    int done = (count - 1) % 4 + 1;
    switch (done) {
      case 1 -> set(out, in[first], weights[at], length);
      case 2 -> set(out, in[first], weights[at], in[first + 1], weights[at + 1], length);
      case 3 ->
          set(
              out,
              in[first],
              weights[at],
              in[first + 1],
              weights[at + 1],
              in[first + 2],
              weights[at + 2],
              length);
      default ->
          set(
              out,
              in[first],
              weights[at],
              in[first + 1],
              weights[at + 1],
              in[first + 2],
              weights[at + 2],
              in[first + 3],
              weights[at + 3],
              length);
    }
    for (int k = done; k < count; k += 4) {
      int i = first + k;
      int w = at + k;
      add(
          out,
          in[i],
          weights[w],
          in[i + 1],
          weights[w + 1],
          in[i + 2],
          weights[w + 2],
          in[i + 3],
          weights[w + 3],
          length);
    }
  }
}
