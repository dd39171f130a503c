package io.github.imageresize.local;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageSize;
import java.util.Optional;

/**
 * Tells how large a result is without making it: for those who lay out a page, and to check what
 * another engine made.
 *
 * <p>Thread-safe.
 */
public final class ResultGeometry {
  private ResultGeometry() {}

  /**
   * The size of the image that a request asks for, by the rules by which {@link LocalResizeService}
   * makes it. A result's limits are not looked at.
   *
   * @param original the size of the original, upright: after its EXIF orientation
   * @param request what is asked for
   * @return the size, or empty if a side would have more than {@link Integer#MAX_VALUE} pixels, or
   *     if borders are to be trimmed, which only the picture itself tells
   * @throws ImageResizeException with {@code INVALID_REQUEST} if the request's crop lies outside
   *     the original
   */
  public static Optional<ImageSize> sizeOf(ImageSize original, ImageRequest request) {
    if (request.geometry().trim().isPresent()) {
      return Optional.empty();
    }
    Canvas canvas = Canvas.of(original, request);
    long width = canvas.width();
    long height = canvas.height();
    return Math.max(width, height) > Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.of(new ImageSize((int) width, (int) height));
  }
}
