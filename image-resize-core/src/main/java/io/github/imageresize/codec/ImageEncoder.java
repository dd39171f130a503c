package io.github.imageresize.codec;

import io.github.imageresize.ImageFormat;

/**
 * Writes images of one format. Takes planes at the output's size in a model that it {@linkplain
 * #accepts accepts}, every one with a sample a pixel, but for the two chroma planes of YCbCr, which
 * have half of the luma's width and height, rounded up, where {@link #chromaSubsampled} says so.
 * Thread-safe.
 */
public interface ImageEncoder {

  /** The format written. */
  ImageFormat format();

  /** Whether planes of this kind can be taken as they are. */
  boolean accepts(ColorModel model, boolean alpha);

  /** How many phases the encoder likes its rows to be split into; others are taken too. */
  default int preferredPhases() {
    return 1;
  }

  /**
   * Whether the format keeps chroma at half resolution both ways at this quality. An encoder that
   * takes YCbCr takes it so then; one that takes RGB reduces chroma itself.
   */
  default boolean chromaSubsampled(int quality) {
    return false;
  }

  /** The most heap that {@link #encode} will hold for an image of this size, result included. */
  long memoryNeeded(int width, int height, boolean alpha);

  /**
   * Encodes an image, whose width and height are the output's.
   *
   * @return the encoded bytes
   * @throws io.github.imageresize.ImageResizeException with {@code TIMEOUT} when the request's
   *     deadline has passed
   */
  byte[] encode(PlanarImage image, EncodeRequest request);
}
