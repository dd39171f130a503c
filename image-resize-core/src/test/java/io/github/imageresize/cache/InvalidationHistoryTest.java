package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class InvalidationHistoryTest {
  private static final int THREADS = 8;
  private static final int STEPS = Integer.getInteger("history.steps", 500);

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

  @Test
  void holdsForTwoProcessesThatShareAStoreWhichKeepsOnlySmallImages() throws Exception {
    MemoryCacheStore store =
        MemoryCacheStore.builder().capacityBytes(1 << 20).largestEntry(0.003).build();
    assertThat(InvalidationHistory.LARGE).isGreaterThan(3000);
    InvalidationHistory.check(List.of(store, store), THREADS, STEPS, seed);
  }

  @Test
  void holdsForAStoreThatFailsByChance() throws Exception {
    MemoryCacheStore shared = MemoryCacheStore.builder().build();
    List<FaultyCacheStore> processes =
        List.of(new FaultyCacheStore(shared), new FaultyCacheStore(shared));
    processes.forEach(process -> process.failByChance(0.1));
    InvalidationHistory.check(processes, THREADS, STEPS, seed);
  }

  /** Each process is cut off now and then and hears nothing meanwhile. */
  @Test
  void holdsForTiersOfProcessesThatAreCutOffUpToTheNearLifetime() throws Exception {
    Duration nearLifetime = Duration.ofMillis(20);
    MemoryCacheStore shared = MemoryCacheStore.builder().build();
    List<FaultyCacheStore> links =
        List.of(new FaultyCacheStore(shared), new FaultyCacheStore(shared));
    AtomicBoolean ends = new AtomicBoolean();
    FutureTask<Void> cutting =
        new FutureTask<>(
            () -> {
              Random random = new Random(seed);
              while (!ends.get()) {
                FaultyCacheStore link = links.get(random.nextInt(links.size()));
                link.breakDown();
                Thread.sleep(1 + random.nextInt(10));
                link.repair();
                Thread.sleep(1 + random.nextInt(20));
              }
              return null;
            });
    List<TieredCacheStore> processes = new ArrayList<>();
    for (FaultyCacheStore link : links) {
      link.failByChance(0.05);
      processes.add(
          TieredCacheStore.builder(MemoryCacheStore.builder().build(), link)
              .nearLifetime(nearLifetime)
              .build());
    }
    new Thread(cutting, "cutting").start();
    try {
      InvalidationHistory.check(processes, nearLifetime, THREADS, 3 * STEPS, seed);
    } finally {
      ends.set(true);
      cutting.get();
      processes.forEach(TieredCacheStore::close);
    }
  }

  /** The checker itself: a store without leases does let old images come back. */
  @Test
  void isBrokenByAStoreThatAcceptsOvertakenResults() {
    CacheStore careless = new CarelessStore(MemoryCacheStore.builder().build());
    assertThatThrownBy(() -> InvalidationHistory.check(List.of(careless), THREADS, 100_000, seed))
        .hasRootCauseInstanceOf(AssertionError.class)
        .hasMessageContaining("a reader saw version");
  }
}
