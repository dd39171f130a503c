package io.github.imageresize;

import io.github.imageresize.internal.option.Decimal;

/**
 * An unsharp mask: what a Gaussian blur takes away is added once more. Both numbers are rounded to
 * two decimal places.
 *
 * @param sigma the standard deviation of the blur in pixels of the result, 0.3..10
 * @param gain how much is added, 0.01..10
 */
public record Sharpening(double sigma, double gain) {
  /** The gain where none is given. */
  public static final double DEFAULT_GAIN = 1;

  private static final Decimal SIGMA = new Decimal(0.3, 10, 2, "1");
  private static final Decimal GAIN = new Decimal(0.01, 10, 2, "0.8");

  /**
   * Checks and rounds the numbers.
   *
   * @param sigma pixels of the result, 0.3..10
   * @param gain 0.01..10
   * @throws ImageResizeException with {@link ImageResizeException.Reason#INVALID_REQUEST} if one is
   *     out of range
   */
  public Sharpening {
    sigma = SIGMA.checked("sharpen sigma", sigma);
    gain = GAIN.checked("sharpen gain", gain);
  }

  /**
   * A sharpening of the {@linkplain #DEFAULT_GAIN usual gain}.
   *
   * @param sigma pixels of the result, 0.3..10
   * @return the sharpening
   * @throws ImageResizeException with {@link ImageResizeException.Reason#INVALID_REQUEST} if it is
   *     out of range
   */
  public static Sharpening ofSigma(double sigma) {
    return new Sharpening(sigma, DEFAULT_GAIN);
  }

  /**
   * Reads {@code sigma} or {@code sigma,gain}.
   *
   * @param text the sharpening as in a URL
   * @return the sharpening
   * @throws ImageResizeException with {@link ImageResizeException.Reason#INVALID_REQUEST} if it is
   *     not written so or out of range
   */
  public static Sharpening parse(String text) {
    int comma = text.indexOf(',');
    double sigma = SIGMA.read("sharpen sigma", comma < 0 ? text : text.substring(0, comma));
    double gain = comma < 0 ? DEFAULT_GAIN : GAIN.read("sharpen gain", text.substring(comma + 1));
    return new Sharpening(sigma, gain);
  }

  /**
   * The canonical text of the sharpening, which {@link #parse} reads back.
   *
   * @return such as {@code 1} or {@code 1.5,0.8}
   */
  public String label() {
    return SIGMA.print(sigma) + (gain == DEFAULT_GAIN ? "" : "," + GAIN.print(gain));
  }
}
