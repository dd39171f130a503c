package io.github.imageresize.internal.effect;

import java.util.Arrays;

/**
 * ThumbHash, the placeholder of some 25 bytes that E. Wallace published
 * (evanw.github.io/thumbhash): the lowest frequencies of luminance, two colour differences and
 * alpha, in 4 bits each.
 */
public final class ThumbHash {
  /** The longest side that a picture may have to be hashed. */
  public static final int LONGEST_SIDE = 100;

  /** The longest side of what is drawn from a hash. */
  private static final int DRAWN_SIDE = 32;

  private static final double CHROMA_BOOST = 1.25;
  private static final int MOST_WAVES = 7;
  private static final int MOST_WAVES_BESIDE_ALPHA = 5;
  private static final int CHROMA_WAVES = 3;
  private static final int ALPHA_WAVES = 5;

  private ThumbHash() {}

  /**
   * The hash of a picture.
   *
   * @param rgba red, green, blue and straight alpha of each pixel, row by row
   * @param width 1..100
   */
  public static byte[] of(byte[] rgba, int width) {
    int pixels = rgba.length / 4;
    int height = pixels / width;
    double[][] channels = channels(rgba, pixels);
    double opacity = Arrays.stream(channels[3]).sum();
    boolean alpha = opacity < pixels;
    int most = alpha ? MOST_WAVES_BESIDE_ALPHA : MOST_WAVES;
    double longest = Math.max(width, height);
    int across = (int) Math.max(1, Math.round(most * width / longest));
    int down = (int) Math.max(1, Math.round(most * height / longest));
    boolean landscape = width > height;
    Waves luminance = Waves.of(channels[0], width, Math.max(3, across), Math.max(3, down));
    Waves yellowBlue = Waves.of(channels[1], width, CHROMA_WAVES, CHROMA_WAVES);
    Waves redGreen = Waves.of(channels[2], width, CHROMA_WAVES, CHROMA_WAVES);
    HashBits bits = new HashBits();
    bits.add(6, 63 * luminance.mean());
    bits.add(6, 31.5 + 31.5 * yellowBlue.mean());
    bits.add(6, 31.5 + 31.5 * redGreen.mean());
    bits.add(5, 31 * luminance.scale());
    bits.add(1, alpha ? 1 : 0);
    bits.add(3, landscape ? down : across);
    bits.add(6, 63 * yellowBlue.scale());
    bits.add(6, 63 * redGreen.scale());
    bits.add(1, landscape ? 1 : 0);
    Waves transparency = null;
    if (alpha) {
      transparency = Waves.of(channels[3], width, ALPHA_WAVES, ALPHA_WAVES);
      bits.add(4, 15 * transparency.mean());
      bits.add(4, 15 * transparency.scale());
    }
    luminance.write(bits);
    yellowBlue.write(bits);
    redGreen.write(bits);
    if (transparency != null) {
      transparency.write(bits);
    }
    return bits.toByteArray();
  }

  /** Luminance, yellow against blue, red against green, alpha; over the mean colour. */
  private static double[][] channels(byte[] rgba, int pixels) {
    double[] mean = new double[3];
    double opacity = 0;
    for (int i = 0; i < pixels; i++) {
      double alpha = (rgba[4 * i + 3] & 0xFF) / 255.0;
      opacity += alpha;
      for (int c = 0; c < 3; c++) {
        mean[c] += alpha * (rgba[4 * i + c] & 0xFF) / 255.0;
      }
    }
    double[][] channels = new double[4][pixels];
    for (int i = 0; i < pixels; i++) {
      double alpha = (rgba[4 * i + 3] & 0xFF) / 255.0;
      double[] color = new double[3];
      for (int c = 0; c < 3; c++) {
        double behind = opacity > 0 ? mean[c] / opacity : 0;
        color[c] = behind * (1 - alpha) + alpha * (rgba[4 * i + c] & 0xFF) / 255.0;
      }
      channels[0][i] = (color[0] + color[1] + color[2]) / 3;
      channels[1][i] = (color[0] + color[1]) / 2 - color[2];
      channels[2][i] = color[0] - color[1];
      channels[3][i] = alpha;
    }
    return channels;
  }

  /**
   * What a hash looks like.
   *
   * @param hash from {@link #of}
   */
  public static Drawn draw(byte[] hash) {
    HashBits bits = new HashBits(hash);
    double mean = bits.next(6) / 63.0;
    double yellowBlueMean = bits.next(6) / 31.5 - 1;
    double redGreenMean = bits.next(6) / 31.5 - 1;
    double scale = bits.next(5) / 31.0;
    boolean alpha = bits.next(1) == 1;
    int shorter = bits.next(3);
    double yellowBlueScale = bits.next(6) / 63.0 * CHROMA_BOOST;
    double redGreenScale = bits.next(6) / 63.0 * CHROMA_BOOST;
    boolean landscape = bits.next(1) == 1;
    double alphaMean = alpha ? bits.next(4) / 15.0 : 1;
    double alphaScale = alpha ? bits.next(4) / 15.0 : 0;
    int longer = alpha ? MOST_WAVES_BESIDE_ALPHA : MOST_WAVES;
    int across = landscape ? longer : shorter;
    int down = landscape ? shorter : longer;
    Waves luminance = Waves.read(bits, mean, scale, Math.max(3, across), Math.max(3, down));
    Waves yellowBlue = Waves.read(bits, yellowBlueMean, yellowBlueScale, 3, 3);
    Waves redGreen = Waves.read(bits, redGreenMean, redGreenScale, 3, 3);
    Waves transparency =
        alpha ? Waves.read(bits, alphaMean, alphaScale, ALPHA_WAVES, ALPHA_WAVES) : Waves.flat(1);
    double ratio = (double) across / down;
    int width = (int) Math.max(1, Math.round(ratio > 1 ? DRAWN_SIDE : DRAWN_SIDE * ratio));
    int height = (int) Math.max(1, Math.round(ratio > 1 ? DRAWN_SIDE / ratio : DRAWN_SIDE));
    byte[] rgba = new byte[width * height * 4];
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double u = (x + 0.5) / width;
        double v = (y + 0.5) / height;
        double light = luminance.at(u, v);
        double blue = light - 2.0 / 3 * yellowBlue.at(u, v);
        double difference = redGreen.at(u, v);
        double red = (3 * light - blue + difference) / 2;
        rgba[at++] = sample(red);
        rgba[at++] = sample(red - difference);
        rgba[at++] = sample(blue);
        rgba[at++] = sample(transparency.at(u, v));
      }
    }
    return new Drawn(width, height, rgba);
  }

  private static byte sample(double value) {
    return (byte) (int) Math.max(0, 255 * Math.min(1, value));
  }

  /** A small picture: red, green, blue and straight alpha of each pixel, row by row. */
  public static final class Drawn {
    private final int width;
    private final int height;
    private final byte[] rgba;

    private Drawn(int width, int height, byte[] rgba) {
      this.width = width;
      this.height = height;
      this.rgba = rgba;
    }

    /** Pixels in a row. */
    public int width() {
      return width;
    }

    /** Rows. */
    public int height() {
      return height;
    }

    /** The samples. */
    public byte[] rgba() {
      return rgba.clone();
    }
  }
}
