package io.github.imageresize;

import java.util.HexFormat;

/**
 * A colour of the sRGB colour space with straight (not premultiplied) alpha.
 *
 * @param red 0..255
 * @param green 0..255
 * @param blue 0..255
 * @param alpha 0 (transparent) .. 255 (opaque)
 */
public record RgbaColor(int red, int green, int blue, int alpha) {
  /** Opaque white. */
  public static final RgbaColor WHITE = new RgbaColor(255, 255, 255, 255);

  /** Fully transparent black. */
  public static final RgbaColor TRANSPARENT = new RgbaColor(0, 0, 0, 0);

  /**
   * Checks the components.
   *
   * @param red 0..255
   * @param green 0..255
   * @param blue 0..255
   * @param alpha 0 (transparent) .. 255 (opaque)
   * @throws ImageResizeException with {@link ImageResizeException.Reason#INVALID_REQUEST} if one is
   *     outside 0..255
   */
  public RgbaColor {
    check("red", red);
    check("green", green);
    check("blue", blue);
    check("alpha", alpha);
  }

  /**
   * Reads {@code rrggbb} or {@code rrggbbaa}, with or without a leading {@code #}, in either case.
   *
   * @param hexadecimal six or eight hexadecimal digits
   * @return the colour; opaque where no alpha is given
   * @throws ImageResizeException with {@link ImageResizeException.Reason#INVALID_REQUEST} if it is
   *     written in any other way
   */
  public static RgbaColor parse(String hexadecimal) {
    String digits = hexadecimal.startsWith("#") ? hexadecimal.substring(1) : hexadecimal;
    boolean wellFormed =
        (digits.length() == 6 || digits.length() == 8)
            && digits.chars().allMatch(HexFormat::isHexDigit);
    if (!wellFormed) {
      throw ImageResizeException.invalid(
          "background", hexadecimal, "must be six or eight hexadecimal digits, rrggbb or rrggbbaa");
    }
    long value = HexFormat.fromHexDigitsToLong(digits.length() == 6 ? digits + "ff" : digits);
    return new RgbaColor(
        (int) (value >> 24 & 0xff),
        (int) (value >> 16 & 0xff),
        (int) (value >> 8 & 0xff),
        (int) (value & 0xff));
  }

  /**
   * The colour as eight lower-case hexadecimal digits, which {@link #parse} reads back.
   *
   * @return such as {@code ff8000ff}
   */
  public String toHex() {
    return HexFormat.of()
        .formatHex(new byte[] {(byte) red, (byte) green, (byte) blue, (byte) alpha});
  }

  private static void check(String component, int value) {
    if (value < 0 || value > 255) {
      throw ImageResizeException.invalid("background " + component, value, "must be 0..255");
    }
  }
}
