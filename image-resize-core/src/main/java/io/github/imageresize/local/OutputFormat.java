package io.github.imageresize.local;

import io.github.imageresize.Frames;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.internal.codec.CodecRegistry;
import java.util.Optional;

/** Decides in which format a result is written. */
final class OutputFormat {
  private OutputFormat() {}

  /**
   * The encoder of the format asked for, or of that for animations which it can't hold; or of the
   * original's own, or of PNG or JPEG by alpha.
   *
   * @throws ImageResizeException with {@code INVALID_REQUEST} of this node if the format asked for
   *     can't be written here
   */
  static ImageEncoder encoder(ImageRequest request, ImageHeader header, CodecRegistry codecs) {
    Optional<ImageFormat> asked = request.format();
    if (asked.isPresent()) {
      ImageEncoder encoder = encoder(asked.get(), codecs);
      boolean wouldLoseFrames =
          header.frames() > 1
              && request.output().frames().orElse(null) != Frames.FIRST
              && encoder.animation().isEmpty();
      return wouldLoseFrames
          ? request.output().animatedFormat().map(all -> encoder(all, codecs)).orElse(encoder)
          : encoder;
    }
    ImageFormat common = header.alpha() ? ImageFormat.PNG : ImageFormat.JPEG;
    return header
        .format()
        .output()
        .flatMap(codecs::encoder)
        .or(() -> codecs.encoder(common))
        .or(() -> codecs.encoder(ImageFormat.PNG))
        .orElseThrow(() -> new IllegalStateException("PNG can always be written"));
  }

  private static ImageEncoder encoder(ImageFormat asked, CodecRegistry codecs) {
    return codecs
        .encoder(asked)
        .orElseThrow(
            () ->
                ImageResizeException.invalid(
                        "format",
                        asked.label(),
                        "must be one that can be written here, of " + labels(codecs))
                    .withBasis(Basis.NODE));
  }

  private static String labels(CodecRegistry codecs) {
    return String.join(
        ", ", codecs.outputFormats().stream().map(ImageFormat::label).sorted().toList());
  }
}
