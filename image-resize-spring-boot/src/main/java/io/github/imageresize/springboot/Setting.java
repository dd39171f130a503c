package io.github.imageresize.springboot;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A value that may be left out: then the library's own default stays. */
final class Setting {
  private Setting() {}

  static <T> void apply(@Nullable T value, Consumer<T> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }
}
