package io.github.imageresize.codec;

import io.github.imageresize.ImageResizeException;

/**
 * Writes animations in the format of the {@link ImageEncoder} that it belongs to, of frames that it
 * {@linkplain ImageEncoder#accepts accepts}.
 *
 * <p>Thread-safe.
 */
public interface AnimationEncoder {

  /**
   * The most memory that {@link #encode} will hold, result and native memory included.
   *
   * @param width pixels of the canvas
   * @param height pixels of the canvas
   * @param frames how many there are at most
   * @param alpha whether there may be alpha planes
   * @param request how the frames are written
   * @return bytes
   */
  long memoryNeeded(int width, int height, int frames, boolean alpha, EncodeRequest request);

  /**
   * Encodes frames, each of which covers the canvas and takes the place of the one before. Asks for
   * a frame when it has read all rows of the one before, and holds no more than the last few.
   *
   * @param animation the frames, at least one
   * @param request how they are written
   * @return the encoded bytes
   * @throws ImageResizeException as {@link ImageEncoder#encode} does, and what asking for frames
   *     throws
   */
  byte[] encode(Animation animation, EncodeRequest request);
}
