package io.github.imageresize;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values of a request's options that differ from the defaults. Immutable. */
final class OptionValues {
  static final OptionValues DEFAULTS = new OptionValues(new Object[ImageOptions.all().size()]);

  private final @Nullable Object[] values;

  private OptionValues(@Nullable Object[] values) {
    this.values = values;
  }

  /** These values with another one; null, or the default, for the default. */
  <T> OptionValues with(ImageOption<T> option, @Nullable T value) {
    @Nullable Object[] more = values.clone();
    more[option.index()] = value == null || value.equals(option.defaultValue()) ? null : value;
    return new OptionValues(more);
  }

  /** The value, or the default, or null if there is neither. */
  <T> @Nullable T get(ImageOption<T> option) {
    T given = given(option);
    return given == null ? option.defaultValue() : given;
  }

  /** The value of an option that has a default. */
  <T> T required(ImageOption<T> option) {
    return Objects.requireNonNull(get(option), option.name());
  }

  /** The value, or null at the default. */
  @SuppressWarnings("unchecked") // with() puts the option's own type there
  <T> @Nullable T given(ImageOption<T> option) {
    return (T) values[option.index()];
  }

  boolean equalIn(ImageOption.Group group, OptionValues other) {
    return ImageOptions.all().stream()
        .filter(option -> option.group() == group)
        .allMatch(option -> Objects.equals(given(option), other.given(option)));
  }

  int hashIn(ImageOption.Group group) {
    int hash = 0;
    for (ImageOption<?> option : ImageOptions.all()) {
      if (option.group() == group) {
        hash = 31 * hash + Objects.hashCode(given(option));
      }
    }
    return hash;
  }

  /** Name and value of each option that is not at its default, each after a comma. */
  String describe() {
    StringBuilder text = new StringBuilder();
    ImageOptions.all().forEach(option -> describe(option, text));
    return text.toString();
  }

  /** The same of one group. */
  String describe(ImageOption.Group group) {
    StringBuilder text = new StringBuilder();
    ImageOptions.all().stream()
        .filter(option -> option.group() == group)
        .forEach(option -> describe(option, text));
    return text.toString();
  }

  private <T> void describe(ImageOption<T> option, StringBuilder text) {
    T value = given(option);
    if (value != null) {
      text.append(", ").append(option.name()).append('=').append(option.grammar().print(value));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OptionValues that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
