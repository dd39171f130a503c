package io.github.imageresize;

/**
 * What was amiss with the original of an image that is shown nevertheless.
 *
 * @param arrived the share of the original that arrived before something was amiss, 0 to 1; 1 if
 *     all of it can be seen, but not in every detail
 * @param description what was found, for logs and developers
 */
public record Damage(double arrived, String description) {
  /**
   * Checks the share.
   *
   * @param arrived the share that arrived, 0 to 1
   * @param description what was found
   * @throws IllegalArgumentException if {@code arrived} is not 0 to 1
   */
  public Damage {
    if (!(arrived >= 0 && arrived <= 1)) {
      throw new IllegalArgumentException("arrived must be 0 to 1, but is " + arrived);
    }
  }
}
