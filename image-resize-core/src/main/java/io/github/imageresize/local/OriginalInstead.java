package io.github.imageresize.local;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.Output;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.Orientation;
import io.github.imageresize.internal.codec.CodecRegistry;
import java.util.Optional;

/**
 * The original's own bytes without its metadata, in the place of a result that shows the same and
 * is larger.
 */
final class OriginalInstead {
  /** An original that is much longer than the result is mostly metadata: not worth a copy of it. */
  private static final int MOST_TIMES_AS_LONG = 2;

  /** Bytes of an original whose copy never matters. */
  private static final int SMALL = 1 << 20;

  private final CodecRegistry codecs;

  OriginalInstead(CodecRegistry codecs) {
    this.codecs = codecs;
  }

  /**
   * The smaller one of both.
   *
   * @param made of the original, in the same format and without a change that is seen
   * @param allFrames whether all frames were made of an animation
   */
  byte[] smaller(byte[] made, byte[] original, boolean allFrames) {
    if (original.length > Math.max(SMALL, MOST_TIMES_AS_LONG * (long) made.length)) {
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
}
