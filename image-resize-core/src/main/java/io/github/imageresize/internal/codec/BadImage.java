package io.github.imageresize.internal.codec;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import org.jspecify.annotations.Nullable;

/** The two failures that an original's own bytes can cause. */
public final class BadImage {
  private BadImage() {}

  /**
   * An original of a known format that is damaged.
   *
   * @param message what was found, and what would be right
   */
  public static ImageResizeException corrupt(String message) {
    return new ImageResizeException(Reason.CORRUPT_IMAGE, message);
  }

  /**
   * An original of a known format that is damaged, as another library found.
   *
   * @param message what was being done
   * @param cause what was caught
   */
  public static ImageResizeException corrupt(String message, @Nullable Throwable cause) {
    return new ImageResizeException(Reason.CORRUPT_IMAGE, message, cause);
  }

  /**
   * An original that is no image, or of a kind that is not supported.
   *
   * @param message what it is, and what would be right
   */
  public static ImageResizeException unsupported(String message) {
    return new ImageResizeException(Reason.UNSUPPORTED_IMAGE, message);
  }
}
