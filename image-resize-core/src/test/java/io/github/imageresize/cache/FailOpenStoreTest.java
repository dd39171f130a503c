package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeListener;
import io.github.imageresize.cache.Lease.Outcome;
import io.github.imageresize.event.StoreFailure;
import io.github.imageresize.internal.breaker.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailOpenStoreTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final ManualClock clock = new ManualClock();
  private final FaultyCacheStore faulty =
      new FaultyCacheStore(MemoryCacheStore.builder().nanoTime(clock::nanoTime).build());
  private final List<String> failures = new ArrayList<>();
  private final ResizeListener listener =
      new ResizeListener() {
        @Override
        public void storeFailed(StoreFailure event) {
          failures.add(event.operation());
        }
      };
  private final FailOpenStore store = FailOpenStore.of(faulty, listener, clock::nanoTime);
  private final CacheKey key = CacheKey.of(ImageRequest.builder("a.jpg").width(1).build(), "e-1");

  @Test
  void saysThatNothingIsKnownWhereAStoreDoesNotAnswer() {
    try (Lease lease = store.lease(key, LONG)) {
      faulty.breakDown();
      assertThat(lease.store(CacheStoreContract.image("one"), LONG)).isEqualTo(Outcome.NOT_KNOWN);
    }
    try (Lease absent = store.getOrLease(key, LONG).lease().orElseThrow()) {
      assertThat(absent.granted()).isTrue();
      faulty.repair();
      assertThat(absent.store(CacheStoreContract.image("one"), LONG)).isEqualTo(Outcome.NOT_KNOWN);
    }
  }

  @Test
  void blamesNoStoreForWhatFailsInAnInterruptedThread() {
    faulty.breakDown();
    Thread.currentThread().interrupt();
    try {
      for (int time = 0; time < 2 * CircuitBreaker.FAILURES_TO_OPEN; time++) {
        assertThat(store.get(key)).isEmpty();
      }
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(failures).isEmpty();
    faulty.repair();
    faulty.put(key, CacheStoreContract.image("one"), LONG);

    assertThat(store.get(key)).as("the breaker did not open").isPresent();
  }

  @Test
  void blamesNoStoreThatAnInterruptBrokeOffAndRestoresTheInterrupt() {
    faulty.beforeEachCall(
        () -> {
          throw new IllegalStateException("could not wait", new InterruptedException());
        });
    for (int time = 0; time < 2 * CircuitBreaker.FAILURES_TO_OPEN; time++) {
      assertThat(store.get(key)).isEmpty();
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(failures).isEmpty();
    faulty.beforeEachCall(() -> {});
    faulty.put(key, CacheStoreContract.image("one"), LONG);

    assertThat(store.get(key)).as("the breaker did not open").isPresent();
  }

  @Test
  @SuppressWarnings("NullAway") // what a careless store does
  void takesNullForAFailure() {
    CacheStore careless =
        new CacheStore() {
          @Override
          public Optional<CacheEntry> get(CacheKey asked) {
            return null;
          }

          @Override
          public void put(CacheKey asked, CacheEntry entry, Duration timeToLive) {}

          @Override
          public void invalidate(String source) {}

          @Override
          public Lease lease(CacheKey asked, Duration atMost) {
            return null;
          }

          @Override
          public EntryOrLease getOrLease(CacheKey asked, Duration atMost) {
            return null;
          }
        };
    FailOpenStore open = FailOpenStore.of(careless, listener, clock::nanoTime);

    assertThat(open.get(key)).isEmpty();
    assertThat(open.getOrLease(key, LONG).lease().orElseThrow().granted()).isTrue();
    assertThat(open.lease(key, LONG).granted()).isTrue();
    assertThat(failures).containsExactly("get", "getOrLease", "lease");
  }

  @Test
  void spendsNoMoreOfARequestThanItsBudgetButGivesLeasesBack() {
    faulty.beforeEachCall(() -> clock.advance(Duration.ofMillis(80)));
    CacheStore request = store.within(new StoreBudget(Duration.ofMillis(150), clock::nanoTime));

    assertThat(request.get(key)).isEmpty();
    Lease lease = request.getOrLease(key, LONG).lease().orElseThrow();
    clock.advance(Duration.ofMinutes(1));
    assertThat(lease.store(CacheStoreContract.image("one"), LONG)).isEqualTo(Outcome.NOT_KNOWN);
    assertThat(faulty.calls()).isEqualTo(2);
    lease.close();

    assertThat(faulty.calls()).isEqualTo(3);
    try (Lease next = faulty.lease(key, LONG)) {
      assertThat(next.granted()).isTrue();
    }
    assertThat(failures).containsExactly("store");
    assertThat(store.get(key)).as("another request has its own budget").isEmpty();
  }

  @Test
  void countsNoTimeInWhichTheRequestDoesSomethingElse() {
    CacheStore request = store.within(new StoreBudget(Duration.ofMillis(150), clock::nanoTime));
    try (Lease lease = request.getOrLease(key, LONG).lease().orElseThrow()) {
      clock.advance(Duration.ofMinutes(1));

      assertThat(lease.store(CacheStoreContract.image("one"), LONG)).isEqualTo(Outcome.ACCEPTED);
    }
  }

  @Test
  void leavesAStoreThatProtectsItselfToItself() {
    TieredCacheStore tiers =
        TieredCacheStore.builder(MemoryCacheStore.ofBytes(1000), faulty).build();
    assertThat(tiers.protectsItself()).isTrue();
    assertThat(faulty.protectsItself()).isFalse();
  }
}
