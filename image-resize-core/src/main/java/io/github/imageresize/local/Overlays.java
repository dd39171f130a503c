package io.github.imageresize.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.imageresize.Deadline;
import io.github.imageresize.Fit;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ImageSize;
import io.github.imageresize.Overlay;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.codec.DamageReport;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.internal.codec.CodecRegistry;
import io.github.imageresize.internal.raster.Layer;
import io.github.imageresize.source.ImageSource;
import java.util.EnumSet;
import java.util.Set;

/**
 * The pictures that are laid over results. They are kept as they were decoded for a size of the
 * result, as long as the source names the same version. Thread-safe.
 */
final class Overlays {
  /** Of all memory for images, the part that decoded overlays may hold. */
  private static final int PART_OF_MEMORY = 16;

  /** What says something of the overlay, and nothing of the original. */
  private static final Set<Reason> VERDICTS =
      EnumSet.of(
          Reason.SOURCE_NOT_FOUND,
          Reason.SOURCE_TOO_LARGE,
          Reason.UNSUPPORTED_IMAGE,
          Reason.CORRUPT_IMAGE);

  private final ImageSource source;
  private final OriginalReads reads;
  private final CodecRegistry codecs;
  private final Admission admission;
  private final ResizeLimits limits;
  private final Cache<Key, Layer> decoded;

  Overlays(
      ImageSource source,
      OriginalReads reads,
      CodecRegistry codecs,
      Admission admission,
      ResizeLimits limits) {
    this.source = source;
    this.reads = reads;
    this.codecs = codecs;
    this.admission = admission;
    this.limits = limits;
    decoded =
        Caffeine.newBuilder()
            .maximumWeight(limits.memoryBytes() / PART_OF_MEMORY)
            .<Key, Layer>weigher((key, layer) -> layer.bytes())
            .executor(Runnable::run)
            .build();
  }

  /** What a layer was decoded of and for. */
  private record Key(String path, String version, double scale, int width, int height) {}

  /** A layer, and the version of what it was decoded of; empty if unknown. */
  record Found(Layer layer, String version) {}

  /** The version of an overlay; empty if the source names none. */
  String version(Overlay overlay, Deadline deadline) {
    try {
      return source.version(overlay.source(), deadline);
    } catch (ImageResizeException failure) {
      throw ofOverlay(overlay, failure);
    }
  }

  /** The version of a result, which is made of two pictures; empty if one of theirs is unknown. */
  static String joined(String original, String overlay) {
    return original.isEmpty() || overlay.isEmpty()
        ? ""
        : ResizedImage.versionOf(original + "+" + overlay);
  }

  /**
   * The overlay as it is laid over a picture.
   *
   * @param width of that picture
   * @param height of that picture
   * @throws ImageResizeException with {@code INVALID_REQUEST} if the overlay can't be found or
   *     decoded
   */
  Found find(Overlay overlay, int width, int height, Deadline deadline) {
    double scale = overlay.scale().orElse(0);
    String path = overlay.source();
    String known = version(overlay, deadline);
    Layer kept =
        known.isEmpty() ? null : decoded.getIfPresent(new Key(path, known, scale, width, height));
    if (kept != null) {
      return new Found(kept, known);
    }
    try (OriginalReads.Original original = reads.read(path, deadline)) {
      Layer layer = decode(original.bytes(), overlay, width, height, deadline);
      if (!original.version().isEmpty()) {
        decoded.put(new Key(path, original.version(), scale, width, height), layer);
      }
      return new Found(layer, original.version());
    } catch (ImageResizeException failure) {
      throw ofOverlay(overlay, failure);
    }
  }

  private Layer decode(byte[] original, Overlay overlay, int width, int height, Deadline deadline) {
    try (ImageDecoder decoder = admission.open(original, deadline)) {
      ImageSize size = size(decoder.header().uprightSize(), overlay, width, height);
      ImageRequest request =
          ImageRequest.builder(overlay.source())
              .width(size.width())
              .height(size.height())
              .fit(Fit.FILL)
              .enlarge(true)
              .build();
      ImageEncoder exact = codecs.encoder(ImageFormat.PNG).orElseThrow();
      ResizePlan plan = ResizePlan.of(decoder.header(), request, Math.max(width, height));
      Rendering rendering = new Rendering(decoder, request, plan, exact);
      SourceLimits.check(rendering, decoder.header(), limits);
      long memory =
          rendering.memoryNeededToPrepare() + Layer.memoryNeeded(size.width(), size.height());
      DamageReport damage = new DamageReport(limits.onDamage());
      return admission.admitted(
          memory,
          deadline,
          () -> Layer.of(rendering.picture(deadline, damage).toImage()),
          new StageTimes());
    }
  }

  /** The size asked for, but no larger than what it is laid over. */
  private static ImageSize size(ImageSize own, Overlay overlay, int width, int height) {
    double wished =
        overlay.scale().isPresent() ? overlay.scale().getAsDouble() * width / own.width() : 1;
    double factor =
        Math.min(wished, Math.min((double) width / own.width(), (double) height / own.height()));
    return new ImageSize(
        (int) Math.max(1, Math.min(width, Math.round(own.width() * factor))),
        (int) Math.max(1, Math.min(height, Math.round(own.height() * factor))));
  }

  private static ImageResizeException ofOverlay(Overlay overlay, ImageResizeException failure) {
    if (!VERDICTS.contains(failure.reason())) {
      return failure;
    }
    String message =
        "overlay must be the path of an image that can be read, but of "
            + overlay.source()
            + " is said: "
            + failure.getMessage();
    return new ImageResizeException(Reason.INVALID_REQUEST, message, failure)
        .withPublicMessage("overlay must be the path of an image that can be read");
  }
}
