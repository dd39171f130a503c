package io.github.imageresize.internal.codec.gif;

import io.github.imageresize.codec.Animation;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.internal.codec.lzw.LzwDecoder;

/**
 * Decodes GIF: the first frame onto its screen, which is transparent where the frame does not reach
 * and where its data end early, or all frames. Rows are decoded when they are asked for, unless a
 * frame is interlaced.
 */
public final class GifDecoder implements ImageDecoder {
  private static final int LZW_MEMORY = LzwDecoder.MEMORY + GifPixelCount.MEMORY;

  private final byte[] gif;
  private final GifFile file;

  private GifDecoder(byte[] gif) {
    this.gif = gif;
    file = new GifFile(gif);
  }

  /** Reads the blocks, but no pixels. */
  public static GifDecoder open(byte[] gif) {
    return new GifDecoder(gif);
  }

  /** Whether there is alpha is known for certain when all pixels have been counted. */
  @Override
  public ImageHeader header() {
    return ImageHeader.builder(GifCodec.FORMAT, file.width(), file.height())
        .frames(file.frames())
        .alpha(true)
        .build();
  }

  @Override
  public long memoryNeeded(DecodeRequest request) {
    GifFrame shown = file.firstFrame();
    long rows =
        shown == null
            ? 0
            : GifFrameRows.memoryNeeded(
                shown.interlaced(), shown.width(), shown.height(), request.reductionY());
    return rows + 4L * 4 * 2 * request.width() + LZW_MEMORY;
  }

  @Override
  public PlanarImage decode(DecodeRequest request) {
    GifPlanes planes = new GifPlanes(request, file.width(), file.height());
    GifFrame shown = file.firstFrame();
    if (shown == null) {
      return planes.empty();
    }
    GifFrameRows rows = new GifFrameRows(gif, shown, new LzwDecoder(), request.deadline());
    long arrived = rows.arrived();
    long whole = shown.pixels();
    if (arrived < whole) {
      request.damage().found("GIF pixel data", arrived, whole, "pixels");
    }
    return planes.of(rows);
  }

  @Override
  public long framesMemoryNeeded() {
    return file.mostFrameMemory() + 4L * 4 * 2 * file.width() + LZW_MEMORY;
  }

  @Override
  public Animation frames(DecodeRequest request) {
    return file.firstFrame() == null
        ? ImageDecoder.super.frames(request)
        : new GifAnimation(gif, file, request);
  }

  @Override
  public void close() {}
}
