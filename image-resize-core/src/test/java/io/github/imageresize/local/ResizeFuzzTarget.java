package io.github.imageresize.local;

import io.github.imageresize.Fit;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.internal.codec.CodecRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * What fuzzing runs on each input: an original in any format ends in an image or in a reason that
 * is the original's fault. A failure that the service did not expect has another reason.
 */
public final class ResizeFuzzTarget {
  private static final Set<Reason> REASONS =
      EnumSet.of(Reason.CORRUPT_IMAGE, Reason.UNSUPPORTED_IMAGE, Reason.SOURCE_TOO_LARGE);

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  /** Length, type and checksum (ISO/IEC 15948 clause 5.3). */
  private static final int CHUNK_FRAME = 12;

  private static final LocalResizeService SERVICE =
      LocalResizeService.builder()
          .limits(
              ResizeLimits.builder()
                  .sourcePixels(100_000)
                  .deadline(Duration.ofMinutes(1))
                  .queueTimeout(Duration.ofMinutes(1))
                  .build())
          .build();

  private static final List<ImageRequest> REQUESTS =
      List.of(
          ImageRequest.builder("fuzzed").width(8).height(8).format(ImageFormat.JPEG).build(),
          ImageRequest.builder("fuzzed")
              .width(30)
              .height(20)
              .fit(Fit.COVER)
              .enlarge(true)
              .format(ImageFormat.PNG)
              .build());

  private static final CodecRegistry CODECS = CodecRegistry.standard();

  private ResizeFuzzTarget() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    byte[] original = withChecksums(input);
    stripOfMetadata(original);
    for (ImageRequest request : REQUESTS) {
      try {
        SERVICE.resize(original, request);
      } catch (ImageResizeException e) {
        if (!REASONS.contains(e.reason())) {
          throw e;
        }
      }
    }
  }

  /**
   * Puts the checksums of a PNG's chunks right, or hardly an input would come past its header. What
   * wrong ones lead to is shown by {@code DamagedPngTest}.
   */
  static byte[] withChecksums(byte[] input) {
    if (!Arrays.equals(input, 0, Math.min(input.length, PNG.length), PNG, 0, PNG.length)) {
      return input;
    }
    byte[] png = input.clone();
    ByteBuffer file = ByteBuffer.wrap(png);
    int at = PNG.length;
    while (png.length - at >= CHUNK_FRAME) {
      int length = file.getInt(at);
      if (length < 0 || length > png.length - at - CHUNK_FRAME) {
        break;
      }
      CRC32 checksum = new CRC32();
      checksum.update(png, at + Integer.BYTES, Integer.BYTES + length);
      file.putInt(at + 2 * Integer.BYTES + length, (int) checksum.getValue());
      at += CHUNK_FRAME + length;
    }
    return png;
  }

  /** What is left without metadata is a file of the same format, or nothing is. */
  private static void stripOfMetadata(byte[] input) {
    for (boolean allFrames : new boolean[] {false, true}) {
      Optional<byte[]> bare = CODECS.withoutMetadata(input, allFrames);
      if (bare.isPresent()) {
        try (ImageDecoder decoder = CODECS.open(bare.get())) {
          if (!allFrames && decoder.header().frames() != 1) {
            throw new IllegalStateException(decoder.header().frames() + " frames are left");
          }
        } catch (ImageResizeException e) {
          if (!REASONS.contains(e.reason())) {
            throw e;
          }
        }
      }
    }
  }
}
