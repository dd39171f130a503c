package io.github.imageresize.internal.codec.png;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.codec.AnimationEncoder;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.EncodeOption;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.InterleavedRows;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.internal.animation.ArgbPixels;
import io.github.imageresize.internal.codec.PiecewiseOutput;
import io.github.imageresize.internal.codec.palette.Palette;
import io.github.imageresize.internal.deflate.DeflatedStream;
import java.util.Optional;
import java.util.Set;

/**
 * Writes PNG of 8 bits, grey or RGB, with or without alpha, without metadata but a copyright notice
 * and an artist that are asked for. Rows are read one at a time; only the compressed result grows
 * with the height.
 */
public final class PngEncoder implements ImageEncoder {
  @Override
  public ImageFormat format() {
    return ImageFormat.PNG;
  }

  @Override
  public boolean accepts(ColorModel model, boolean alpha) {
    return model == ColorModel.GREY || model == ColorModel.RGB;
  }

  /** Rows of bytes, and the result where nothing can be compressed. */
  @Override
  public long memoryNeeded(int width, int height, boolean alpha, EncodeRequest request) {
    long rowBytes = (alpha ? 4L : 3L) * width + 1;
    long palette =
        request.palette()
            ? ArgbPixels.memoryNeeded(width, height) + Palette.memoryNeeded(width)
            : 0;
    return rowBytes * 8
        + PiecewiseOutput.memoryNeeded(rowBytes * height)
        + DeflatedStream.memoryNeeded()
        + palette;
  }

  @Override
  public Set<EncodeOption> options() {
    return Set.of(EncodeOption.PALETTE);
  }

  /**
   * {@inheritDoc}
   *
   * <p>With few colours only where that is smaller and no pixel is half transparent.
   */
  @Override
  public byte[] encode(PlanarImage image, EncodeRequest request) {
    if (!request.palette()) {
      return trueColor(image, request);
    }
    ArgbPixels pixels = new ArgbPixels(image.width(), image.height());
    pixels.read(image);
    byte[] all = trueColor(pixels.toImage(image.model(), image.alpha()), request);
    if (!IndexedPng.canShow(pixels)) {
      return all;
    }
    byte[] few = IndexedPng.encode(pixels, request);
    return few.length < all.length ? few : all;
  }

  private static byte[] trueColor(PlanarImage image, EncodeRequest request) {
    PngChunkWriter chunks = new PngChunkWriter();
    chunks.writeHeader(image.width(), image.height(), colorType(image));
    chunks.writeTexts(request);
    writePixels(image, chunks, request.deadline());
    chunks.writeEnd();
    return chunks.toByteArray();
  }

  @Override
  public Optional<AnimationEncoder> animation() {
    return Optional.of(new PngAnimationEncoder());
  }

  private static int colorType(PlanarImage image) {
    if (image.model() == ColorModel.GREY) {
      return image.alpha() ? PngLayout.GREY_ALPHA : PngLayout.GREY;
    }
    return image.alpha() ? PngLayout.RGB_ALPHA : PngLayout.RGB;
  }

  static void writePixels(PlanarImage image, PngChunkWriter chunks, Deadline deadline) {
    DeflatedStream compressed = DeflatedStream.ofFilteredRows();
    InterleavedRows pixels = new InterleavedRows(image);
    int rowBytes = pixels.rowBytes();
    PngRowFilters filters = new PngRowFilters(rowBytes, image.planes().size());
    byte[] row = new byte[rowBytes];
    byte[] previous = new byte[rowBytes];
    for (int y = 0; y < image.height(); y++) {
      deadline.check();
      pixels.read(y, row, 0);
      compressed.write(filters.best(row, previous), 0, rowBytes + 1);
      chunks.writePixels(compressed);
      byte[] spare = previous;
      previous = row;
      row = spare;
    }
    compressed.finish();
    chunks.writeLastPixels(compressed);
  }
}
