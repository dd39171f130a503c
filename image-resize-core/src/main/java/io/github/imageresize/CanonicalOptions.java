package io.github.imageresize;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The options of a request that can change the bytes of its result, each in one form only, as
 * {@link ImageOptions} declares them: the device pixel ratio is multiplied in, defaults are spelled
 * out, and what has no meaning for the format that is asked for is left out.
 *
 * <p>Immutable and thread-safe; equal by value.
 */
public final class CanonicalOptions {
  private static final ImageOption<?>[] IN_KEY =
      ImageOptions.inKey().toArray(ImageOption<?>[]::new);

  /** For each option its value, or null where it has no say. */
  private final @Nullable Object[] values;

  private final int hash;

  private CanonicalOptions(@Nullable Object[] values) {
    this.values = values;
    hash = Arrays.hashCode(values);
  }

  static CanonicalOptions of(OptionValues given) {
    @Nullable Object[] values = new Object[IN_KEY.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = IN_KEY[i].inKey(given);
    }
    return new CanonicalOptions(values);
  }

  @SuppressWarnings("unchecked") // each option's value is its own
  private static <T> void append(ImageOption<T> option, @Nullable Object value, StringBuilder out) {
    String text = option.keyText((T) value);
    if (text != null) {
      out.append(out.length() == 0 ? "" : ";").append(option.urlName()).append('=').append(text);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof CanonicalOptions that
            && hash == that.hash
            && Arrays.equals(values, that.values));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /**
   * The canonical text: each option that has a say by its name in URLs, with its value.
   *
   * @return such as {@code fit=cover;w=300;h=200;position=center;...}
   */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(160);
    for (int i = 0; i < values.length; i++) {
      append(IN_KEY[i], values[i], out);
    }
    return out.toString();
  }
}
