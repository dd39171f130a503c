package io.github.imageresize.local;

import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.internal.raster.HeldPicture;
import io.github.imageresize.internal.raster.Picture;
import io.github.imageresize.internal.raster.PictureShape;
import java.util.List;

/**
 * Writes a picture at the best quality whose file has no more than some bytes: the one asked for,
 * or a lower one down to {@value #LEAST_QUALITY}, which is taken if none fits. The picture is
 * decoded and reduced once and written several times.
 *
 * @param maxBytes the bound
 */
record QualitySearch(ImageEncoder encoder, int maxBytes) {
  /** What is worse than this is not worth showing. */
  static final int LEAST_QUALITY = 10;

  /** What is held beside the encoder's needs: the picture, and the best file so far. */
  long memoryNeeded(PictureShape shape) {
    return HeldPicture.memoryNeeded(shape)
        + Math.min(maxBytes, (long) shape.width() * shape.height() * shape.planes());
  }

  byte[] encode(Picture picture, EncodeRequest request) {
    HeldPicture held = HeldPicture.of(picture);
    byte[] asked = encoded(held, request);
    if (asked.length <= maxBytes || request.quality() <= LEAST_QUALITY) {
      return asked;
    }
    int low = LEAST_QUALITY;
    int high = request.quality() - 1;
    byte[] best = encoded(held, request.toBuilder().quality(low).build());
    if (best.length > maxBytes) {
      return best;
    }
    while (low < high) {
      int middle = (low + high + 1) / 2;
      byte[] tried = encoded(held, request.toBuilder().quality(middle).build());
      if (tried.length <= maxBytes) {
        best = tried;
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return best;
  }

  /** Below some quality a format may halve chroma that was kept at the one asked for. */
  private byte[] encoded(HeldPicture held, EncodeRequest request) {
    int phases = encoder.preferredPhases();
    Picture picture = held.picture(phases);
    HalveChromaStage halving = new HalveChromaStage(encoder, request);
    StageList stages = StageList.of(picture.shape(), List.of(halving));
    Picture written =
        stages.isEmpty() ? picture : stages.apply(held.picture(1), encoder.preferredPhases());
    request.deadline().check();
    return encoder.encode(written.toImage(), request);
  }
}
