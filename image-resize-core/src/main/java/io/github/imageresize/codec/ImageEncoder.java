package io.github.imageresize.codec;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageResizeException;
import java.util.Optional;
import java.util.Set;

/**
 * Writes images of one format. Takes planes at the output's size in a model that it {@linkplain
 * #accepts accepts}, every one with a sample a pixel, but for the two chroma planes of YCbCr, which
 * have half of the luma's width and height, rounded up, where {@link #chromaSubsampled} says so.
 *
 * <p>Thread-safe.
 */
public interface ImageEncoder {

  /**
   * The format written.
   *
   * @return the same whenever it is asked
   */
  ImageFormat format();

  /**
   * Whether planes of this kind can be taken as they are. RGB or YCbCr without alpha are always
   * among them, and RGB with alpha if the {@linkplain ImageFormat#hasAlpha() format has alpha}.
   *
   * @param model what the planes mean
   * @param alpha whether a last plane holds alpha
   * @return false if they have to be converted first
   */
  boolean accepts(ColorModel model, boolean alpha);

  /**
   * The options that this encoder heeds.
   *
   * @return an immutable set; none by default
   */
  default Set<EncodeOption> options() {
    return Set.of();
  }

  /**
   * How many {@linkplain PlaneRows#phases() phases} the encoder likes its rows to be split into;
   * others are taken too.
   *
   * @return 1..8; 1 by default
   */
  default int preferredPhases() {
    return 1;
  }

  /**
   * Whether chroma is kept at half resolution both ways. An encoder that takes YCbCr takes it so
   * then; one that takes RGB reduces chroma itself.
   *
   * @param request how the image is written
   * @return false by default
   */
  default boolean chromaSubsampled(EncodeRequest request) {
    return false;
  }

  /**
   * The most memory that {@link #encode} will hold for an image of this size, result and native
   * memory included.
   *
   * @param width pixels
   * @param height pixels
   * @param alpha whether there may be an alpha plane
   * @param request how the image is written
   * @return bytes
   */
  long memoryNeeded(int width, int height, boolean alpha, EncodeRequest request);

  /**
   * Encodes an image, whose width and height are the output's. Reads each row once, from top to
   * bottom.
   *
   * @param image the planes
   * @param request how the image is written
   * @return the encoded bytes
   * @throws ImageResizeException with {@code TIMEOUT} when the request's deadline has passed,
   *     {@code RESULT_TOO_LARGE} if the format can't hold the image's sides
   */
  byte[] encode(PlanarImage image, EncodeRequest request);

  /**
   * The writing of several frames.
   *
   * @return empty, by default, if this encoder writes still pictures only
   */
  default Optional<AnimationEncoder> animation() {
    return Optional.empty();
  }
}
