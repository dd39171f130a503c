package io.github.imageresize.internal.option;

import io.github.imageresize.ImageResizeException;
import org.jspecify.annotations.Nullable;

/**
 * What values an option may have: how one is checked, read from text and written. Immutable.
 *
 * @param <T> the type of the values
 */
public interface Grammar<T> {
  /**
   * A value that was given in code, in its canonical form.
   *
   * @throws ImageResizeException with {@code INVALID_REQUEST} that names field, value and rule
   */
  T checked(String field, T value);

  /**
   * Reads a value as it is written in URLs and on command lines; null for the word that leaves the
   * choice open.
   *
   * @throws ImageResizeException with {@code INVALID_REQUEST} that names field, value and rule
   */
  @Nullable T read(String field, String text);

  /** The value in its one canonical spelling, which {@link #read} reads back. */
  String print(T value);

  /** The value as a number, a boolean or a string, as JSON has them. */
  default Object plain(T value) {
    return print(value);
  }

  /**
   * Reads what {@link #plain} gives, from JSON.
   *
   * @throws ImageResizeException with {@code INVALID_REQUEST} that names field, value and rule
   */
  default @Nullable T ofPlain(String field, Object plain) {
    if (plain instanceof String text) {
      return read(field, text);
    }
    throw ImageResizeException.invalid(field, plain, "must be a string");
  }

  /** The values in few words, for a usage line: {@code 1..100}, {@code h|v}. */
  String values();
}
