package io.github.imageresize.cache;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.Overlay;
import io.github.imageresize.ResizedImage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * The keys that results are kept under. A store forgets what was made of a source by the source of
 * its key; a result that shows another picture as its overlay would outlive the invalidation of
 * that one. So its key holds the overlay's generation: a random text that the store keeps as an
 * entry of the overlay, and forgets with the overlay's other entries. Who finds none draws another,
 * under which nothing of before is found.
 *
 * <p>Thread-safe.
 */
final class ResultKeys {
  /** In the place of an engine, of which none may be called so. */
  private static final String GENERATIONS = "overlay;generation";

  private static final Duration KEPT = Duration.ofDays(365);

  private final String engine;
  private final CacheStore store;
  private final Duration storeBudget;
  private final InstantSource clock;
  private final LongSupplier nanoTime;

  /** What is known to this process alone, for as long as the store keeps none. */
  private volatile String ownGeneration = random();

  ResultKeys(
      String engine,
      CacheStore store,
      Duration storeBudget,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.engine = engine;
    this.store = store;
    this.storeBudget = storeBudget;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** The key of a request; asks the store for the generation of its overlay, if it has one. */
  CacheKey of(ImageRequest request) {
    Optional<Overlay> overlay = request.effects().overlay();
    return overlay.isPresent()
        ? CacheKey.of(request, engine, generation(overlay.get().source()))
        : CacheKey.of(request, engine);
  }

  /** Something was invalidated, maybe an overlay whose generation the store does not keep. */
  void invalidated() {
    ownGeneration = random();
  }

  private String generation(String overlay) {
    CacheKey key = CacheKey.of(ImageRequest.builder(overlay).build(), GENERATIONS);
    CacheStore seen = store.within(new StoreBudget(storeBudget, nanoTime));
    String present = kept(seen, key);
    if (present.isEmpty()) {
      seen.put(key, entry(random()), KEPT);
      // Another one may have been put at the same time.
      present = kept(seen, key);
    }
    return present.isEmpty() ? ownGeneration : present;
  }

  private static String kept(CacheStore seen, CacheKey key) {
    return seen.get(key).flatMap(CacheEntry::image).map(ResizedImage::sourceVersion).orElse("");
  }

  private CacheEntry entry(String generation) {
    ResizedImage image =
        ResizedImage.wrap(
            new byte[1], ImageFormat.PNG, 1, 1, generation, ResizedImage.Origin.CACHE);
    return CacheEntry.ofImage(image, clock.instant().plus(KEPT), clock.instant().plus(KEPT));
  }

  private static String random() {
    return UUID.randomUUID().toString();
  }
}
