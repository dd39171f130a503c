package io.github.imageresize.codec;

import io.github.imageresize.ImageResizeException;

/**
 * Decodes one original; made after its header was read and found to be within the limits. Of an
 * animation, either {@link #decode} or {@link #frames} is called, once.
 *
 * <p>Every method throws {@link ImageResizeException} with {@code CORRUPT_IMAGE} or {@code
 * UNSUPPORTED_IMAGE} and nothing else, also while rows are read; from {@link #decode} on also with
 * {@code TIMEOUT}, when the request's deadline has passed.
 *
 * <p>Not thread-safe.
 */
public interface ImageDecoder extends AutoCloseable {

  /**
   * What the header says.
   *
   * @return the same whenever it is asked
   */
  ImageHeader header();

  /**
   * The most memory that {@link #decode} with the same request, and reading all of its rows, will
   * hold at one time, apart from the encoded original and with native memory. Told from the header
   * alone.
   *
   * @param request the part that is needed
   * @return bytes
   */
  long memoryNeeded(DecodeRequest request);

  /**
   * How many pixels have to be decoded for a request: what limits on pixels count. By default all
   * of the picture; less where decoding at a reduced size costs less. Told from the header alone.
   *
   * @param request the part that is needed
   * @return pixels
   */
  default long decodedPixels(DecodeRequest request) {
    return (long) header().width() * header().height();
  }

  /**
   * How fine the planes are that {@link #decode} will give for the same request; by default as fine
   * as the original and as wide. Told from the header alone.
   *
   * @param request the part that is needed
   * @return samples for each pixel
   */
  default DecodedScale decodedScale(DecodeRequest request) {
    return new DecodedScale(header().width(), 1, 1);
  }

  /**
   * Starts to decode the picture; of an animation, its first frame, as it shows on the canvas.
   * Planes begin at the origins that they name; rows are decoded when they are asked for, where the
   * format allows it. Data that are damaged are told to the request's {@link
   * DecodeRequest#damage()}, which may be as late as when the last row is read.
   *
   * @param request the part that is needed
   * @return the planes
   */
  PlanarImage decode(DecodeRequest request);

  /**
   * The most memory that {@link #frames} will hold at one time while all rows of all frames are
   * read, apart from the encoded original and with native memory. Told from the header alone; grows
   * with a frame, not with their number.
   *
   * @return bytes; by default what the whole picture takes
   */
  default long framesMemoryNeeded() {
    return memoryNeeded(DecodeRequest.whole(header()));
  }

  /**
   * Starts to decode all frames at full size. A file that ends early has the frames that arrived;
   * that there are fewer than the header says is told to the request's {@link
   * DecodeRequest#damage()}.
   *
   * @param request the whole picture, and the terms on which it is decoded
   * @return the frames; by default the picture as the only one
   */
  default Animation frames(DecodeRequest request) {
    return new StillAnimation(header(), () -> decode(request));
  }

  /** Frees what the decoder holds outside the heap. Idempotent. */
  @Override
  void close();
}
