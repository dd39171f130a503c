package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeListener;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.event.CacheLookup;
import io.github.imageresize.event.StoreFailure;
import io.github.imageresize.internal.breaker.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CachingResizeServiceTest {
  private final ManualClock clock = new ManualClock();
  private final FaultyCacheStore store =
      new FaultyCacheStore(MemoryCacheStore.builder().nanoTime(clock::nanoTime).build());
  private final ScriptedEngine engine = new ScriptedEngine();
  private final List<CacheLookup.Outcome> outcomes = new ArrayList<>();
  private final List<String> storeFailures = new ArrayList<>();
  private final CacheLifetimes lifetimes =
      CacheLifetimes.builder()
          .fresh(Duration.ofMinutes(10))
          .usable(Duration.ofDays(7))
          .provisional(Duration.ofMinutes(1))
          .build();
  private final CachingResizeService service =
      CachingResizeService.builder(engine, store)
          .lifetimes(lifetimes)
          .clock(clock)
          .nanoTime(clock::nanoTime)
          .listener(
              new ResizeListener() {
                @Override
                public void lookedUp(CacheLookup event) {
                  outcomes.add(event.outcome());
                }

                @Override
                public void storeFailed(StoreFailure event) {
                  storeFailures.add(event.operation());
                }
              })
          .build();
  private final ImageRequest request = ImageRequest.builder("a.jpg").width(3).build();

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void makesAnImageOnceAndServesItFromThenOn() {
    ResizedImage made = service.resize(request);
    ResizedImage found = service.resize(request);

    assertThat(made.origin()).isEqualTo(ResizedImage.Origin.LOCAL);
    assertThat(found.origin()).isEqualTo(ResizedImage.Origin.CACHE);
    assertThat(found.toByteArray()).isEqualTo(made.toByteArray());
    assertThat(engine.resizes()).isEqualTo(1);
    assertThat(outcomes).containsExactly(CacheLookup.Outcome.MISS, CacheLookup.Outcome.HIT);
  }

  @Test
  void servesARequestWhoseResultHasTheSameBytes() {
    service.resize(request);
    service.resize(request.toBuilder().quality(80).build());

    assertThat(engine.resizes()).isEqualTo(1);
  }

  @Test
  void forgetsThePicturesThatShowAnInvalidatedOverlay() {
    ImageRequest marked = request.toBuilder().overlay("mark.png").build();
    ImageRequest otherwiseMarked = request.toBuilder().overlay("other.png").build();
    List<ImageRequest> all = List.of(marked, otherwiseMarked, request);
    all.forEach(service::resize);
    all.forEach(service::resize);
    assertThat(engine.resizes()).isEqualTo(3);

    service.invalidate("mark.png");

    assertThat(service.cached(marked)).isEmpty();
    assertThat(service.cached(otherwiseMarked)).isPresent();
    assertThat(service.cached(request)).isPresent();
    service.resize(marked);
    service.resize(marked);
    assertThat(engine.resizes()).isEqualTo(4);
    service.invalidate("a.jpg");
    assertThat(service.cached(marked)).isEmpty();
  }

  @Test
  void sharesWhatShowsAnOverlayWhileTheStoreFails() throws Exception {
    ImageRequest marked = request.toBuilder().overlay("mark.png").build();
    store.breakDown();

    assertThat(service.resize(marked).sourceVersion()).isEqualTo("v1");

    store.repair();
    clock.advance(CircuitBreaker.PAUSE);
    service.resize(marked);
    service.resize(marked);
    assertThat(engine.resizes()).isEqualTo(2);
  }

  @Test
  void hasAtOnceOnlyWhatIsCached() {
    assertThat(service.cached(request)).isEmpty();
    assertThat(engine.resizes()).isZero();
    assertThat(outcomes).as("the miss is reported by resize").isEmpty();

    service.resize(request);

    assertThat(service.cached(request)).isPresent();
    assertThat(outcomes).containsExactly(CacheLookup.Outcome.MISS, CacheLookup.Outcome.HIT);
  }

  @Test
  void servesAStaleImageAndRefreshesItInTheBackground() {
    service.resize(request);
    engine.version("v2");
    clock.advance(lifetimes.fresh());

    assertThat(service.resize(request).sourceVersion()).isEqualTo("v1");
    Await.until(
        "the refreshed image is served",
        () -> service.cached(request).map(ResizedImage::sourceVersion).equals(Optional.of("v2")));

    assertThat(engine.resizes()).isEqualTo(2);
    assertThat(outcomes).contains(CacheLookup.Outcome.STALE);
    assertThat(outcomes.get(outcomes.size() - 1)).isEqualTo(CacheLookup.Outcome.HIT);
  }

  @Test
  void servesAStaleImageThoughItWasClosed() {
    service.resize(request);
    service.close();
    clock.advance(lifetimes.fresh());

    assertThat(service.resize(request).sourceVersion()).isEqualTo("v1");
  }

  @Test
  void makesAnImageAnewAfterItsHardLifetime() {
    service.resize(request);
    clock.advance(lifetimes.usable());

    service.resize(request);

    assertThat(engine.resizes()).isEqualTo(2);
  }

  @Test
  void doesNotServeWhatAStoreKeepsBeyondTheHardLifetime() {
    ResizedImage old = engine.resize(request);
    store.put(
        CacheKey.of(request, engine.engine()),
        CacheEntry.ofImage(old, clock.instant(), clock.instant()),
        Duration.ofDays(1));

    assertThat(service.cached(request)).isEmpty();
    assertThat(service.resize(request).origin()).isEqualTo(ResizedImage.Origin.LOCAL);
  }

  @Test
  void neverRefreshesARequestWithAVersion() {
    ImageRequest versioned = request.toBuilder().version("1").build();
    service.resize(versioned);
    clock.advance(lifetimes.usable().dividedBy(10).multipliedBy(9).minusSeconds(1));

    service.resize(versioned);

    assertThat(outcomes).containsExactly(CacheLookup.Outcome.MISS, CacheLookup.Outcome.HIT);
    assertThat(engine.versionChecks()).isZero();
  }

  @Test
  void keepsAProvisionalImageOnlyShortly() {
    engine.provisional(true);
    service.resize(request);
    clock.advance(lifetimes.provisional().minusMillis(1));
    assertThat(service.resize(request).isProvisional()).isTrue();
    assertThat(engine.resizes()).isEqualTo(1);
    engine.provisional(false);

    clock.advance(Duration.ofMillis(1));

    assertThat(service.resize(request).isProvisional()).isFalse();
    assertThat(engine.resizes()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void remembersForAllNodesWhatRestsOnTheOriginal(Reason reason) {
    ImageResizeException failure =
        new ImageResizeException(reason, "detail")
            .withPublicMessage("public")
            .withBasis(Basis.ORIGINAL);
    engine.fail(failure);
    assertThatThrownBy(() -> service.resize(request)).isSameAs(failure);
    engine.fail(null);

    Duration lifetime = lifetimes.failure(reason, Basis.ORIGINAL);
    if (!lifetime.isZero()) {
      clock.advance(lifetime.minusMillis(1));
      for (ResizeService node : List.of(service, anotherNode())) {
        ImageResizeException remembered =
            catchThrowableOfType(ImageResizeException.class, () -> node.resize(request));
        assertThat(remembered.reason()).isEqualTo(reason);
        assertThat(remembered.basis()).isEqualTo(Basis.ORIGINAL);
        assertThat(remembered).hasMessage("detail");
        assertThat(remembered.publicMessage()).isEqualTo("public");
        assertThatThrownBy(() -> node.cached(request)).isInstanceOf(ImageResizeException.class);
      }
      assertThat(outcomes).contains(CacheLookup.Outcome.NEGATIVE_HIT);
      assertThat(engine.resizes()).isEqualTo(1);
      clock.advance(Duration.ofMillis(1));
    }
    assertThat(service.resize(request).sourceVersion()).isEqualTo("v1");
    assertThat(engine.resizes()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void remembersByThisNodeAloneWhatRestsOnIt(Reason reason) {
    ImageResizeException failure =
        new ImageResizeException(reason, "of this node's heap").withBasis(Basis.NODE);
    Duration lifetime = lifetimes.failure(reason, Basis.NODE);
    engine.fail(failure);
    assertThatThrownBy(() -> service.resize(request)).isSameAs(failure);
    assertThat(anotherNode().cached(request)).as("another node hears nothing of it").isEmpty();
    if (!lifetime.isZero()) {
      clock.advance(lifetime.minusMillis(1));
      assertThatThrownBy(() -> service.resize(request)).hasMessage("of this node's heap");
      assertThatThrownBy(() -> service.cached(request)).isInstanceOf(ImageResizeException.class);
      assertThat(engine.resizes()).isEqualTo(1);
      engine.fail(null);
      clock.advance(Duration.ofMillis(1));
      assertThat(service.cached(request)).isEmpty();
    }
    engine.fail(null);

    assertThat(anotherNode().resize(request).sourceVersion()).isEqualTo("v1");
    assertThat(service.cached(request)).as("what another node could do").isPresent();
  }

  @Test
  void servesWhatAnotherNodeMadeDespiteAFailureOfItsOwn() {
    engine.fail(new ImageResizeException(Reason.SOURCE_TOO_LARGE, "for this node"));
    assertThatThrownBy(() -> service.resize(request)).isInstanceOf(ImageResizeException.class);
    engine.fail(null);

    anotherNode().resize(request);

    assertThat(service.resize(request).sourceVersion()).isEqualTo("v1");
    assertThat(engine.resizes()).isEqualTo(2);
  }

  @Test
  void remembersAFailureOfTheMomentOnceItHasRepeated() {
    engine.fail(new ImageResizeException(Reason.TIMEOUT, "too slow"));
    for (int call = 1; call <= 10; call++) {
      assertThatThrownBy(() -> service.resize(request)).hasMessage("too slow");
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(engine.resizes()).isEqualTo(2);
    clock.advance(lifetimes.failure(Reason.TIMEOUT, Basis.MOMENT));
    engine.fail(null);

    assertThat(service.resize(request).sourceVersion()).isEqualTo("v1");
  }

  @Test
  void countsNoRepetitionAcrossASuccess() {
    engine.fail(new ImageResizeException(Reason.UNAVAILABLE, "once"));
    assertThatThrownBy(() -> service.resize(request)).hasMessage("once");
    engine.fail(null);
    engine.provisional(true);
    service.resize(request);
    clock.advance(lifetimes.provisional());
    engine.fail(new ImageResizeException(Reason.UNAVAILABLE, "once more"));
    assertThatThrownBy(() -> service.resize(request)).hasMessage("once more");
    engine.fail(null);

    assertThat(service.resize(request).sourceVersion()).isEqualTo("v1");
  }

  @Test
  void forgetsItsOwnFailureWhenItsSourceIsInvalidated() {
    engine.fail(new ImageResizeException(Reason.SOURCE_TOO_LARGE, "for this node"));
    assertThatThrownBy(() -> service.resize(request)).isInstanceOf(ImageResizeException.class);
    engine.fail(null);

    store.invalidate("a.jpg");

    assertThat(service.resize(request).sourceVersion()).isEqualTo("v1");
  }

  @Test
  void forgetsItsOwnFailureThoughTheStoreCouldNotForget() {
    engine.fail(new ImageResizeException(Reason.SOURCE_TOO_LARGE, "for this node"));
    assertThatThrownBy(() -> service.resize(request)).isInstanceOf(ImageResizeException.class);
    engine.fail(null);
    store.breakDown();
    assertThatThrownBy(() -> service.invalidate("a.jpg")).isInstanceOf(ImageResizeException.class);
    store.repair();

    assertThat(service.resize(request).sourceVersion()).isEqualTo("v1");
  }

  @Test
  void forgetsItsOwnFailuresWhenAnnouncementsWereLost() {
    engine.fail(new ImageResizeException(Reason.SOURCE_TOO_LARGE, "for this node"));
    assertThatThrownBy(() -> service.resize(request)).isInstanceOf(ImageResizeException.class);
    engine.fail(null);

    store.loseAnnouncements();

    assertThat(service.resize(request).sourceVersion()).isEqualTo("v1");
  }

  @Test
  void doesNotRememberAFailureOfAnOriginalThatWasReplacedMeanwhile() throws Exception {
    engine.fail(new ImageResizeException(Reason.SOURCE_TOO_LARGE, "the old one"));
    engine.hold();
    CompletableFuture<ResizedImage> slow =
        CompletableFuture.supplyAsync(() -> service.resize(request));
    engine.awaitHeld();
    engine.fail(null);
    store.invalidate("a.jpg");
    engine.release();
    assertThat(slow).failsWithin(Duration.ofSeconds(20));

    assertThat(service.resize(request).sourceVersion()).isEqualTo("v1");
  }

  /** A node with memory of its own that shares the store. */
  private ResizeService anotherNode() {
    return CachingResizeService.builder(engine, store).lifetimes(lifetimes).clock(clock).build();
  }

  @Test
  void forgetsAFailureWhenItsSourceIsInvalidated() {
    engine.fail(new ImageResizeException(Reason.SOURCE_NOT_FOUND, "not yet"));
    assertThatThrownBy(() -> service.resize(request)).isInstanceOf(ImageResizeException.class);
    engine.fail(null);

    store.invalidate("a.jpg");

    assertThat(service.resize(request).sourceVersion()).isEqualTo("v1");
  }

  @Test
  void goesOnWithoutAStoreThatFails() {
    store.breakDown();

    assertThat(service.resize(request).sourceVersion()).isEqualTo("v1");
    assertThat(service.cached(request)).isEmpty();
    assertThat(storeFailures).startsWith("get", "getOrLease");
  }

  @Test
  void goesOnWithAnImageThatCanNotBeStored() {
    store.afterNextGet(() -> store.afterNextGet(store::breakDown));

    assertThat(service.resize(request).sourceVersion()).isEqualTo("v1");
    assertThat(storeFailures).containsExactly("store", "release");
  }

  @Test
  void leavesAStoreAloneThatKeepsFailing() {
    store.breakDown();
    for (int round = 0; round < 20; round++) {
      service.resize(request);
    }
    assertThat(store.calls()).isEqualTo(CircuitBreaker.FAILURES_TO_OPEN);
    assertThat(engine.resizes()).isEqualTo(20);

    store.repair();
    clock.advance(CircuitBreaker.PAUSE);
    service.resize(request);
    service.resize(request);

    assertThat(engine.resizes()).isEqualTo(21);
  }

  @Test
  void leavesAStoreAloneThatIsSlow() {
    store.beforeEachCall(() -> clock.advance(FailOpenStore.SLOW.plusMillis(1)));
    for (int round = 0; round < 20; round++) {
      service.resize(request);
    }

    assertThat(store.calls()).isEqualTo(CircuitBreaker.FAILURES_TO_OPEN);
    assertThat(storeFailures)
        .as("slow lookups, and leases for which no time was left")
        .hasSize(2 * CircuitBreaker.FAILURES_TO_OPEN - 1);
  }

  @Test
  void ignoresAListenerThatThrows() {
    ResizeListener throwing =
        new ResizeListener() {
          @Override
          public void lookedUp(CacheLookup event) {
            throw new IllegalStateException("a defect in the listener");
          }

          @Override
          public void storeFailed(StoreFailure event) {
            throw new IllegalStateException("a defect in the listener");
          }
        };
    try (ResizeService told =
        CachingResizeService.builder(engine, store)
            .listener(throwing)
            .clock(clock)
            .nanoTime(clock::nanoTime)
            .build()) {
      assertThat(told.resize(request).sourceVersion()).isEqualTo("v1");
      store.breakDown();
      assertThat(told.resize(request).sourceVersion()).isEqualTo("v1");
    }
  }

  @Test
  void forgetsWhatItKeepsOfASource() {
    service.resize(request);
    engine.version("v2");

    service.invalidate("a.jpg");

    assertThat(service.resize(request).sourceVersion()).isEqualTo("v2");
  }

  @Test
  void saysInItsOwnWordsThatTheStoreCouldNotForget() {
    store.breakDown();

    assertThatThrownBy(() -> service.invalidate("a.jpg"))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE))
        .hasMessageContaining("a.jpg, which may still be served");
  }

  /** A node whose clock differs from that of the node which wrote an entry. */
  private CachingResizeService withClockSet(Duration difference) {
    ManualClock own = new ManualClock();
    own.advance(Duration.between(own.instant(), clock.instant()));
    own.set(difference);
    return CachingResizeService.builder(engine, store)
        .lifetimes(lifetimes)
        .clock(own)
        .nanoTime(own::nanoTime)
        .build();
  }

  @ParameterizedTest
  @ValueSource(ints = {-55, 55})
  void takesNoNoticeOfAClockThatIsOffWithinTolerance(int seconds) {
    service.resize(request);
    try (CachingResizeService other = withClockSet(Duration.ofSeconds(seconds))) {
      assertThat(other.resize(request).origin()).isEqualTo(ResizedImage.Origin.CACHE);
    }
    assertThat(engine.versionChecks()).isZero();
    assertThat(engine.resizes()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void asksTheSourceAndServesAllTheSameWhereAClockIsAnHourOff(int hours) {
    service.resize(request);
    try (CachingResizeService other = withClockSet(Duration.ofHours(hours))) {
      assertThat(other.resize(request).origin()).isEqualTo(ResizedImage.Origin.CACHE);
      Await.until("the source is asked", () -> engine.versionChecks() == 1);
      for (int round = 0; round < 20; round++) {
        assertThat(other.resize(request).origin()).isEqualTo(ResizedImage.Origin.CACHE);
        assertThat(service.resize(request).origin()).isEqualTo(ResizedImage.Origin.CACHE);
      }
    }
    assertThat(engine.resizes()).isEqualTo(1);
    assertThat(engine.versionChecks()).as("once by each node, not at each look").isBetween(1, 2);
  }

  @Test
  void spreadsSoftAndHardLifetimes() {
    Set<Duration> soft = new HashSet<>();
    Set<Duration> hard = new HashSet<>();
    for (int variant = 1; variant <= 50; variant++) {
      CacheEntry entry = lifetimes.entry(request, engine.resize(request), clock.instant());
      soft.add(Duration.between(clock.instant(), entry.freshUntil()));
      hard.add(Duration.between(clock.instant(), entry.usableUntil()));
    }
    assertThat(soft).hasSizeGreaterThan(40).allMatch(it -> within(it, lifetimes.fresh()));
    assertThat(hard).hasSizeGreaterThan(40).allMatch(it -> within(it, lifetimes.usable()));
  }

  private static boolean within(Duration spread, Duration lifetime) {
    return spread.compareTo(lifetime) <= 0
        && spread.compareTo(lifetime.multipliedBy(9).dividedBy(10)) >= 0;
  }

  @Test
  void passesOnWhatOnlyTheEngineKnows() {
    assertThat(service.engine()).isEqualTo("scripted-1");
    assertThat(service.currentVersion(request)).contains("v1");
    assertThat(service.outputFormats()).isEqualTo(engine.outputFormats());
  }

  @Test
  void namesASettingThatIsOutOfRange() {
    CachingResizeService.Builder builder = CachingResizeService.builder(engine, store);
    assertThatThrownBy(() -> builder.leaseTime(Duration.ZERO))
        .hasMessage("leaseTime must be positive, but is PT0S");
    assertThatThrownBy(() -> builder.waitTimeout(Duration.ofDays(1)))
        .hasMessage("waitTimeout must be at most PT1H, but is PT24H");
    assertThatThrownBy(() -> builder.refreshThreads(0))
        .hasMessage("refreshThreads must be 1..64, but is 0");
    assertThatThrownBy(() -> CacheLifetimes.builder().fresh(Duration.ofDays(8)).build())
        .hasMessage("fresh must be at most usable, PT168H, but is PT192H");
    assertThatThrownBy(() -> CacheLifetimes.builder().usable(Duration.ofDays(5000)))
        .hasMessageContaining("usable must be at most 3650 days");
  }
}
