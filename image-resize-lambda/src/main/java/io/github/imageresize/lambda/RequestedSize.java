package io.github.imageresize.lambda;

import io.github.imageresize.ImageOptions;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageSize;
import io.github.imageresize.Padding;
import io.github.imageresize.local.ResultGeometry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What size an answered image has to have: that which the request makes of the original's, where
 * the function tells that, else any that lies within the request's box.
 *
 * @param original the size of the upright original; null if the function does not tell
 */
record RequestedSize(ImageRequest request, @Nullable ImageSize original) {

  /** Says what is wrong with a size; empty if it is right. */
  Optional<String> objection(ImageSize answered) {
    Padding padding = request.geometry().padding();
    int width = answered.width() - padding.left() - padding.right();
    int height = answered.height() - padding.top() - padding.bottom();
    if (width < 1 || height < 1) {
      return Optional.of("the padding alone is as large");
    }
    // How much is trimmed off, only who sees the picture can tell.
    boolean trimmed = request.geometry().trim().isPresent();
    ImageRequest unpadded =
        request.toBuilder().unset(ImageOptions.PADDING).unset(ImageOptions.TRIM).build();
    return new RequestedSize(unpadded, trimmed ? null : original)
        .objectionToPicture(new ImageSize(width, height));
  }

  private Optional<String> objectionToPicture(ImageSize answered) {
    if (original == null) {
      return fits(answered) ? Optional.empty() : Optional.of("the box of " + request + " allows");
    }
    Optional<ImageSize> right;
    try {
      right = ResultGeometry.sizeOf(original, request);
    } catch (ImageResizeException cropOutside) {
      return Optional.of("an original of " + original + " has no part for " + request);
    }
    return right.isPresent() && right.get().equals(answered)
        ? Optional.empty()
        : Optional.of(
            "an original of %s gives %s by %s"
                .formatted(original, right.map(ImageSize::toString).orElse("no size"), request));
  }

  /**
   * Without enlargement an original that is smaller than its box keeps its size, so that most of
   * the bounds below are upper ones alone.
   */
  private boolean fits(ImageSize answered) {
    int boxWidth = request.boxWidth().orElse(0);
    int boxHeight = request.boxHeight().orElse(0);
    int width = answered.width();
    int height = answered.height();
    if (boxWidth == 0 && boxHeight == 0) {
      return true;
    }
    if (boxWidth == 0 || boxHeight == 0) {
      int box = Math.max(boxWidth, boxHeight);
      int side = boxWidth == 0 ? height : width;
      return request.enlarge() ? side == box : side <= box;
    }
    boolean within = width <= boxWidth && height <= boxHeight;
    boolean same = width == boxWidth && height == boxHeight;
    boolean touches = width == boxWidth || height == boxHeight;
    return switch (request.fit()) {
      case CONTAIN -> same;
      case COVER, FILL -> request.enlarge() ? same : within;
      case INSIDE -> within && (touches || !request.enlarge());
      case OUTSIDE ->
          request.enlarge()
              ? touches && width >= boxWidth && height >= boxHeight
              : width <= boxWidth || height <= boxHeight;
    };
  }
}
