package io.github.imageresize;

import java.util.Arrays;

/**
 * What is added around the result in the background's colour.
 *
 * @param top pixels of the result, 0..65535
 * @param right pixels of the result, 0..65535
 * @param bottom pixels of the result, 0..65535
 * @param left pixels of the result, 0..65535
 */
public record Padding(int top, int right, int bottom, int left) {
  /** No padding. The default. */
  public static final Padding NONE = all(0);

  private static final String RULE =
      "must be one number of pixels for all sides, such as 20, or four, top,right,bottom,left,"
          + " such as 10,20,10,20, each 0.."
          + ImageRequest.MAX_SIDE;

  /**
   * Checks the sides.
   *
   * @param top pixels of the result, 0..65535
   * @param right pixels of the result, 0..65535
   * @param bottom pixels of the result, 0..65535
   * @param left pixels of the result, 0..65535
   * @throws ImageResizeException with {@link ImageResizeException.Reason#INVALID_REQUEST} if one is
   *     out of range
   */
  public Padding {
    check("top", top);
    check("right", right);
    check("bottom", bottom);
    check("left", left);
  }

  /**
   * The same on all sides.
   *
   * @param pixels pixels of the result, 0..65535
   * @return the padding
   * @throws ImageResizeException with {@link ImageResizeException.Reason#INVALID_REQUEST} if the
   *     number is out of range
   */
  public static Padding all(int pixels) {
    return new Padding(pixels, pixels, pixels, pixels);
  }

  /**
   * Reads {@code pixels} or {@code top,right,bottom,left}.
   *
   * @param text the padding as in a URL
   * @return the padding
   * @throws ImageResizeException with {@link ImageResizeException.Reason#INVALID_REQUEST} if it is
   *     not written so or out of range
   */
  public static Padding parse(String text) {
    if (!text.matches("[0-9]{1,5}(,[0-9]{1,5}){0,3}")) {
      throw ImageResizeException.invalid("padding", text, RULE);
    }
    int[] sides = Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
    boolean inRange = Arrays.stream(sides).allMatch(side -> side <= ImageRequest.MAX_SIDE);
    if (!inRange || (sides.length != 1 && sides.length != 4)) {
      throw ImageResizeException.invalid("padding", text, RULE);
    }
    return sides.length == 1 ? all(sides[0]) : new Padding(sides[0], sides[1], sides[2], sides[3]);
  }

  /**
   * The canonical text of the padding, which {@link #parse} reads back.
   *
   * @return such as {@code 20} or {@code 10,20,10,20}
   */
  public String label() {
    boolean uniform = top == right && top == bottom && top == left;
    return uniform ? Integer.toString(top) : top + "," + right + "," + bottom + "," + left;
  }

  private static void check(String side, int pixels) {
    if (pixels < 0 || pixels > ImageRequest.MAX_SIDE) {
      throw ImageResizeException.invalid(
          "padding " + side, pixels, "must be 0.." + ImageRequest.MAX_SIDE);
    }
  }
}
