package io.github.imageresize;

import io.github.imageresize.internal.argument.Require;

/**
 * What was amiss with the original of an image that is shown nevertheless.
 *
 * @param arrived the share of the original that arrived before something was amiss, 0 to 1; 1 if
 *     all of it can be seen, but not in every detail
 * @param description what was found, for logs and developers; of no more than {@value
 *     #MAX_DESCRIPTION_LENGTH} characters that can be printed
 */
public record Damage(double arrived, String description) {
  /** The length of the longest description that is kept. */
  public static final int MAX_DESCRIPTION_LENGTH = 500;

  /**
   * Checks the share, and makes the description fit for a line of a log.
   *
   * @param arrived the share that arrived, 0 to 1
   * @param description what was found, of which the rest is left out where it is too long
   * @throws IllegalArgumentException if {@code arrived} is not 0 to 1
   */
  public Damage {
    Require.that(arrived >= 0 && arrived <= 1, "arrived", "be 0 to 1", arrived);
    int length = Math.min(description.length(), MAX_DESCRIPTION_LENGTH);
    description = PrintableText.of(description.substring(0, length));
  }
}
