package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.Damage;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ResizeListener;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.event.StoreFailure;
import io.github.imageresize.internal.breaker.CircuitBreaker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The store behind it keeps byte forms, as one on another machine does, and no large image. */
class OffloadingCacheStoreTest extends CacheStoreContract {
  private static final Instant UNTIL = Instant.parse("2100-01-01T00:00:00Z");

  private final ManualClock clock = new ManualClock();
  private final Images images = new Images();
  private final BytesStore behind =
      new BytesStore(MemoryCacheStore.builder().nanoTime(clock::nanoTime).build());
  private final OffloadingCacheStore store = offloading(0);

  private OffloadingCacheStore offloading(int largerThan) {
    return OffloadingCacheStore.builder(behind, images)
        .largerThan(largerThan)
        .nanoTime(clock::nanoTime)
        .build();
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
  void keepsOnlyWhatIsLargerElsewhere() {
    OffloadingCacheStore some = offloading(5);

    some.put(key("a.jpg", 1), image("small"), LONG);
    some.put(key("a.jpg", 2), image("larger"), LONG);

    assertThat(images.kept).hasSize(1);
    assertThat(text(some.get(key("a.jpg", 1)).orElseThrow())).isEqualTo("small");
    assertThat(text(some.get(key("a.jpg", 2)).orElseThrow())).isEqualTo("larger");
    assertThat(behind.get(key("a.jpg", 2)).orElseThrow().imageLength()).isZero();
  }

  @Test
  void givesBackAllThatIsKnownOfAnImage() {
    ResizedImage damaged =
        image("one")
            .image()
            .orElseThrow()
            .withSourceModified(Instant.EPOCH)
            .withDamage(new Damage(0.25, "it ends in row 7"));
    store.put(key("a.jpg", 1), CacheEntry.ofImage(damaged, UNTIL, UNTIL), LONG);

    CacheEntry found = store.get(key("a.jpg", 1)).orElseThrow();

    ResizedImage image = found.image().orElseThrow();
    assertThat(image.damage()).contains(new Damage(0.25, "it ends in row 7"));
    assertThat(image.sourceModified()).contains(Instant.EPOCH);
    assertThat(image.isProvisional()).isTrue();
    assertThat(image.format()).isEqualTo(ImageFormat.WEBP);
    assertThat(image.width()).isEqualTo(30);
    assertThat(image.height()).isEqualTo(20);
    assertThat(image.sourceVersion()).isEqualTo("v-one");
    assertThat(found.freshUntil()).isEqualTo(UNTIL);
  }

  @Test
  void keepsEqualImagesOnce() {
    store.put(key("a.jpg", 1), image("one"), LONG);
    store.put(key("b.jpg", 1), image("one"), LONG);

    assertThat(images.kept).hasSize(1);
  }

  /** Such as a node of which another one's memory is not seen, or a bucket that was emptied. */
  @Test
  void leasesWhatIsNotWhereItShouldBe() {
    store.put(key("a.jpg", 1), image("one"), LONG);
    images.kept.clear();

    assertThat(store.get(key("a.jpg", 1))).isEmpty();
    try (Lease lease = store.getOrLease(key("a.jpg", 1), LONG).lease().orElseThrow()) {
      assertThat(lease.granted()).isTrue();
      assertThat(lease.store(image("one"), LONG)).isEqualTo(Lease.Outcome.ACCEPTED);
    }
    assertThat(store.getOrLease(key("a.jpg", 1), LONG).entry()).isPresent();
  }

  @Test
  void givesNoBytesThatAreNotTheImages() {
    store.put(key("a.jpg", 1), image("one"), LONG);
    images.kept.replaceAll((name, bytes) -> "two".getBytes(StandardCharsets.UTF_8));

    assertThat(store.get(key("a.jpg", 1))).isEmpty();
  }

  @Test
  void showsThoseWhoDoNotKnowOfOtherPlacesNothingThatTheyCouldServe() {
    store.put(key("a.jpg", 1), image("one"), LONG);

    CacheEntry found = behind.get(key("a.jpg", 1)).orElseThrow();

    assertThat(found.image()).isEmpty();
    assertThat(found.failure()).isEmpty();
    assertThat(found.isUsable(Instant.EPOCH)).isFalse();
  }

  @Test
  void writesTheImageBeforeTheEntryThatNamesIt() {
    AtomicReference<Optional<CacheEntry>> seenMeanwhile = new AtomicReference<>(Optional.empty());
    images.duringWrite = () -> seenMeanwhile.set(behind.get(key("a.jpg", 1)));

    try (Lease lease = store.lease(key("a.jpg", 1), LONG)) {
      lease.store(image("one"), LONG);
    }

    assertThat(seenMeanwhile.get()).isEmpty();
    assertThat(store.get(key("a.jpg", 1))).isPresent();
  }

  @Test
  void refusesAnImageWhoseSourceWasInvalidatedWhileItWasWritten() {
    images.duringWrite = () -> store.invalidate("a.jpg");

    try (Lease lease = store.lease(key("a.jpg", 1), LONG)) {
      assertThat(lease.store(image("old"), LONG)).isEqualTo(Lease.Outcome.REFUSED);
    }

    assertThat(store.get(key("a.jpg", 1))).isEmpty();
  }

  @Test
  void leavesAPlaceAloneThatKeepsFailingAndComesBackToIt() {
    List<String> failures = new CopyOnWriteArrayList<>();
    store.addListener(
        new ResizeListener() {
          @Override
          public void storeFailed(StoreFailure event) {
            failures.add(event.store() + " " + event.operation());
          }
        });
    images.works = false;
    for (int variant = 1; variant <= 20; variant++) {
      store.put(key("a.jpg", variant), image("one"), LONG);
      // Kept by the store behind, which decides whether it is too large.
      assertThat(store.get(key("a.jpg", variant))).isPresent();
    }
    assertThat(images.calls).hasValue(CircuitBreaker.FAILURES_TO_OPEN);
    Await.until("the failures are told", () -> failures.size() == CircuitBreaker.FAILURES_TO_OPEN);
    assertThat(failures).containsOnly("Images write");

    images.works = true;
    clock.advance(CircuitBreaker.PAUSE);
    store.put(key("a.jpg", 1), image("one"), LONG);

    assertThat(images.kept).hasSize(1);
  }

  @Test
  void spendsNothingOfARequestsTimeOnTransfers() {
    StoreBudget budget = new StoreBudget(Duration.ofMillis(200), clock::nanoTime);
    CacheStore seen = FailOpenStore.of(store, ResizeListener.NONE, clock::nanoTime).within(budget);
    images.duringWrite = () -> clock.advance(Duration.ofSeconds(1));

    seen.put(key("a.jpg", 1), image("one"), LONG);

    assertThat(budget.left()).isEqualTo(Duration.ofMillis(200));
    assertThat(seen.get(key("a.jpg", 1))).isPresent();
  }

  /** Where large images are kept, in this test. */
  private static final class Images implements LargeImageStore {
    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean works = true;
    private volatile Runnable duringWrite = () -> {};

    @Override
    public void write(String name, ByteBuffer image) {
      call();
      duringWrite.run();
      byte[] bytes = new byte[image.remaining()];
      image.get(bytes);
      kept.put(name, bytes);
    }

    @Override
    public Optional<byte[]> read(String name, int length) {
      call();
      return Optional.ofNullable(kept.get(name));
    }

    private void call() {
      calls.incrementAndGet();
      if (!works) {
        throw new IllegalStateException("the bucket is gone");
      }
    }
  }

  /** Gives of every entry what its byte form tells. */
  private static final class BytesStore extends ForwardingCacheStore {
    private BytesStore(CacheStore store) {
      super(store);
    }

    @Override
    protected CacheStore around(CacheStore other) {
      return new BytesStore(other);
    }

    @Override
    public boolean protectsItself() {
      return false;
    }

    @Override
    public Optional<CacheEntry> get(CacheKey key) {
      return super.get(key).map(BytesStore::sent);
    }

    @Override
    public EntryOrLease getOrLease(CacheKey key, Duration atMost) {
      EntryOrLease answer = super.getOrLease(key, atMost);
      return answer.entry().map(entry -> EntryOrLease.of(sent(entry))).orElse(answer);
    }

    private static CacheEntry sent(CacheEntry entry) {
      return CacheEntry.fromBytes(entry.toBytes()).orElseThrow();
    }
  }
}
