package io.github.imageresize.cache;

import java.time.Duration;
import java.util.regex.Pattern;

/** Checks of arguments; each message names the field, its value and the rule. */
final class Require {
  private Require() {}

  static Duration positive(String field, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(field + " must be positive, but is " + value);
    }
    return value;
  }

  static long atLeast(String field, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          field + " must be at least " + least + ", but is " + value);
    }
    return value;
  }

  static String matches(String field, String value, Pattern pattern) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(field + " must match " + pattern + ", but is " + value);
    }
    return value;
  }
}
