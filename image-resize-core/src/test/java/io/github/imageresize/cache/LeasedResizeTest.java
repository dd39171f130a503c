package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeListener;
import io.github.imageresize.cache.LeasedResize.LeaseTerms;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeasedResizeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(50);
  private static final Duration LONG = Duration.ofHours(1);

  private final ManualClock clock = new ManualClock();
  private final MemoryCacheStore store =
      MemoryCacheStore.builder().nanoTime(clock::nanoTime).build();
  private final ScriptedEngine engine = new ScriptedEngine();
  private final ImageRequest request = ImageRequest.builder("a.jpg").width(3).build();
  private final CacheKey key = CacheKey.of(request, engine.engine());
  private final LeaseRenewals renewals = new LeaseRenewals(LONG, LONG, clock::nanoTime);
  private final LeasedResize leased =
      new LeasedResize(
          engine,
          store,
          CacheLifetimes.DEFAULTS,
          new LocalFailures(CacheLifetimes.DEFAULTS, clock, clock::nanoTime),
          new LeaseTerms(Duration.ofSeconds(15), PATIENCE, Duration.ofMillis(200)),
          clock,
          clock::nanoTime,
          renewals,
          ResizeListener.NONE);

  @AfterEach
  void close() {
    renewals.close();
  }

  private SingleFlight.Work<?> caller() {
    return leased.of(request, key, new StoreBudget(Duration.ofMillis(200), clock::nanoTime));
  }

  private static boolean waits(SingleFlight.Work<?> caller) {
    return caller.attempt(() -> {}).isEmpty();
  }

  @Test
  void isPatientAnewWithEachHolder() {
    Lease first = store.lease(key, LONG);
    SingleFlight.Work<?> caller = caller();
    assertThat(waits(caller)).isTrue();
    clock.advance(PATIENCE.minusSeconds(1));
    assertThat(waits(caller)).isTrue();
    first.close();
    try (Lease second = store.lease(key, LONG)) {
      assertThat(second.granted()).isTrue();
      assertThat(waits(caller)).isTrue();

      clock.advance(PATIENCE.minusSeconds(1));

      assertThat(waits(caller)).as("the second holder has its own time").isTrue();
      clock.advance(LONGEST_PATIENCE);
      assertThat(waits(caller)).as("which ends").isFalse();
    }
  }

  @Test
  void doesNotLetAllWhoWaitGiveUpTogether() {
    try (Lease crashed = store.lease(key, LONG)) {
      assertThat(crashed.granted()).isTrue();
      Set<SingleFlight.Work<?>> waiting = new HashSet<>();
      for (int caller = 0; caller < 100; caller++) {
        waiting.add(caller());
      }
      engine.fail(new IllegalStateException("made nothing, so that all go on waiting"));
      assertThat(waiting).allMatch(LeasedResizeTest::waits);
      clock.advance(PATIENCE);
      int most = 0;
      for (int second = 0; second < 11; second++) {
        int before = waiting.size();
        waiting.removeIf(caller -> gaveUp(caller));
        most = Math.max(most, before - waiting.size());
        clock.advance(Duration.ofSeconds(1));
      }
      assertThat(waiting).as("all gave up in time").isEmpty();
      assertThat(most).as("in one second of ten").isLessThan(50);
    }
  }

  private static boolean gaveUp(SingleFlight.Work<?> caller) {
    try {
      return !waits(caller);
    } catch (IllegalStateException worked) {
      return true;
    }
  }

  @Test
  void looksAtTheStoreOnceForEachAttempt() {
    FaultyCacheStore counted = new FaultyCacheStore(store);
    LeasedResize counting =
        new LeasedResize(
            engine,
            counted,
            CacheLifetimes.DEFAULTS,
            new LocalFailures(CacheLifetimes.DEFAULTS, clock, clock::nanoTime),
            new LeaseTerms(Duration.ofSeconds(15), PATIENCE, Duration.ofMillis(200)),
            clock,
            clock::nanoTime,
            renewals,
            ResizeListener.NONE);
    try (Lease elsewhere = store.lease(key, LONG)) {
      assertThat(elsewhere.granted()).isTrue();
      SingleFlight.Work<?> caller =
          counting.of(request, key, new StoreBudget(Duration.ofMillis(200), clock::nanoTime));

      assertThat(caller.attempt(() -> {})).isEqualTo(Optional.empty());

      assertThat(counted.calls())
          .as("one look, and a lease closed that was not granted")
          .isEqualTo(2);
    }
  }
}
