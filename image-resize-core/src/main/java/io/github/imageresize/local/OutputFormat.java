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
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Decides in which format a result is written. */
final class OutputFormat {
  private OutputFormat() {}

  /**
   * The encoder of the format asked for, or of that for animations which it can't hold; or of the
   * original's own, or of PNG or JPEG by alpha.
   *
   * @throws ImageResizeException with {@code INVALID_REQUEST} of this node if the format asked for
   *     can't be written here, or that for animations not animated
   */
  static ImageEncoder encoder(ImageRequest request, ImageHeader header, CodecRegistry codecs) {
    Optional<ImageFormat> asked = request.format();
    if (asked.isPresent()) {
      ImageEncoder encoder = encoder(asked.get(), codecs);
      boolean wouldLoseFrames =
          header.frames() > 1
              && request.output().frames().orElse(null) != Frames.FIRST
              && !animates(encoder);
      return wouldLoseFrames
          ? request.output().animatedFormat().map(all -> animating(all, codecs)).orElse(encoder)
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
                        "must be one that can be written here, of "
                            + labels(codecs, encoder -> true))
                    .withBasis(Basis.NODE));
  }

  private static ImageEncoder animating(ImageFormat asked, CodecRegistry codecs) {
    return codecs
        .encoder(asked)
        .filter(OutputFormat::animates)
        .orElseThrow(
            () ->
                ImageResizeException.invalid(
                        "animatedFormat",
                        asked.label(),
                        "must be one whose animations can be written here, of "
                            + labels(codecs, OutputFormat::animates))
                    .withBasis(Basis.NODE));
  }

  private static boolean animates(ImageEncoder encoder) {
    return encoder.animation().isPresent();
  }

  private static String labels(CodecRegistry codecs, Predicate<ImageEncoder> which) {
    return codecs.outputFormats().stream()
        .filter(format -> codecs.encoder(format).filter(which).isPresent())
        .map(ImageFormat::label)
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
