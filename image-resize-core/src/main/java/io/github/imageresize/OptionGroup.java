package io.github.imageresize;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Those options of a request that are about one thing. Equal by the values of these alone. */
abstract class OptionGroup {
  private final OptionValues values;
  private final ImageOption.Group group;

  OptionGroup(OptionValues values, ImageOption.Group group) {
    this.values = values;
    this.group = group;
  }

  final OptionValues values() {
    return values;
  }

  final OptionalInt optionalInt(ImageOption<Integer> option) {
    Integer value = values.get(option);
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  final OptionalDouble optionalDouble(ImageOption<Double> option) {
    Double value = values.get(option);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /**
   * Whether all of these options are at their defaults.
   *
   * @return true if none was set to another value
   */
  public final boolean isDefault() {
    return values.equalIn(group, OptionValues.DEFAULTS);
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof OptionGroup that
        && group == that.group
        && values.equalIn(group, that.values);
  }

  @Override
  public final int hashCode() {
    return values.hashIn(group);
  }

  @Override
  public final String toString() {
    String described = values.describe(group);
    return getClass().getSimpleName()
        + "["
        + (described.isEmpty() ? "" : described.substring(2))
        + "]";
  }
}
