package io.github.imageresize.local;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.Output;
import io.github.imageresize.codec.IccProfile;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.Orientation;
import io.github.imageresize.internal.codec.CodecRegistry;
import io.github.imageresize.internal.raster.SrgbConversion;
import java.util.Optional;

/**
 * The original's own bytes without its metadata, in the place of a result that shows the same and
 * is larger.
 */
final class OriginalInstead {
  private final CodecRegistry codecs;

  OriginalInstead(CodecRegistry codecs) {
    this.codecs = codecs;
  }

  /**
   * The smaller one of both.
   *
   * @param made of the original, in the same format and without a change that is seen but for that
   *     of a profile
   * @param allFrames whether all frames were made of an animation
   */
  byte[] smaller(byte[] made, byte[] original, ImageHeader header, boolean allFrames) {
    if (!inSrgb(header)) {
      return made;
    }
    Optional<byte[]> bare = codecs.withoutMetadata(original, allFrames);
    return bare.isPresent() && bare.get().length < made.length ? bare.get() : made;
  }

  /** Whether a request asks for nothing that is seen. */
  static boolean showsTheSame(ImageHeader header, ImageRequest request, ResizePlan plan) {
    boolean sameSize = plan.width() == header.width() && plan.height() == header.height();
    boolean inPlace =
        plan.turn() == Orientation.UPRIGHT
            && sameSize
            && !plan.padded()
            && plan.horizontal().scale() == 1
            && plan.vertical().scale() == 1;
    boolean plain =
        request.effects().equals(ImageRequest.builder(request.source()).build().effects());
    return inPlace && plain && writtenAlike(header, request);
  }

  private static boolean writtenAlike(ImageHeader header, ImageRequest request) {
    Output output = request.output();
    boolean copyrightLost =
        request.keepCopyright() && (header.copyright() != null || header.artist() != null);
    return !output.progressive() && output.chroma().isEmpty() && !copyrightLost;
  }

  private static boolean inSrgb(ImageHeader header) {
    IccProfile profile = header.iccProfile();
    return profile == null || SrgbConversion.of(profile.bytes()).isEmpty();
  }
}
