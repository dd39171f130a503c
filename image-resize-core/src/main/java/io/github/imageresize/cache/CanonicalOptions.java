package io.github.imageresize.cache;

import io.github.imageresize.ImageOption;
import io.github.imageresize.ImageOptions;
import io.github.imageresize.ImageRequest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The options of a request that can change the bytes of its result, each in one form only, as
 * {@link ImageOptions} declares them.
 */
final class CanonicalOptions {
  private static final ImageOption<?>[] DECLARED = ImageOptions.inKey().toArray(ImageOption[]::new);

  /** For each option its value, or null where it has no say. */
  private final @Nullable Object[] values;

  private CanonicalOptions(@Nullable Object[] values) {
    this.values = values;
  }

  static CanonicalOptions of(ImageRequest request) {
    @Nullable Object[] values = new Object[DECLARED.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = DECLARED[i].inKey(request);
    }
    return new CanonicalOptions(values);
  }

  void describe(StringBuilder out) {
    for (int i = 0; i < values.length; i++) {
      describe(DECLARED[i], values[i], out);
    }
  }

  @SuppressWarnings("unchecked") // each option's value is its own
  private static <T> void describe(
      ImageOption<T> option, @Nullable Object value, StringBuilder out) {
    String text = option.keyText((T) value);
    if (text != null) {
      out.append(';').append(option.urlName()).append('=').append(text);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CanonicalOptions that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
