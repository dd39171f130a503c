package io.github.imageresize.cache;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link Flight} ended.
 *
 * @param value null if it failed
 * @param failure null if it did not
 * @param shared whether the result is good for all who joined before the seal
 * @param abandoned whether another caller should try again
 */
record Landing<V>(
    @Nullable V value, @Nullable Throwable failure, boolean shared, boolean abandoned) {

  static <V> Landing<V> of(V value, boolean shared) {
    return new Landing<>(value, null, shared, false);
  }

  static <V> Landing<V> failed(Throwable failure, boolean shared) {
    return new Landing<>(null, failure, shared, false);
  }

  /** Nothing is known of the result; who still waits tries again. */
  static <V> Landing<V> abandoned(Throwable failure) {
    return new Landing<>(null, failure, false, true);
  }

  /** The same end, but not for those who still wait. */
  Landing<V> handedOver() {
    return new Landing<>(value, failure, false, true);
  }

  V get() {
    if (value != null) {
      return value;
    }
    Throwable thrown = thrown();
    if (thrown instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    throw new ImageResizeException(
        Reason.UNAVAILABLE, "the work ended with an unexpected " + thrown, thrown);
  }

  /** What the caller is told in place of a value. */
  private Throwable thrown() {
    return failure != null
        ? failure
        : new IllegalStateException("the work gave neither a value nor a failure");
  }
}
