package io.github.imageresize.internal.argument;

import java.time.Duration;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * Checks of arguments. Each message reads "FIELD must RULE, but is VALUE", so that whoever wrote
 * the call knows what was wrong and what would be right. Where null is wrong, {@link
 * java.util.Objects#requireNonNull(Object, String)} names the field.
 */
public final class Require {
  private Require() {}

  /**
   * What to throw, where a check by {@link #that} would make texts that are seldom needed.
   *
   * @param field the argument's name
   * @param rule what stands behind "must", such as {@code be an existing folder}
   * @param value what was given; no secret
   */
  public static IllegalArgumentException violation(String field, String rule, Object value) {
    return new IllegalArgumentException(field + " must " + rule + ", but is " + value);
  }

  /**
   * Checks any rule.
   *
   * @param holds whether the value keeps it
   * @param field the argument's name
   * @param rule what stands behind "must", such as {@code be an existing folder}
   * @param value what was given; no secret
   * @throws IllegalArgumentException if it does not hold
   */
  public static void that(boolean holds, String field, String rule, Object value) {
    if (!holds) {
      throw violation(field, rule, value);
    }
  }

  /** Checks that a number is 1 or more. */
  public static int positive(String field, int value) {
    return (int) positive(field, (long) value);
  }

  /** Checks that a number is 1 or more. */
  public static long positive(String field, long value) {
    if (value <= 0) {
      throw violation(field, "be positive", value);
    }
    return value;
  }

  /** Checks that a time is longer than nothing. */
  public static Duration positive(String field, Duration value) {
    that(!value.isNegative() && !value.isZero(), field, "be positive", value);
    return value;
  }

  /** Checks that a number is 0 or more. */
  public static long notNegative(String field, long value) {
    if (value < 0) {
      throw violation(field, "not be negative", value);
    }
    return value;
  }

  /** Checks that a time is nothing or longer. */
  public static Duration notNegative(String field, Duration value) {
    that(!value.isNegative(), field, "not be negative", value);
    return value;
  }

  /** Checks that a number is not too small. */
  public static long atLeast(String field, long value, long least) {
    if (value < least) {
      throw violation(field, "be at least " + least, value);
    }
    return value;
  }

  /** Checks that a time is not too short. */
  public static Duration atLeast(String field, Duration value, Duration least) {
    if (value.compareTo(least) < 0) {
      throw violation(field, "be at least " + least, value);
    }
    return value;
  }

  /** Checks that a time is longer than nothing, and not too long. */
  public static Duration atMost(String field, Duration value, Duration most) {
    if (value.isNegative() || value.isZero() || value.compareTo(most) > 0) {
      throw violation(field, "be positive and at most " + most, value);
    }
    return value;
  }

  /** Checks that a number is within a range, both of whose ends belong to it. */
  public static int range(String field, int value, int least, int most) {
    return (int) range(field, (long) value, least, most);
  }

  /** Checks that a number is within a range, both of whose ends belong to it. */
  public static long range(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw violation(field, "be " + least + ".." + most, value);
    }
    return value;
  }

  /** Checks that there is at least one element. */
  public static void notEmpty(String field, Collection<?> value) {
    that(!value.isEmpty(), field, "have at least one element", "empty");
  }

  /** Checks that there is at least one character. */
  public static String notEmpty(String field, String value) {
    that(!value.isEmpty(), field, "have at least one character", "empty");
    return value;
  }

  /**
   * Checks that the whole of a text matches a pattern.
   *
   * @param rule what stands behind "must", which the pattern says for machines
   */
  public static String matches(String field, String value, Pattern pattern, String rule) {
    that(pattern.matcher(value).matches(), field, rule, value);
    return value;
  }
}
