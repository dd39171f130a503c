package io.github.imageresize;

import io.github.imageresize.internal.async.InterruptibleTask;
import io.github.imageresize.source.ImageSource;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Makes images. The one interface of the library: an engine makes an image, every further ability
 * (cache, fallback) wraps another service, and {@code ResizeService.builder} puts them together.
 *
 * <p>Implementations are thread-safe.
 */
public interface ResizeService extends AutoCloseable {

  /**
   * Starts the usual assembly: images are made in this process, and kept in its memory.
   *
   * <pre>{@code
   * ImageSource source = new DirectoryImageSource(Path.of("/srv/images"));
   * try (ResizeService service = ResizeService.builder(source).build()) {
   *   ResizedImage image =
   *       service.resize(ImageRequest.builder("cat.jpg").width(300).format(WEBP).build());
   * }
   * }</pre>
   *
   * <p>With memory in front of a cache that several processes share, and a remote engine behind
   * which this process steps in:
   *
   * <pre>{@code
   * MemoryCacheStore memory = MemoryCacheStore.ofBytes(256L << 20);
   * ResizeService service =
   *     ResizeService.builder(source)
   *         .remote(remoteEngine)
   *         .cache(TieredCacheStore.builder(memory, sharedStore).build())
   *         .listener(metrics)
   *         .build();
   * }</pre>
   *
   * @param source where originals are read from; stays the caller's
   * @return a builder with all else at its default
   */
  static ResizeServiceBuilder builder(ImageSource source) {
    return new ResizeServiceBuilder(source);
  }

  /**
   * The image that a request asks for; blocks until it is there.
   *
   * @param request what is asked for
   * @return the image
   * @throws ImageResizeException with the reason if it can't be had; if the calling thread is
   *     interrupted, with {@link ImageResizeException.Reason#TIMEOUT} and the interrupt flag set
   */
  ResizedImage resize(ImageRequest request);

  /**
   * The image that a request asks for, without waiting for it. What is in a cache is there when
   * this returns; else the work is done on the executor. A service that lets equal requests share
   * one computation holds no thread for those who wait.
   *
   * @param request what is asked for
   * @param executor runs the work, which may block; stays the caller's. If it rejects the work, the
   *     future ends in {@link ImageResizeException.Reason#OVERLOADED}
   * @return the image, or an {@link ImageResizeException} with the reason why it can't be had; once
   *     the caller completes or cancels it, work for which nobody else waits is interrupted
   */
  default CompletableFuture<ResizedImage> resizeAsync(ImageRequest request, Executor executor) {
    try {
      Optional<ResizedImage> found = cached(request);
      return found.isPresent()
          ? CompletableFuture.completedFuture(found.get())
          : InterruptibleTask.submit(() -> resize(request), executor);
    } catch (ImageResizeException remembered) {
      return CompletableFuture.failedFuture(remembered);
    }
  }

  /**
   * The image if it can be had at once: from a cache, without making it, asking the source, or
   * waiting for another caller.
   *
   * @param request what is asked for
   * @return the image, or empty if {@link #resize} would have to work for it
   * @throws ImageResizeException if it is remembered that the request fails
   */
  default Optional<ResizedImage> cached(ImageRequest request) {
    return Optional.empty();
  }

  /**
   * Whether images that were made are kept, so that {@link #cached} finds them: whether {@link
   * #makeLater} is of any use.
   *
   * @return false by default
   */
  default boolean keepsImages() {
    return false;
  }

  /**
   * Has an image made that nobody waits for yet, so that a later call finds it in the cache.
   * Returns at once; whether and when the image is there is only seen by asking for it. Under load
   * the call may be dropped without effect.
   *
   * <p>The default, for services that {@linkplain #keepsImages keep no images}, does nothing.
   *
   * @param request what will be asked for
   */
  default void makeLater(ImageRequest request) {}

  /**
   * The present version of the request's original, without making an image.
   *
   * @param request what is asked for; only its source matters
   * @return the version that {@link ResizedImage#sourceVersion()} would give, or empty if it can't
   *     be told without making the image
   * @throws ImageResizeException if there is no such original or the source does not answer
   */
  default Optional<String> currentVersion(ImageRequest request) {
    return Optional.empty();
  }

  /**
   * What an original is: its format, size, frames, colour profile, and a placeholder for it. Costs
   * as much as a small image of it, and no full decoding where its format allows that.
   *
   * <p>By default the request is refused, since the service can't tell.
   *
   * @param source the original's path, as in {@link ImageRequest#source()}
   * @return the description
   * @throws ImageResizeException with the reason if it can't be had; with {@code INVALID_REQUEST}
   *     on the {@linkplain ImageResizeException.Basis#NODE node's} behalf from services that can't
   */
  default ImageDescription describe(String source) {
    String message = "the engine " + engine() + " can't describe originals";
    throw new ImageResizeException(ImageResizeException.Reason.INVALID_REQUEST, message)
        .withPublicMessage(message)
        .withBasis(ImageResizeException.Basis.NODE);
  }

  /**
   * Forgets everything that was made of an original. Once this returned, no call that begins gives
   * an image, or a failure, of before. What others keep who share a cache with this service goes as
   * well, as fast as the cache promises.
   *
   * <p>The default, for services that keep nothing, does nothing; a service that wraps others calls
   * theirs.
   *
   * @param source the original's path, as in {@link ImageRequest#source()}
   * @throws ImageResizeException with {@code UNAVAILABLE} if a cache does not answer; what was made
   *     may then still be given, and the caller should try again
   */
  default void invalidate(String source) {}

  /**
   * The formats that this service can write here and now; by default JPEG, PNG, WebP and GIF.
   *
   * @return an unmodifiable set, never empty
   */
  default Set<ImageFormat> outputFormats() {
    return Set.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP, ImageFormat.GIF);
  }

  /**
   * Names what makes the bytes, with its version; part of every cache key, so that two engines
   * whose outputs differ, or two versions of one, never share an entry.
   *
   * @return 1 to 100 letters, digits, dots and dashes, such as {@code thumbnailer-7}
   */
  String engine();

  /**
   * How long {@link #resize} works on one image at most, so that whoever waits for it can wait at
   * least as long: the engines' deadlines together. Waiting for another caller's work on the same
   * image is not counted.
   *
   * @return a positive time, or empty if it is not known
   */
  default Optional<Duration> deadline() {
    return Optional.empty();
  }

  /** Releases what the service itself made, never what was handed to it. Idempotent. */
  @Override
  default void close() {}
}
