package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InvalidationHistoryTest {
  private static final int THREADS = 8;
  private static final int STEPS = Integer.getInteger("history.steps", 1500);

  private final long seed = Long.getLong("history.seed", new Random().nextLong());

  @Test
  void holdsForMemory() throws Exception {
    InvalidationHistory.check(List.of(MemoryCacheStore.builder().build()), THREADS, STEPS, seed);
  }

  @Test
  void holdsForTwoServicesThatShareMemory() throws Exception {
    MemoryCacheStore store = MemoryCacheStore.builder().build();
    InvalidationHistory.check(List.of(store, store), THREADS, STEPS, seed);
  }

  @Test
  void holdsForMemoryThatIsTooSmall() throws Exception {
    MemoryCacheStore store = MemoryCacheStore.builder().capacityBytes(3000).largestEntry(1).build();
    InvalidationHistory.check(List.of(store), THREADS, STEPS, seed);
  }

  @Test
  void holdsForTiers() throws Exception {
    try (TieredCacheStore store =
        TieredCacheStore.builder(
                MemoryCacheStore.builder().build(), MemoryCacheStore.builder().build())
            .build()) {
      InvalidationHistory.check(List.of(store), THREADS, STEPS, seed);
    }
  }

  @Test
  void holdsForTiersOfTwoProcessesThatHearOfEachOther() throws Exception {
    FaultyCacheStore far = new FaultyCacheStore(MemoryCacheStore.builder().build());
    try (TieredCacheStore one =
            TieredCacheStore.builder(MemoryCacheStore.builder().build(), far).build();
        TieredCacheStore other =
            TieredCacheStore.builder(MemoryCacheStore.builder().build(), far).build()) {
      InvalidationHistory.check(List.of(one, other), THREADS, STEPS, seed);
    }
  }

  /** The checker itself: a store without leases does let old images come back. */
  @Test
  void isBrokenByAStoreThatAcceptsOvertakenResults() {
    MemoryCacheStore memory = MemoryCacheStore.builder().build();
    CacheStore careless =
        new CacheStore() {
          @Override
          public Optional<CacheEntry> get(CacheKey key) {
            return memory.get(key);
          }

          @Override
          public void put(CacheKey key, CacheEntry entry, Duration timeToLive) {
            memory.put(key, entry, timeToLive);
          }

          @Override
          public void invalidate(String source) {
            memory.invalidate(source);
          }
        };
    assertThatThrownBy(() -> InvalidationHistory.check(List.of(careless), THREADS, 100_000, seed))
        .hasRootCauseInstanceOf(AssertionError.class)
        .hasMessageContaining("a reader saw version");
  }
}
