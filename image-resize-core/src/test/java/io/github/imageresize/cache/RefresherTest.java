package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefresherTest {
  private static final Duration LEASE_TIME = Duration.ofSeconds(15);

  private final ManualClock clock = new ManualClock();
  private final MemoryCacheStore store =
      MemoryCacheStore.builder().nanoTime(clock::nanoTime).build();
  private final ScriptedEngine engine = new ScriptedEngine();
  private final CacheLifetimes lifetimes =
      CacheLifetimes.builder()
          .fresh(Duration.ofMinutes(1))
          .usable(Duration.ofHours(1))
          .refreshRetry(Duration.ofSeconds(30))
          .build();
  private final Queue<Runnable> submitted = new ArrayDeque<>();
  private final LeaseRenewals renewals = new LeaseRenewals(LEASE_TIME, LEASE_TIME, clock::nanoTime);
  private final Refresher refresher =
      new Refresher(
          engine, store, lifetimes, LEASE_TIME, clock, clock::nanoTime, renewals, submitted::add);

  private final ImageRequest request = ImageRequest.builder("a.jpg").width(3).build();
  private final ImageRequest otherVariant = ImageRequest.builder("a.jpg").width(4).build();
  private final CacheKey key = CacheKey.of(request, engine.engine());
  private final CacheKey otherKey = CacheKey.of(otherVariant, engine.engine());

  @BeforeEach
  void storeEntriesAndLetThemAge() {
    for (CacheKey stored : new CacheKey[] {key, otherKey}) {
      store.put(
          stored,
          lifetimes.entry(request, engine.resize(request), clock.instant()),
          lifetimes.usable());
    }
    clock.advance(lifetimes.fresh());
  }

  @AfterEach
  void close() {
    renewals.close();
  }

  private void refresh() {
    refresher.refresh(request, key);
    runSubmitted();
  }

  private void refreshOther() {
    refresher.refresh(otherVariant, otherKey);
    runSubmitted();
  }

  private void runSubmitted() {
    for (Runnable work = submitted.poll(); work != null; work = submitted.poll()) {
      work.run();
    }
  }

  /** A tenth before the end of a lifetime that begins now. */
  private Instant soon(Duration lifetime) {
    return clock.instant().plus(lifetime.dividedBy(10).multipliedBy(9));
  }

  private Instant late(Duration lifetime) {
    return clock.instant().plus(lifetime);
  }

  private CacheEntry entry() {
    return store.get(key).orElseThrow();
  }

  @Test
  void extendsTheLifetimesOfAnUnchangedSource() {
    refresh();

    assertThat(entry().freshUntil()).isBetween(soon(lifetimes.fresh()), late(lifetimes.fresh()));
    assertThat(entry().usableUntil()).isBetween(soon(lifetimes.usable()), late(lifetimes.usable()));
    assertThat(engine.versionChecks()).isEqualTo(1);
    assertThat(engine.resizes()).as("made only to fill the store").isEqualTo(2);
  }

  @Test
  void makesTheImageOfAChangedSourceAnew() {
    engine.version("v2");

    refresh();

    assertThat(entry().image().map(ResizedImage::sourceVersion)).isEqualTo(Optional.of("v2"));
    assertThat(entry().isFresh(clock.instant())).isTrue();
    assertThat(engine.resizes()).isEqualTo(3);
  }

  @Test
  void makesTheImageAnewWhereTheVersionCanNotBeTold() {
    engine.hideVersion();

    refresh();

    assertThat(engine.resizes()).isEqualTo(3);
    assertThat(entry().isFresh(clock.instant())).isTrue();
  }

  @Test
  void makesTheImageAnewWhereThePlaceHasNoVersions() {
    engine.version("");

    refresh();
    clock.advance(lifetimes.fresh());
    refresh();

    assertThat(engine.resizes()).isEqualTo(4);
  }

  @Test
  void dropsAllVariantsOfASourceThatChanged() {
    engine.version("v2");

    refresh();

    assertThat(store.get(otherKey)).isEmpty();
    assertThat(entry().image().map(ResizedImage::sourceVersion)).isEqualTo(Optional.of("v2"));
  }

  @Test
  void dropsAllVariantsWhereOnlyTheImageTellsThatTheSourceChanged() {
    engine.version("v2");
    engine.hideVersion();

    refresh();

    assertThat(store.get(otherKey)).isEmpty();
    assertThat(store.get(key)).as("nobody can tell whether it is still so").isEmpty();
  }

  @Test
  void dropsNothingNewerOnceSomebodyElseDroppedWhatIsOld() {
    engine.version("v2");
    engine.whileResizing(
        () -> {
          store.invalidate("a.jpg");
          store.put(
              otherKey,
              lifetimes.entry(otherVariant, image("v2"), clock.instant()),
              lifetimes.usable());
        });

    refresh();

    assertThat(store.get(otherKey)).isPresent();
  }

  @Test
  void storesNoImageThatAnotherChangeHasOvertaken() {
    engine.version("v2");
    engine.whileResizing(
        () -> {
          engine.version("v3");
          store.invalidate("a.jpg");
        });

    refresh();

    assertThat(store.get(key)).isEmpty();
  }

  @Test
  void believesNoChangesOfASourceThatLiesAboutThem() {
    engine.lieAboutVersion("never true");
    refresh();
    assertThat(store.get(otherKey)).as("nothing changed").isPresent();
    assertThat(entry().isFresh(clock.instant())).isTrue();
    clock.advance(lifetimes.fresh());
    engine.version("v2");

    refresh();

    assertThat(store.get(otherKey)).isPresent();
    assertThat(entry().image().map(ResizedImage::sourceVersion)).isEqualTo(Optional.of("v2"));
  }

  @Test
  void believesOnlyOnASecondLookThatASourceIsGone() {
    engine.failVersion(new ImageResizeException(Reason.SOURCE_NOT_FOUND, "gone"));

    refresh();
    refreshOther();
    assertThat(store.get(key)).isPresent();
    assertThat(engine.versionChecks()).as("the second look is not at once").isEqualTo(1);
    clock.advance(Refresher.SECOND_LOOK);
    refreshOther();

    assertThat(store.get(key)).isEmpty();
    assertThat(store.get(otherKey)).isEmpty();
  }

  @Test
  void servesOnASourceThatWasOnlyMissedOnce() {
    engine.failVersion(new ImageResizeException(Reason.SOURCE_NOT_FOUND, "not mounted yet"));
    refresh();
    engine.failVersion(null);
    clock.advance(Refresher.SECOND_LOOK);
    refresh();
    engine.failVersion(new ImageResizeException(Reason.SOURCE_NOT_FOUND, "again"));
    clock.advance(lifetimes.fresh());

    refresh();

    assertThat(store.get(key)).as("missed for the first time since it was seen").isPresent();
  }

  @Test
  void looksTwiceAtASourceThatVanishesBeforeItIsRead() {
    engine.version("v2");
    engine.fail(new ImageResizeException(Reason.SOURCE_NOT_FOUND, "gone"));

    refresh();
    assertThat(store.get(key)).isPresent();
    clock.advance(Refresher.SECOND_LOOK);
    refresh();

    assertThat(store.get(key)).isEmpty();
  }

  @Test
  void comparesLongVersionsByTheirDigests() {
    String longVersion = "v".repeat(1000);
    engine.version(longVersion);
    refresh();
    assertThat(entry().image().orElseThrow().sourceVersion()).hasSize(43);
    int made = engine.resizes();
    clock.advance(lifetimes.fresh());

    refresh();

    assertThat(engine.resizes()).as("unchanged").isEqualTo(made);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"UNAVAILABLE", "TIMEOUT", "OVERLOADED", "CORRUPT_IMAGE", "FORBIDDEN"})
  void servesOnWhatCanNotBeRefreshedAndLeavesTheSourceAlone(Reason reason) {
    engine.version("v2");
    engine.fail(new ImageResizeException(reason, "not now"));

    refresh();
    refresh();
    refresher.refresh(otherVariant, otherKey);
    runSubmitted();

    assertThat(entry().image().map(ResizedImage::sourceVersion)).isEqualTo(Optional.of("v1"));
    assertThat(engine.versionChecks()).as("one for all variants").isEqualTo(1);

    clock.advance(lifetimes.refreshRetry());
    engine.fail(null);
    refresh();

    assertThat(entry().image().map(ResizedImage::sourceVersion)).isEqualTo(Optional.of("v2"));
  }

  @Test
  void leavesTheSourceAloneAfterAFailureThatNobodyExpected() {
    engine.failVersion(new IllegalStateException("a defect"));

    refresh();
    refresh();

    assertThat(engine.versionChecks()).isEqualTo(1);
    assertThat(store.get(key)).isPresent();
  }

  private static ResizedImage image(String version) {
    return ResizedImage.wrap(
        new byte[] {1}, ImageFormat.PNG, 1, 1, version, ResizedImage.Origin.LOCAL);
  }

  @Test
  void submitsOneRefreshHoweverManyAsk() {
    for (int caller = 0; caller < 10; caller++) {
      refresher.refresh(request, key);
    }

    assertThat(submitted).hasSize(1);
  }

  @Test
  void leavesAKeyAloneThatAnotherProcessRefreshes() {
    try (Lease elsewhere = store.lease(key, LEASE_TIME)) {
      assertThat(elsewhere.granted()).isTrue();
      refresh();
      refresher.refresh(request, key);
      assertThat(submitted).isEmpty();
    }
    assertThat(engine.versionChecks()).isZero();

    clock.advance(Duration.ofSeconds(1));
    refresh();

    assertThat(engine.versionChecks()).isEqualTo(1);
  }

  @Test
  void doesNothingForAnEntryThatWasRefreshedMeanwhile() {
    refresher.refresh(request, key);
    store.put(
        key,
        lifetimes.entry(request, entry().image().orElseThrow(), clock.instant()),
        lifetimes.usable());
    runSubmitted();

    assertThat(engine.versionChecks()).isZero();
  }

  @Test
  void doesNothingForAnEntryThatWasInvalidatedMeanwhile() {
    refresher.refresh(request, key);
    store.invalidate("a.jpg");
    runSubmitted();

    assertThat(engine.versionChecks()).isZero();
    assertThat(store.get(key)).isEmpty();
  }

  @Test
  void triesAgainLaterWhenItsThreadsAreBusy() {
    boolean[] busy = {true};
    Refresher rejected =
        new Refresher(
            engine,
            store,
            lifetimes,
            LEASE_TIME,
            clock,
            clock::nanoTime,
            renewals,
            work -> {
              if (busy[0]) {
                throw new RejectedExecutionException("the queue is full");
              }
              work.run();
            });
    rejected.refresh(request, key);
    assertThat(engine.versionChecks()).isZero();
    busy[0] = false;

    rejected.refresh(request, key);

    assertThat(engine.versionChecks()).isEqualTo(1);
  }
}
