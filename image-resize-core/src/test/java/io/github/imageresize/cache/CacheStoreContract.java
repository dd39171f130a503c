package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.cache.Lease.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every {@link CacheStore} does. An implementation's test inherits it and gives a store that
 * is empty at the start of each test and that keeps entries of a few MiB.
 *
 * <p>Sources are named anew by each test, so that a store that outlives a test does no harm.
 */
public abstract class CacheStoreContract {
  /** Short enough to wait for, long enough that a test's other steps fit in. */
  protected static final Duration SHORT = Duration.ofMillis(400);

  /** Longer than any test takes. */
  protected static final Duration LONG = Duration.ofHours(1);

  private static final Instant FRESH_UNTIL = Instant.parse("2100-01-01T00:00:00Z");
  private static final Instant USABLE_UNTIL = Instant.parse("2100-02-01T00:00:00Z");

  private static final AtomicInteger SOURCES = new AtomicInteger();

  private final String source =
      "source-" + ProcessHandle.current().pid() + "-" + SOURCES.incrementAndGet() + ".jpg";

  /**
   * The store under test.
   *
   * @return the same store, or another client of the same entries, at each call within a test
   */
  protected abstract CacheStore store();

  /**
   * Lets time go by for the store: moves its clock, or waits.
   *
   * @param time at least how much
   * @throws InterruptedException if interrupted while waiting
   */
  protected abstract void elapse(Duration time) throws InterruptedException;

  @Test
  void hasNothingUnderAKeyThatWasNeverStored() {
    assertThat(store().get(key(source, 1))).isEmpty();
  }

  @Test
  void givesBackWhatWasPut() {
    store().put(key(source, 1), image("one"), LONG);

    assertThat(text(store(), key(source, 1))).isEqualTo("one");
    CacheEntry entry = store().get(key(source, 1)).orElseThrow();
    assertThat(entry.freshUntil()).isEqualTo(FRESH_UNTIL);
    assertThat(entry.usableUntil()).isEqualTo(USABLE_UNTIL);
    ResizedImage image = entry.image().orElseThrow();
    assertThat(image.format()).isEqualTo(ImageFormat.WEBP);
    assertThat(image.width()).isEqualTo(30);
    assertThat(image.height()).isEqualTo(20);
    assertThat(image.sourceVersion()).isEqualTo("v-one");
    assertThat(image.origin()).isEqualTo(ResizedImage.Origin.CACHE);
    assertThat(image.isProvisional()).isFalse();
    assertThat(entry.failure()).isEmpty();
  }

  @Test
  void givesBackAFailure() {
    ImageResizeException failure =
        new ImageResizeException(Reason.CORRUPT_IMAGE, "scan 3 ends early")
            .withPublicMessage("The picture is cut off.");
    store().put(key(source, 1), CacheEntry.ofFailure(failure, USABLE_UNTIL), LONG);

    CacheEntry entry = store().get(key(source, 1)).orElseThrow();

    assertThat(entry.image()).isEmpty();
    ImageResizeException remembered = entry.failure().orElseThrow();
    assertThat(remembered.reason()).isEqualTo(Reason.CORRUPT_IMAGE);
    assertThat(remembered).hasMessage("scan 3 ends early");
    assertThat(remembered.publicMessage()).isEqualTo("The picture is cut off.");
  }

  @Test
  void keepsTheMarkOfAProvisionalImage() {
    ResizedImage provisional = image("one").image().orElseThrow().asProvisional();
    store().put(key(source, 1), CacheEntry.ofImage(provisional, FRESH_UNTIL, USABLE_UNTIL), LONG);

    assertThat(store().get(key(source, 1)).orElseThrow().image().orElseThrow().isProvisional())
        .isTrue();
  }

  @Test
  void replacesAnEarlierEntry() {
    store().put(key(source, 1), image("one"), LONG);
    store().put(key(source, 1), image("two"), LONG);

    assertThat(text(store(), key(source, 1))).isEqualTo("two");
  }

  @Test
  void keepsVariantsOfASourceApart() {
    store().put(key(source, 1), image("one"), LONG);
    store().put(key(source, 2), image("two"), LONG);

    assertThat(text(store(), key(source, 1))).isEqualTo("one");
    assertThat(text(store(), key(source, 2))).isEqualTo("two");
    assertThat(store().get(key(source, 3))).isEmpty();
  }

