package io.github.imageresize.codec;

/**
 * Decodes one original; made after its header was read and found to be within the limits. Not
 * thread-safe, used once.
 *
 * <p>Every method throws {@link io.github.imageresize.ImageResizeException} with {@code
 * CORRUPT_IMAGE} or {@code UNSUPPORTED_IMAGE} and nothing else, also while rows are read; from
 * {@link #decode} on also with {@code TIMEOUT}, when the request's deadline has passed.
 */
public interface ImageDecoder extends AutoCloseable {

  /** What the header says. */
  ImageHeader header();

  /**
   * The most heap that {@link #decode} with the same request, and reading all of its rows, will
   * hold at one time, in bytes, apart from the encoded original. Told from the header alone.
   */
  long memoryNeeded(DecodeRequest request);

  /**
   * How many pixels have to be decoded for a request: what limits on pixels count. By default all
   * of the picture; less where decoding at a reduced size costs less. Told from the header alone.
   */
  default long decodedPixels(DecodeRequest request) {
    return (long) header().width() * header().height();
  }

  /**
   * How fine the planes are that {@link #decode} will give for the same request; by default as fine
   * as the original and as wide. Told from the header alone.
   */
  default DecodedScale decodedScale(DecodeRequest request) {
    return new DecodedScale(header().width(), 1, 1);
  }

  /**
   * Starts to decode. Planes begin at the origins that they name; rows are decoded when they are
   * asked for, where the format allows it. Data that are damaged are told to the request's {@link
   * DecodeRequest#damage()}, which may be as late as when the last row is read.
   */
  PlanarImage decode(DecodeRequest request);

  /** Frees what the decoder holds outside the heap. */
  @Override
  void close();
}
