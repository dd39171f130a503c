package io.github.imageresize;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What {@link Fit#COVER} keeps and where {@link Fit#CONTAIN} places the image: a point of the
 * image, as fractions of its width and height, or what the image's content decides.
 *
 * <p>The nine compass points align the matching edges or centres, as in sharp. A focal point is
 * brought as near to the centre of the box as the edges of the image allow.
 *
 * <p>Immutable and thread-safe; equal by value.
 */
public final class Position {
  private enum Kind {
    COMPASS,
    FOCAL,
    CONTENT
  }

  /** The middle of the image. The default. */
  public static final Position CENTER = new Position("center", 0.5, 0.5, Kind.COMPASS);

  /** The middle of the upper edge. */
  public static final Position TOP = new Position("top", 0.5, 0, Kind.COMPASS);

  /** The upper right corner. */
  public static final Position TOP_RIGHT = new Position("top-right", 1, 0, Kind.COMPASS);

  /** The middle of the right edge. */
  public static final Position RIGHT = new Position("right", 1, 0.5, Kind.COMPASS);

  /** The lower right corner. */
  public static final Position BOTTOM_RIGHT = new Position("bottom-right", 1, 1, Kind.COMPASS);

  /** The middle of the lower edge. */
  public static final Position BOTTOM = new Position("bottom", 0.5, 1, Kind.COMPASS);

  /** The lower left corner. */
  public static final Position BOTTOM_LEFT = new Position("bottom-left", 0, 1, Kind.COMPASS);

  /** The middle of the left edge. */
  public static final Position LEFT = new Position("left", 0, 0.5, Kind.COMPASS);

  /** The upper left corner. */
  public static final Position TOP_LEFT = new Position("top-left", 0, 0, Kind.COMPASS);

  /**
   * What {@link Fit#COVER} keeps is where the picture has most detail, measured as the entropy of
   * its samples; {@link Fit#CONTAIN} centres.
   */
  public static final Position ENTROPY = new Position("entropy", 0.5, 0.5, Kind.CONTENT);

  /**
   * What {@link Fit#COVER} keeps is what draws the eye: edges, saturated colours and skin; {@link
   * Fit#CONTAIN} centres.
   */
  public static final Position ATTENTION = new Position("attention", 0.5, 0.5, Kind.CONTENT);

  private static final Map<String, Position> BY_NAME =
      Map.ofEntries(
          Map.entry("entropy", ENTROPY),
          Map.entry("attention", ATTENTION),
          Map.entry("center", CENTER),
          Map.entry("centre", CENTER),
          Map.entry("top", TOP),
          Map.entry("north", TOP),
          Map.entry("top-right", TOP_RIGHT),
          Map.entry("northeast", TOP_RIGHT),
          Map.entry("right", RIGHT),
          Map.entry("east", RIGHT),
          Map.entry("bottom-right", BOTTOM_RIGHT),
          Map.entry("southeast", BOTTOM_RIGHT),
          Map.entry("bottom", BOTTOM),
          Map.entry("south", BOTTOM),
          Map.entry("bottom-left", BOTTOM_LEFT),
          Map.entry("southwest", BOTTOM_LEFT),
          Map.entry("left", LEFT),
          Map.entry("west", LEFT),
          Map.entry("top-left", TOP_LEFT),
          Map.entry("northwest", TOP_LEFT));

  private final String label;
  private final double x;
  private final double y;
  private final Kind kind;

  private Position(String label, double x, double y, Kind kind) {
    this.label = label;
    this.x = x;
    this.y = y;
    this.kind = kind;
  }

  /**
   * A focal point, rounded to four decimal places.
   *
   * @param x 0 (left edge) .. 1 (right edge)
   * @param y 0 (upper edge) .. 1 (lower edge)
   * @return the position
   * @throws ImageResizeException with {@link ImageResizeException.Reason#INVALID_REQUEST} if a
   *     coordinate is outside 0..1
   */
  public static Position focalPoint(double x, double y) {
    double roundedX = checked("x", x);
    double roundedY = checked("y", y);
    return new Position(plain(roundedX) + "," + plain(roundedY), roundedX, roundedY, Kind.FOCAL);
  }

  /**
   * Reads a compass point ({@code top}, {@code bottom-left}, {@code center}, or sharp's {@code
   * north}, {@code southwest}, {@code centre}), a focal point ({@code 0.3,0.7}), {@code entropy} or
   * {@code attention}.
   *
   * @param text the position as in a URL
   * @return the position
   * @throws ImageResizeException with {@link ImageResizeException.Reason#INVALID_REQUEST} if it is
   *     none of these
   */
  public static Position parse(String text) {
    Position named = BY_NAME.get(text.toLowerCase(Locale.ROOT));
    if (named != null) {
      return named;
    }
    int comma = text.indexOf(',');
    if (comma < 0
        || !isDecimal(text.substring(0, comma))
        || !isDecimal(text.substring(comma + 1))) {
      throw ImageResizeException.invalid(
          "position",
          text,
          "must be a compass point such as top-left, a focal point such as 0.3,0.7, entropy or"
              + " attention");
    }
    return focalPoint(
        Double.parseDouble(text.substring(0, comma)),
        Double.parseDouble(text.substring(comma + 1)));
  }

  /**
   * The horizontal place of the point.
   *
   * @return 0 (left edge) .. 1 (right edge)
   */
  public double x() {
    return x;
  }

  /**
   * The vertical place of the point.
   *
   * @return 0 (upper edge) .. 1 (lower edge)
   */
  public double y() {
    return y;
  }

  /**
   * Whether this is a focal point rather than a compass point.
   *
   * @return true if made by {@link #focalPoint}
   */
  public boolean isFocalPoint() {
    return kind == Kind.FOCAL;
  }

  /**
   * Whether the picture's content decides.
   *
   * @return true for {@link #ENTROPY} and {@link #ATTENTION}, which lie in the middle until then
   */
  public boolean isByContent() {
    return kind == Kind.CONTENT;
  }

  /**
   * The canonical text of the position, which {@link #parse} reads back.
   *
   * @return such as {@code top-left} or {@code 0.3,0.7}
   */
  public String label() {
    return label;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Position that && label.equals(that.label);
  }

  @Override
  public int hashCode() {
    return Objects.hash(label);
  }

  @Override
  public String toString() {
    return label;
  }

  private static double checked(String axis, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw ImageResizeException.invalid("position " + axis, value, "must be 0..1");
    }
    return Math.round(value * 10_000) / 10_000.0;
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static boolean isDecimal(String text) {
    return text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?");
  }
}
