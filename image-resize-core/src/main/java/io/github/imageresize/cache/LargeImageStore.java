package io.github.imageresize.cache;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Keeps the bytes of images that are too large for a {@link CacheStore}, under names made of the
 * bytes themselves: what a name stands for never changes, so that nothing is ever invalidated here.
 * Which name is an image of at present is what the cache store knows.
 *
 * <p>A store may lose any image at any time. Implementations are thread-safe, see to it that no
 * call takes long, and may throw any unchecked exception when the place where they keep images does
 * not work.
 */
public interface LargeImageStore {

  /**
   * Keeps an image. One that is kept already under the name is the same, and is kept on.
   *
   * @param name 43 letters, digits, dashes and underscores
   * @param image the encoded image, from its position to its limit
   */
  void write(String name, ByteBuffer image);

  /**
   * Gives an image back.
   *
   * @param name as it was written
   * @param length the number of its bytes; what has another number is not the image
   * @return the bytes, which are shared and not to be changed, or empty if they are not there
   */
  Optional<byte[]> read(String name, int length);
}
