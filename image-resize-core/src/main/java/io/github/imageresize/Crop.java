package io.github.imageresize;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A region of the upright original that is cut out before anything else is done. Parts of the
 * region that lie outside the original are ignored; a region wholly outside it is an error when the
 * original is known.
 *
 * @param x distance of the region's left edge from the image's, not negative
 * @param y distance of the region's upper edge from the image's, not negative
 * @param width width of the region, positive
 * @param height height of the region, positive
 * @param unit what the four numbers count
 */
public record Crop(BigDecimal x, BigDecimal y, BigDecimal width, BigDecimal height, Unit unit) {

  /** What the numbers of a crop count. */
  public enum Unit {
    /** Pixels of the upright original; whole numbers. */
    PIXELS,
    /** Percent of the original's width (for x and width) and height; up to three decimals. */
    PERCENT
  }

  private static final Pattern SYNTAX =
      Pattern.compile(
          "([0-9.]{1,12})(%?),([0-9.]{1,12})(%?),([0-9.]{1,12})(%?),([0-9.]{1,12})(%?)");
  private static final String RULE =
      "must be x,y,width,height, all in pixels (10,20,300,200) or all in percent (10%,20%,50%,50%)";

  /**
   * Checks the numbers and brings them to their canonical form.
   *
   * @param x distance of the region's left edge from the image's, not negative
   * @param y distance of the region's upper edge from the image's, not negative
   * @param width width of the region, positive
   * @param height height of the region, positive
   * @param unit what the four numbers count
   * @throws ImageResizeException with {@link ImageResizeException.Reason#INVALID_REQUEST} for a
   *     negative distance, an empty region, a fraction of a pixel, or more than 100 percent
   */
  public Crop {
    x = canonical("x", x, unit);
    y = canonical("y", y, unit);
    width = canonical("width", width, unit);
    height = canonical("height", height, unit);
    if (width.signum() == 0 || height.signum() == 0) {
      throw ImageResizeException.invalid(
          "crop", text(x, y, width, height, unit), "must have a width and a height above 0");
    }
  }

  /**
   * A region in pixels of the upright original.
   *
   * @param x distance from the left edge, not negative
   * @param y distance from the upper edge, not negative
   * @param width positive
   * @param height positive
   * @return the region
   */
  public static Crop pixels(int x, int y, int width, int height) {
    return new Crop(
        BigDecimal.valueOf(x),
        BigDecimal.valueOf(y),
        BigDecimal.valueOf(width),
        BigDecimal.valueOf(height),
        Unit.PIXELS);
  }

  /**
   * A region in percent of the upright original's sides.
   *
   * @param x 0..100
   * @param y 0..100
   * @param width above 0, at most 100
   * @param height above 0, at most 100
   * @return the region
   */
  public static Crop percent(double x, double y, double width, double height) {
    return new Crop(
        BigDecimal.valueOf(x),
        BigDecimal.valueOf(y),
        BigDecimal.valueOf(width),
        BigDecimal.valueOf(height),
        Unit.PERCENT);
  }

  /**
   * Reads {@code x,y,width,height} in pixels, or each number followed by {@code %}.
   *
   * @param text the region as in a URL
   * @return the region
   * @throws ImageResizeException with {@link ImageResizeException.Reason#INVALID_REQUEST} if it is
   *     not written so
   */
  public static Crop parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw ImageResizeException.invalid("crop", text, RULE);
    }
    String mark = matcher.group(2);
    for (int group = 4; group <= 8; group += 2) {
      if (!mark.equals(matcher.group(group))) {
        throw ImageResizeException.invalid("crop", text, RULE);
      }
    }
    try {
      return new Crop(
          new BigDecimal(matcher.group(1)),
          new BigDecimal(matcher.group(3)),
          new BigDecimal(matcher.group(5)),
          new BigDecimal(matcher.group(7)),
          mark.isEmpty() ? Unit.PIXELS : Unit.PERCENT);
    } catch (NumberFormatException malformed) {
      throw ImageResizeException.invalid("crop", text, RULE);
    }
  }

  /**
   * The canonical text of the region, which {@link #parse} reads back.
   *
   * @return such as {@code 10,20,300,200} or {@code 0%,12.5%,100%,50%}
   */
  public String label() {
    return text(x, y, width, height, unit);
  }

  private static String text(
      BigDecimal x, BigDecimal y, BigDecimal width, BigDecimal height, Unit unit) {
    String mark = unit == Unit.PERCENT ? "%" : "";
    return x.toPlainString()
        + mark
        + ","
        + y.toPlainString()
        + mark
        + ","
        + width.toPlainString()
        + mark
        + ","
        + height.toPlainString()
        + mark;
  }

  private static BigDecimal canonical(String field, BigDecimal value, Unit unit) {
    if (value.signum() < 0) {
      throw ImageResizeException.invalid("crop " + field, value, "must not be negative");
    }
    if (unit == Unit.PERCENT) {
      if (value.compareTo(BigDecimal.valueOf(100)) > 0) {
        throw ImageResizeException.invalid("crop " + field, value, "must be at most 100 percent");
      }
      value = value.setScale(3, RoundingMode.HALF_UP);
    } else if (value.stripTrailingZeros().scale() > 0) {
      throw ImageResizeException.invalid("crop " + field, value, "must be a whole pixel");
    } else if (value.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      throw ImageResizeException.invalid(
          "crop " + field, value, "must be at most " + Integer.MAX_VALUE);
    }
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
