package io.github.imageresize.lambda;

import io.github.imageresize.ImageResizeException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object, each asked for by name and type. A null counts as absent; a value of
 * another type is refused by name. Fields that nobody asks for are ignored.
 */
record JsonFields(Map<String, Object> fields) {

  /** A value of any type. */
  Optional<Object> value(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  Optional<String> text(String name) {
    return typed(name, String.class, "a string");
  }

  String text(String name, String absent) {
    return text(name).orElse(absent);
  }

  String requiredText(String name) {
    return text(name).orElseThrow(() -> missing(name, "a string"));
  }

  OptionalInt integer(String name) {
    Optional<Number> number = typed(name, Number.class, "a whole number");
    if (number.isEmpty()) {
      return OptionalInt.empty();
    }
    // JSON has numbers of one kind alone: 300, 300.0 and 3e2 are the same.
    double value = number.get().doubleValue();
    if (value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE) {
      return OptionalInt.of((int) value);
    }
    throw ImageResizeException.invalid(name, number.get(), "must be a whole number of 32 bits");
  }

  double number(String name, double absent) {
    return typed(name, Number.class, "a number").map(Number::doubleValue).orElse(absent);
  }

  int requiredInteger(String name) {
    return integer(name).orElseThrow(() -> missing(name, "a whole number"));
  }

  boolean bool(String name, boolean absent) {
    return typed(name, Boolean.class, "true or false").orElse(absent);
  }

  JsonFields object(String name) {
    return optionalObject(name).orElseThrow(() -> missing(name, "an object"));
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are strings
  Optional<JsonFields> optionalObject(String name) {
    return typed(name, Map.class, "an object")
        .map(map -> new JsonFields((Map<String, Object>) map));
  }

  private <T> Optional<T> typed(String name, Class<T> type, String rule) {
    @Nullable Object value = fields.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw ImageResizeException.invalid(name, value, "must be " + rule);
    }
    return Optional.of(type.cast(value));
  }

  private static ImageResizeException missing(String name, String rule) {
    return ImageResizeException.invalid(name, "missing", "must be " + rule);
  }
}
