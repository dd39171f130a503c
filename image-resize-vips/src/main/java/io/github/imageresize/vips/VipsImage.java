package io.github.imageresize.vips;

import java.lang.foreign.MemorySegment;

/** A reference to an image of libvips; to be closed. Not thread-safe but for {@link #kill}. */
final class VipsImage implements AutoCloseable {
  private final LibVips vips;
  private final MemorySegment image;
  private boolean closed;

  VipsImage(LibVips vips, MemorySegment image) {
    this.vips = vips;
    this.image = image;
  }

  int width() {
    return vips.width(image);
  }

  int height() {
    return vips.height(image);
  }

  int bands() {
    return vips.bands(image);
  }

  int bandFormat() {
    return vips.bandFormat(image);
  }

  int interpretation() {
    return vips.interpretation(image);
  }

  boolean has(String metadata) {
    return vips.has(image, metadata);
  }

  byte[] blob(String metadata) {
    return vips.blob(image, metadata);
  }

  String string(String metadata) {
    return vips.string(image, metadata);
  }

  VipsImage toSrgb() {
    return new VipsImage(vips, vips.toSrgb(image));
  }

  VipsImage cropped(int x, int y, int columns, int rows) {
    return new VipsImage(vips, vips.cropped(image, x, y, columns, rows));
  }

  MemorySegment pixels() {
    return vips.pixels(image);
  }

  byte[] heif(int compression, int quality, int effort, boolean lossless, int subsampling) {
    return vips.heif(image, compression, quality, effort, lossless, subsampling);
  }

  byte[] jxl(int quality, int effort, boolean lossless) {
    return vips.jxl(image, quality, effort, lossless);
  }

  /** Ends the making of the image, if it is not closed; from whatever thread. */
  synchronized void kill() {
    if (!closed) {
      vips.kill(image);
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      vips.unref(image);
    }
  }
}
