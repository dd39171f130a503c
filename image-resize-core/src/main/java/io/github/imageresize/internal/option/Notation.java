package io.github.imageresize.internal.option;

import java.util.Objects;
import java.util.function.Function;

/**
 * A value whose type reads and writes itself.
 *
 * @param reader refuses with {@code INVALID_REQUEST} what it can't read
 * @param values the notation in few words
 */
public record Notation<T>(Function<String, T> reader, Function<T, String> printer, String values)
    implements Grammar<T> {

  @Override
  public T checked(String field, T value) {
    return Objects.requireNonNull(value, field);
  }

  @Override
  public T read(String field, String text) {
    return reader.apply(text);
  }

  @Override
  public String print(T value) {
    return printer.apply(value);
  }
}
