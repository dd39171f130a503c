package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ResizeListener;
import io.github.imageresize.event.StoreFailure;
import io.github.imageresize.internal.breaker.CircuitBreaker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class TieredCacheStoreTest extends CacheStoreContract {
  private static final Duration NEAR_LIFETIME = Duration.ofSeconds(20);

  private final ManualClock clock = new ManualClock();
  private final MemoryCacheStore near = memory();
  private final FaultyCacheStore far = new FaultyCacheStore(memory());
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final TieredCacheStore store = tiered(near);

  private MemoryCacheStore memory() {
    return MemoryCacheStore.builder().capacityBytes(32 << 20).nanoTime(clock::nanoTime).build();
  }

  private TieredCacheStore tiered(MemoryCacheStore front) {
    TieredCacheStore tiers =
        TieredCacheStore.builder(front, far).nearLifetime(NEAR_LIFETIME).build();
    tiers.addListener(
        new ResizeListener() {
          @Override
          public void storeFailed(StoreFailure event) {
            failures.add(event.operation());
          }
        });
    return tiers;
  }

  @Override
  protected CacheStore store() {
    return store;
  }

  @Override
  protected void elapse(Duration time) {
    clock.advance(time);
  }

  @Test
  void keepsANearCopyOfWhatTheFarStoreGives() {
    far.put(key("a.jpg", 1), image("one"), LONG);
    assertThat(store.get(key("a.jpg", 1))).isPresent();
    far.breakDown();

    assertThat(store.get(key("a.jpg", 1))).isPresent();
    assertThat(failures).isEmpty();
  }

  @Test
  void asksTheFarStoreAgainAfterTheNearLifetime() {
    store.put(key("a.jpg", 1), image("old"), LONG);
    far.put(key("a.jpg", 1), image("new"), LONG);
    assertThat(text(store.get(key("a.jpg", 1)).orElseThrow())).isEqualTo("old");

    clock.advance(NEAR_LIFETIME);

    assertThat(text(store.get(key("a.jpg", 1)).orElseThrow())).isEqualTo("new");
  }

  @Test
  void asksTheFarStoreAgainWhenTheCopyOfWhatItGaveHasHadItsTime() {
    far.put(key("a.jpg", 1), image("old"), LONG);
    store.get(key("a.jpg", 1));
    far.put(key("a.jpg", 1), image("new"), LONG);
    clock.advance(NEAR_LIFETIME.minusMillis(1));
    assertThat(text(store.get(key("a.jpg", 1)).orElseThrow())).isEqualTo("old");

    clock.advance(Duration.ofMillis(1));

    assertThat(text(store.get(key("a.jpg", 1)).orElseThrow())).isEqualTo("new");
  }

  @Test
  void countsTheTimeOfACopyFromWhenTheFarStoreWasAsked() {
    far.put(key("a.jpg", 1), image("old"), LONG);
    far.afterNextGet(() -> clock.advance(NEAR_LIFETIME.minusSeconds(1)));
    store.get(key("a.jpg", 1));
    assertThat(near.get(key("a.jpg", 1))).isPresent();

    clock.advance(Duration.ofSeconds(1));

    assertThat(near.get(key("a.jpg", 1))).isEmpty();
  }

  @Test
  void keepsACopyOfWhatTheFarStoreGaveInPlaceOfALease() {
    far.put(key("a.jpg", 1), image("old"), LONG);
    far.afterNextGet(() -> clock.advance(NEAR_LIFETIME.minusSeconds(1)));
    assertThat(store.getOrLease(key("a.jpg", 1), LONG).entry()).isPresent();
    assertThat(near.get(key("a.jpg", 1))).isPresent();

    clock.advance(Duration.ofSeconds(1));

    assertThat(near.get(key("a.jpg", 1))).isEmpty();
  }

  @Test
  void countsTheTimeOfWhatWasMadeWhileCutOffFromWhenTheWorkBegan() {
    far.breakDown();
    try (Lease lease = store.lease(key("a.jpg", 1), LONG);
        Lease slow = store.lease(key("b.jpg", 1), LONG)) {
      clock.advance(NEAR_LIFETIME.minusSeconds(1));
      lease.store(image("one"), LONG);
      assertThat(near.get(key("a.jpg", 1))).isPresent();
      clock.advance(Duration.ofSeconds(1));
      slow.store(image("another"), LONG);
    }

    assertThat(near.get(key("a.jpg", 1))).isEmpty();
    assertThat(near.get(key("b.jpg", 1))).isEmpty();
  }

  @Test
  void keepsACopyOfWhatTheFarStoreAcceptedHoweverLongTheWorkTook() {
    try (Lease lease = store.lease(key("a.jpg", 1), LONG)) {
      clock.advance(NEAR_LIFETIME.multipliedBy(2));
      assertThat(lease.store(image("one"), LONG)).isEqualTo(Lease.Outcome.ACCEPTED);
    }
    assertThat(near.get(key("a.jpg", 1))).isPresent();
  }

  @Test
  void hearsOfInvalidationsByOtherProcesses() {
    TieredCacheStore elsewhere = tiered(memory());
    store.put(key("a.jpg", 1), image("old"), LONG);
    assertThat(elsewhere.get(key("a.jpg", 1))).isPresent();

    store.invalidate("a.jpg");

    assertThat(elsewhere.get(key("a.jpg", 1))).isEmpty();
  }

  @Test
  void forgetsAllNearCopiesWhenAnnouncementsWereLost() {
    store.put(key("a.jpg", 1), image("old"), LONG);
    far.loseAnnouncements();

    assertThat(near.get(key("a.jpg", 1))).isEmpty();
    assertThat(store.get(key("a.jpg", 1))).isPresent();
  }

  @Test
  void hearsNothingAfterItWasClosed() {
    store.put(key("a.jpg", 1), image("old"), LONG);
    store.close();
    far.invalidate("a.jpg");

    assertThat(near.get(key("a.jpg", 1))).isPresent();
  }

  @Test
  void keepsNoNearCopyOfWhatWasInvalidatedWhileItWasRead() {
    far.put(key("a.jpg", 1), image("old"), LONG);
    far.afterNextGet(() -> store.invalidate("a.jpg"));

    store.get(key("a.jpg", 1));

    assertThat(store.get(key("a.jpg", 1))).isEmpty();
    assertThat(near.get(key("a.jpg", 1))).isEmpty();
  }

  @Test
  void looksPastTheNearCopyOnceALeaseWasAskedFor() {
    store.put(key("a.jpg", 1), image("old"), LONG);
    far.put(key("a.jpg", 1), image("refreshed elsewhere"), LONG);

    try (Lease lease = store.lease(key("a.jpg", 1), LONG)) {
      assertThat(lease.granted()).isTrue();
      assertThat(text(store.get(key("a.jpg", 1)).orElseThrow())).isEqualTo("refreshed elsewhere");
    }
  }

  @Test
  void servesAndKeepsNearWhatItCanWhileTheFarStoreFails() {
    store.put(key("a.jpg", 1), image("before"), LONG);
    far.breakDown();

    assertThat(store.get(key("a.jpg", 1))).isPresent();
    assertThat(store.get(key("b.jpg", 1))).isEmpty();
    store.put(key("b.jpg", 1), image("put"), LONG);
    try (Lease lease = store.lease(key("c.jpg", 1), LONG)) {
      assertThat(lease.granted()).isTrue();
      assertThat(lease.store(image("leased"), LONG)).isEqualTo(Lease.Outcome.NOT_KNOWN);
    }

    assertThat(text(store.get(key("b.jpg", 1)).orElseThrow())).isEqualTo("put");
    assertThat(text(store.get(key("c.jpg", 1)).orElseThrow())).isEqualTo("leased");
    Await.until("the failures are told", () -> failures.size() == 3);
    assertThat(failures).containsExactly("get", "put", "lease");
  }

  @Test
  void leavesAFarStoreAloneThatKeepsFailingAndComesBackToIt() {
    far.breakDown();
    for (int variant = 1; variant <= 50; variant++) {
      assertThat(store.get(key("a.jpg", variant))).isEmpty();
    }
    assertThat(far.calls()).isEqualTo(CircuitBreaker.FAILURES_TO_OPEN);

    far.repair();
    far.put(key("a.jpg", 1), image("one"), LONG);
    clock.advance(CircuitBreaker.PAUSE);

    assertThat(store.get(key("a.jpg", 1))).isPresent();
  }

  @Test
  void saysThatAnInvalidationFailedButForgetsNearCopies() {
    store.put(key("a.jpg", 1), image("old"), LONG);
    far.breakDown();

    assertThatThrownBy(() -> store.invalidate("a.jpg")).isInstanceOf(IllegalStateException.class);

    assertThat(near.get(key("a.jpg", 1))).isEqualTo(Optional.empty());
  }
}
