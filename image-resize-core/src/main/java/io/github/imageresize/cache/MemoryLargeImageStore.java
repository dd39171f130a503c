package io.github.imageresize.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.imageresize.internal.argument.Require;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Keeps large images in this JVM's memory, bounded by bytes; what is used often and lately stays. A
 * node that has not got an image which another one made makes it once itself.
 *
 * <p>Thread-safe.
 */
public final class MemoryLargeImageStore implements LargeImageStore {
  private static final int OVERHEAD_BYTES = 256;

  private final Cache<String, byte[]> images;

  private MemoryLargeImageStore(long bytes) {
    images =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher(
                (String name, byte[] image) ->
                    (int) Math.min(Integer.MAX_VALUE, (long) OVERHEAD_BYTES + image.length))
            .executor(Runnable::run)
            .build();
  }

  /**
   * A store of a given size. An image that is larger than it all is not kept.
   *
   * @param bytes what the images may take together, positive
   * @return a new store
   */
  public static MemoryLargeImageStore ofBytes(long bytes) {
    return new MemoryLargeImageStore(Require.atLeast("bytes", bytes, 1));
  }

  @Override
  public void write(String name, ByteBuffer image) {
    if (images.getIfPresent(name) == null) {
      byte[] bytes = new byte[image.remaining()];
      image.get(bytes);
      images.put(name, bytes);
    }
  }

  @Override
  public Optional<byte[]> read(String name, int length) {
    return Optional.ofNullable(images.getIfPresent(name)).filter(image -> image.length == length);
  }
}