  @Test
  void keepsEnginesApart() {
    ImageRequest request = ImageRequest.builder(source).width(1).build();
    store().put(CacheKey.of(request, "local-1"), image("one"), LONG);

    assertThat(store().get(CacheKey.of(request, "local-2"))).isEmpty();
  }

  @Test
  void forgetsAnEntryWhenItsTimeIsOver() throws InterruptedException {
    store().put(key(source, 1), image("one"), SHORT);
    store().put(key(source, 2), image("two"), LONG);
    assertThat(text(store(), key(source, 1))).isEqualTo("one");

    elapse(SHORT.multipliedBy(2));

    assertThat(store().get(key(source, 1))).isEmpty();
    assertThat(text(store(), key(source, 2))).isEqualTo("two");
  }

  @Test
  void givesAReplacedEntryItsOwnTime() throws InterruptedException {
    store().put(key(source, 1), image("one"), SHORT);
    store().put(key(source, 1), image("two"), LONG);

    elapse(SHORT.multipliedBy(2));

    assertThat(text(store(), key(source, 1))).isEqualTo("two");
  }

  @Test
  void refusesATimeThatIsNotPositive() {
    assertThatThrownBy(() -> store().put(key(source, 1), image("one"), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("timeToLive must be positive");
    assertThatThrownBy(() -> store().lease(key(source, 1), Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leaseTime must be positive");
  }

  @Test
  void keepsALargeImageByteForByte() {
    byte[] large = new byte[2 << 20];
    new Random(7).nextBytes(large);
    ResizedImage image =
        ResizedImage.wrap(
            large.clone(), ImageFormat.PNG, 1000, 700, "v", ResizedImage.Origin.LOCAL);

    store().put(key(source, 1), CacheEntry.ofImage(image, FRESH_UNTIL, USABLE_UNTIL), LONG);

    assertThat(store().get(key(source, 1)).orElseThrow().image().orElseThrow().toByteArray())
        .isEqualTo(large);
  }

  @Test
  void forgetsEveryVariantOfAnInvalidatedSourceAndNoOther() {
    String other = source + ".other";
    for (int variant = 1; variant <= 5; variant++) {
      store().put(key(source, variant), image("old"), LONG);
    }
    store().put(key(other, 1), image("other"), LONG);

    store().invalidate(source);

    for (int variant = 1; variant <= 5; variant++) {
      assertThat(store().get(key(source, variant))).isEmpty();
    }
    assertThat(text(store(), key(other, 1))).isEqualTo("other");
  }

  @Test
  void keepsWhatIsPutAfterAnInvalidation() {
    store().put(key(source, 1), image("old"), LONG);
    store().invalidate(source);
    store().put(key(source, 1), image("new"), LONG);

    assertThat(text(store(), key(source, 1))).isEqualTo("new");

    store().invalidate(source);

    assertThat(store().get(key(source, 1))).isEmpty();
  }

  @Test
  void invalidatesASourceOfWhichItKnowsNothing() {
    store().invalidate(source);
    store().invalidate(source);

    store().put(key(source, 1), image("one"), LONG);

    assertThat(text(store(), key(source, 1))).isEqualTo("one");
  }

  static List<String> oddNames() {
    return List.of(
        " ",
        "a b",
        "{a}",
        "{}",
        "}{",
        "{a}b",
        "{a",
        "a}",
        "*",
        "a:b:c",
        "a;source=b",
        "%00%2e%2e/",
        "../../etc/passwd",
        "\u00e4\u00f6\u00fc/\u65e5\u672c\u8a9e/\ud83d\ude00.png",
        "a\u0301",
        "\u00e1",
        "'\"\\$`",
        "x".repeat(ImageRequest.MAX_SOURCE_LENGTH),
        "x".repeat(ImageRequest.MAX_SOURCE_LENGTH - 1) + "y");
  }

  @Test
  void keepsSourcesWithOddNamesApart() {
    List<String> names = oddNames();
    for (String name : names) {
      store().put(key(name, 1), image(name), LONG);
    }
    for (String name : names) {
      assertThat(text(store(), key(name, 1))).isEqualTo(name);
    }
    for (String name : names) {
      store().invalidate(name);
    }
  }

  @ParameterizedTest
  @MethodSource("oddNames")
  void invalidatesASourceWithAnOddName(String name) {
    store().put(key(name, 1), image("old"), LONG);
    store().put(key(source, 1), image("other"), LONG);

    store().invalidate(name);

    assertThat(store().get(key(name, 1))).isEmpty();
    assertThat(text(store(), key(source, 1))).isEqualTo("other");
  }

  @Test
  void storesThroughALease() {
    try (Lease lease = store().lease(key(source, 1), LONG)) {
      assertThat(lease.granted()).isTrue();
      assertThat(lease.store(image("one"), LONG)).isEqualTo(Outcome.ACCEPTED);
    }

    assertThat(text(store(), key(source, 1))).isEqualTo("one");
  }

  @Test
  void replacesAnEntryThroughALease() {
    store().put(key(source, 1), image("one"), LONG);
    try (Lease lease = store().lease(key(source, 1), LONG)) {
      assertThat(lease.granted()).isTrue();
      assertThat(text(store(), key(source, 1))).isEqualTo("one");
      assertThat(lease.store(image("two"), LONG)).isEqualTo(Outcome.ACCEPTED);
    }

    assertThat(text(store(), key(source, 1))).isEqualTo("two");
  }

  @Test
  void forgetsAnEntryStoredThroughALeaseWhenItsTimeIsOver() throws InterruptedException {
    try (Lease lease = store().lease(key(source, 1), LONG)) {
      lease.store(image("one"), SHORT);
    }
    elapse(SHORT.multipliedBy(2));

    assertThat(store().get(key(source, 1))).isEmpty();
  }

  @Test
  void grantsALeaseOnceUntilItIsClosed() {
    Lease first = store().lease(key(source, 1), LONG);
    try (Lease second = store().lease(key(source, 1), LONG)) {
      assertThat(first.granted()).isTrue();
      assertThat(second.granted()).isFalse();
    }
    try (Lease third = store().lease(key(source, 1), LONG)) {
      assertThat(third.granted()).as("closing a lease not granted frees nothing").isFalse();
    }
    first.close();
    try (Lease fourth = store().lease(key(source, 1), LONG)) {
      assertThat(fourth.granted()).isTrue();
    }
  }

  @Test
  void givesTheEntryInsteadOfALease() {
    store().put(key(source, 1), image("one"), LONG);

    EntryOrLease found = store().getOrLease(key(source, 1), LONG);

    assertThat(text(found.entry().orElseThrow())).isEqualTo("one");
    assertThat(found.lease()).isEmpty();
    try (Lease lease = store().lease(key(source, 1), LONG)) {
      assertThat(lease.granted()).as("none was left behind").isTrue();
    }
  }

  @Test
  void givesALeaseWhereThereIsNoEntry() {
    EntryOrLease missed = store().getOrLease(key(source, 1), LONG);
    EntryOrLease late = store().getOrLease(key(source, 1), LONG);

    assertThat(missed.entry()).isEmpty();
    assertThat(late.entry()).isEmpty();
    try (Lease first = missed.lease().orElseThrow();
        Lease second = late.lease().orElseThrow()) {
      assertThat(first.granted()).isTrue();
      assertThat(second.granted()).isFalse();
      assertThat(first.store(image("one"), LONG)).isEqualTo(Outcome.ACCEPTED);
    }
    assertThat(store().getOrLease(key(source, 1), LONG).entry()).isPresent();
  }

  @Test
  void refusesAResultOfALookupThatWasOvertakenByAnInvalidation() {
    try (Lease lease = store().getOrLease(key(source, 1), LONG).lease().orElseThrow()) {
      store().invalidate(source);

      assertThat(lease.store(image("old"), LONG)).isEqualTo(Outcome.REFUSED);
    }
    assertThat(store().get(key(source, 1))).isEmpty();
  }

  @Test
  void leasesEachKeyByItself() {
    try (Lease one = store().lease(key(source, 1), LONG);
        Lease two = store().lease(key(source, 2), LONG);
        Lease other = store().lease(key(source + ".other", 1), LONG)) {
      assertThat(one.granted()).isTrue();
      assertThat(two.granted()).isTrue();
      assertThat(other.granted()).isTrue();
    }
  }

  @Test
  void grantsALeaseAnewWhenItsTimeIsOver() throws InterruptedException {
    Lease crashed = store().lease(key(source, 1), SHORT);
    assertThat(crashed.granted()).isTrue();

    elapse(SHORT.multipliedBy(2));

    try (Lease next = store().lease(key(source, 1), LONG)) {
      assertThat(next.granted()).isTrue();
      crashed.close();
      try (Lease third = store().lease(key(source, 1), LONG)) {
        assertThat(third.granted()).as("a lapsed lease frees nobody else's").isFalse();
      }
    }
  }

  @Test
  void givesALeaseThatReplacedAnOvertakenOneItsOwnTime() throws InterruptedException {
    Lease overtaken = store().lease(key(source, 1), SHORT);
    assertThat(overtaken.granted()).isTrue();
    store().invalidate(source);
    try (Lease next = store().lease(key(source, 1), LONG)) {
      assertThat(next.granted()).isTrue();

      elapse(SHORT.multipliedBy(2));

      try (Lease third = store().lease(key(source, 1), LONG)) {
        assertThat(third.granted()).isFalse();
      }
    }
  }

  @Test
  void prolongsALeaseThatIsRenewed() throws InterruptedException {
    try (Lease slow = store().lease(key(source, 1), SHORT)) {
      assertThat(slow.renew(LONG)).isTrue();

      elapse(SHORT.multipliedBy(2));

      try (Lease other = store().lease(key(source, 1), LONG)) {
        assertThat(other.granted()).isFalse();
        assertThat(other.renew(LONG)).as("not its own").isFalse();
      }
    }
  }

  @Test
  void renewsNoLeaseThatLapsedOrWasGivenBack() throws InterruptedException {
    Lease lapsed = store().lease(key(source, 1), SHORT);
    Lease givenBack = store().lease(key(source, 2), LONG);
    givenBack.close();
    elapse(SHORT.multipliedBy(2));

    assertThat(lapsed.renew(LONG)).isFalse();
    assertThat(givenBack.renew(LONG)).isFalse();
    try (Lease next = store().lease(key(source, 1), LONG);
        Lease other = store().lease(key(source, 2), LONG)) {
      assertThat(next.granted()).isTrue();
      assertThat(other.granted()).isTrue();
      assertThat(lapsed.renew(SHORT)).as("another's by now").isFalse();
    }
  }

  @Test
  void storesTheResultOfALeaseThatLapsed() throws InterruptedException {
    try (Lease slow = store().lease(key(source, 1), SHORT)) {
      elapse(SHORT.multipliedBy(2));

      assertThat(slow.store(image("one"), LONG)).isEqualTo(Outcome.ACCEPTED);
    }
    assertThat(text(store(), key(source, 1))).isEqualTo("one");
  }

  @Test
  void storesTheResultOfACallerThatWasNotGranted() {
    try (Lease holder = store().lease(key(source, 1), LONG);
        Lease impatient = store().lease(key(source, 1), LONG)) {
      assertThat(holder.granted()).isTrue();
      assertThat(impatient.granted()).isFalse();
      assertThat(impatient.store(image("one"), LONG)).isEqualTo(Outcome.ACCEPTED);
    }
    assertThat(text(store(), key(source, 1))).isEqualTo("one");
  }

  @Test
  void refusesAResultThatWasOvertakenByAnInvalidation() {
    try (Lease lease = store().lease(key(source, 1), LONG);
        Lease notGranted = store().lease(key(source, 1), LONG)) {
      store().invalidate(source);

      assertThat(lease.store(image("old"), LONG)).isEqualTo(Outcome.REFUSED);
      assertThat(notGranted.store(image("old"), LONG)).isEqualTo(Outcome.REFUSED);
    }
    assertThat(store().get(key(source, 1))).isEmpty();
  }

  @Test
  void refusesAnOvertakenResultAfterANewerOneWasStored() {
    try (Lease lease = store().lease(key(source, 1), LONG)) {
      store().invalidate(source);
      store().put(key(source, 1), image("new"), LONG);

      assertThat(lease.store(image("old"), LONG)).isEqualTo(Outcome.REFUSED);
    }
    assertThat(text(store(), key(source, 1))).isEqualTo("new");
  }

  @Test
  void acceptsAResultAfterTheInvalidationOfAnotherSource() {
    try (Lease lease = store().lease(key(source, 1), LONG)) {
      store().invalidate(source + ".other");

      assertThat(lease.store(image("one"), LONG)).isEqualTo(Outcome.ACCEPTED);
    }
    assertThat(text(store(), key(source, 1))).isEqualTo("one");
  }

  @Test
  void grantsALeaseAnewAfterAnInvalidation() {
    Lease overtaken = store().lease(key(source, 1), LONG);
    assertThat(overtaken.granted()).isTrue();
    store().invalidate(source);

    try (Lease next = store().lease(key(source, 1), LONG)) {
      assertThat(next.granted()).isTrue();
      overtaken.close();
      try (Lease third = store().lease(key(source, 1), LONG)) {
        assertThat(third.granted()).as("an overtaken lease frees nobody else's").isFalse();
      }
      assertThat(next.store(image("new"), LONG)).isEqualTo(Outcome.ACCEPTED);
    }
    assertThat(text(store(), key(source, 1))).isEqualTo("new");
  }

  @Test
  void closesALeaseTwiceWithoutHarm() {
    Lease first = store().lease(key(source, 1), LONG);
    first.close();
    try (Lease second = store().lease(key(source, 1), LONG)) {
      first.close();
      try (Lease third = store().lease(key(source, 1), LONG)) {
        assertThat(second.granted()).isTrue();
        assertThat(third.granted()).isFalse();
      }
    }
  }

  @Test
  void grantsALeaseToOneOfManyWhoAskAtOnce() throws Exception {
    int callers = 16;
    CyclicBarrier start = new CyclicBarrier(callers);
    AtomicInteger granted = new AtomicInteger();

    atOnce(
        callers,
        () -> {
          start.await(10, TimeUnit.SECONDS);
          if (store().lease(key(source, 1), LONG).granted()) {
            granted.incrementAndGet();
          }
          return null;
        });

    assertThat(granted).hasValue(1);
  }

  @Test
  void neverGivesAnEntryUnderAnotherKeyWhenManyWriteAtOnce() throws Exception {
    int callers = 8;
    CyclicBarrier start = new CyclicBarrier(callers);

    atOnce(
        callers,
        () -> {
          start.await(10, TimeUnit.SECONDS);
          for (int step = 0; step < 100; step++) {
            String variant = "variant " + step % 7;
            store().put(key(source, 1 + step % 7), image(variant), LONG);
            store()
                .get(key(source, 1 + step % 7))
                .ifPresent(entry -> assertThat(text(entry)).isEqualTo(variant));
          }
          return null;
        });
  }

  @Test
  void tellsAListenerOfInvalidations() {
    Set<String> heard = ConcurrentHashMap.newKeySet();
    InvalidationListener listener =
        new InvalidationListener() {
          @Override
          public void invalidated(String invalidatedSource) {
            heard.add(invalidatedSource);
          }

          @Override
          public void announcementsLost() {}
        };
    InvalidationListener.Subscription subscription = store().onInvalidation(listener);
    Await.until(
        "the listener is told",
        () -> {
          store().invalidate(source); // again, as long as a subscription is only about to begin
          return heard.contains(source);
        });
    assertThat(heard).containsExactly(source);
    subscription.close();
    subscription.close();
  }

  /** The key of one of a source's variants. */
  protected static CacheKey key(String source, int variant) {
    return CacheKey.of(ImageRequest.builder(source).width(variant).build(), "local-1");
  }

  /** An entry whose image's bytes are a text. */
  protected static CacheEntry image(String text) {
    return CacheEntry.ofImage(
        ResizedImage.wrap(
            text.getBytes(StandardCharsets.UTF_8),
            ImageFormat.WEBP,
            30,
            20,
            "v-" + text,
            ResizedImage.Origin.LOCAL),
        FRESH_UNTIL,
        USABLE_UNTIL);
  }

  /** The text that an entry was made of. */
  protected static String text(CacheEntry entry) {
    return new String(entry.image().orElseThrow().toByteArray(), StandardCharsets.UTF_8);
  }

  private static String text(CacheStore store, CacheKey key) {
    return text(store.get(key).orElseThrow());
  }

  private static void atOnce(int callers, Callable<?> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int caller = 0; caller < callers; caller++) {
        running.add(threads.submit(work));
      }
      for (Future<?> caller : running) {
        caller.get(30, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
