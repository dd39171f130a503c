package io.github.imageresize.codec;

import io.github.imageresize.ImageSize;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an original before any pixel is decoded.
 *
 * @param format the format
 * @param width pixels as stored, before the orientation is applied; positive
 * @param height pixels as stored; positive
 * @param frames how many pictures of it are decoded, at least 1; what the file has beyond them
 *     costs nothing and does not count
 * @param orientation how the stored picture is brought upright
 * @param alpha whether it may have transparent pixels
 * @param iccProfile the embedded colour profile, or null for sRGB
 * @param copyright the copyright notice, or null
 * @param artist the artist, or null
 */
public record ImageHeader(
    SourceFormat format,
    int width,
    int height,
    int frames,
    Orientation orientation,
    boolean alpha,
    @Nullable IccProfile iccProfile,
    @Nullable String copyright,
    @Nullable String artist) {

  /** The size of the picture once it is upright. */
  public ImageSize uprightSize() {
    return orientation.swapped() ? new ImageSize(height, width) : new ImageSize(width, height);
  }
}
