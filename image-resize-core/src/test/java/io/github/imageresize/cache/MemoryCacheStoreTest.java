package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ResizedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryCacheStoreTest extends CacheStoreContract {
  private final ManualClock clock = new ManualClock();
  private final MemoryCacheStore store =
      MemoryCacheStore.builder().capacityBytes(32 << 20).nanoTime(clock::nanoTime).build();

  @Override
  protected CacheStore store() {
    return store;
  }

  @Override
  protected void elapse(Duration time) {
    clock.advance(time);
  }

  @Test
  void staysWithinItsCapacity() {
    MemoryCacheStore small = MemoryCacheStore.ofBytes(100_000);
    for (int variant = 1; variant <= 1000; variant++) {
      small.put(key("a.jpg", variant), ofLength(4000), LONG);
      assertThat(small.usedBytes()).isLessThanOrEqualTo(100_000);
    }
    assertThat(small.usedBytes()).isGreaterThan(80_000);
    assertThat(small.capacityBytes()).isEqualTo(100_000);
  }

  @Test
  void countsTheImageAndAnOverhead() {
    store.put(key("a.jpg", 1), ofLength(5000), LONG);

    assertThat(store.usedBytes())
        .isEqualTo(
            5000 + MemoryCacheStore.ENTRY_OVERHEAD_BYTES + 3 * "a.jpg".length() + "v".length());
  }

  @Test
  void doesNotKeepAnEntryAboveItsShareOfTheCapacityNorTheOneItReplaces() {
    MemoryCacheStore small =
        MemoryCacheStore.builder().capacityBytes(100_000).largestEntry(0.5).build();
    int largest = 50_000 - EntryWeight.of(key("a.jpg", 1), ofLength(1)) + 1;
    small.put(key("a.jpg", 1), ofLength(largest), LONG);
    assertThat(small.get(key("a.jpg", 1))).isPresent();

    small.put(key("a.jpg", 1), ofLength(largest + 1), LONG);
    assertThat(small.get(key("a.jpg", 1))).isEmpty();

    try (Lease lease = small.lease(key("a.jpg", 2), LONG)) {
      assertThat(lease.store(ofLength(largest + 1), LONG))
          .as("not overtaken")
          .isEqualTo(Lease.Outcome.ACCEPTED);
      small.invalidate("a.jpg");
      assertThat(lease.store(ofLength(largest + 1), LONG))
          .as("overtaken")
          .isEqualTo(Lease.Outcome.REFUSED);
    }
    assertThat(small.get(key("a.jpg", 2))).isEmpty();
  }

  @Test
  void forgetsEverythingWhenCleared() {
    store.put(key("a.jpg", 1), image("a"), LONG);
    try (Lease lease = store.lease(key("b.jpg", 1), LONG)) {
      store.clear();

      assertThat(store.get(key("a.jpg", 1))).isEmpty();
      assertThat(store.usedBytes()).isZero();
      assertThat(lease.store(image("b"), LONG)).isEqualTo(Lease.Outcome.REFUSED);
    }
  }

  @Test
  void freesTheMemoryOfExpiredEntries() {
    for (int variant = 1; variant <= 10; variant++) {
      store.put(key("a.jpg", variant), ofLength(1000), Duration.ofSeconds(10));
    }
    elapse(Duration.ofMinutes(1));

    assertThat(store.usedBytes()).isZero();
  }

  @Test
  void namesTheHolderOfALease() {
    Lease first = store.lease(key("a.jpg", 1), LONG);
    try (Lease waiting = store.lease(key("a.jpg", 1), LONG)) {
      assertThat(first.holder()).isNotEmpty();
      assertThat(waiting.holder()).isEqualTo(first.holder());
      first.close();
      try (Lease next = store.lease(key("a.jpg", 1), LONG)) {
        assertThat(next.holder()).isNotEmpty().isNotEqualTo(first.holder());
      }
    }
  }

  @Test
  void takesATimeToLiveOfCenturies() {
    store.put(key("a.jpg", 1), image("a"), Duration.ofSeconds(Long.MAX_VALUE));

    elapse(Duration.ofDays(365));

    assertThat(store.get(key("a.jpg", 1))).isPresent();
  }

  @Test
  void namesASettingThatIsOutOfRange() {
    assertThatThrownBy(() -> MemoryCacheStore.ofBytes(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("capacityBytes must be at least 1, but is 0");
    assertThatThrownBy(() -> MemoryCacheStore.builder().largestEntry(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("largestEntry must be above 0 and at most 1, but is 0.0");
    assertThatThrownBy(() -> MemoryCacheStore.builder().largestEntry(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static CacheEntry ofLength(int bytes) {
    return CacheEntry.ofImage(
        ResizedImage.wrap(new byte[bytes], ImageFormat.PNG, 1, 1, "v", ResizedImage.Origin.LOCAL),
        Instant.parse("2100-01-01T00:00:00Z"),
        Instant.parse("2100-01-01T00:00:00Z"));
  }

  @Test
  void tellsAListenerNothingOnceItsSubscriptionEnded() {
    List<String> heard = new ArrayList<>();
    InvalidationListener listener =
        new InvalidationListener() {
          @Override
          public void invalidated(String source) {
            heard.add(source);
          }

          @Override
          public void announcementsLost() {
            heard.add("all");
          }
        };
    InvalidationListener.Subscription subscription = store().onInvalidation(listener);
    store().invalidate("a.jpg");
    subscription.close();

    store().invalidate("b.jpg");

    assertThat(heard).containsExactly("a.jpg");
  }
}
