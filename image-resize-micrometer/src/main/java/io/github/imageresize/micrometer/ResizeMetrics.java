package io.github.imageresize.micrometer;

import io.github.imageresize.ResizeListener;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.event.CacheLookup;
import io.github.imageresize.event.EngineFallback;
import io.github.imageresize.event.EntryEvicted;
import io.github.imageresize.event.GateLoad;
import io.github.imageresize.event.ImageFailed;
import io.github.imageresize.event.ImageMade;
import io.github.imageresize.event.ResultWait;
import io.github.imageresize.event.StoreFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times what a service does, as meters of a registry. Given to {@link
 * io.github.imageresize.ResizeServiceBuilder#listener}; {@link #watch} adds the cache in memory.
 *
 * <table>
 *   <caption>The meters</caption>
 *   <tr><th>name</th><th>kind</th><th>tags</th><th>what is counted</th></tr>
 *   <tr><td>{@code image.resize.lookups}</td><td>counter</td>
 *     <td>{@code outcome}: {@code hit}, {@code stale}, {@code negative_hit}, {@code miss};
 *     {@code tier}: {@code memory}, {@code shared}, {@code none}</td>
 *     <td>looks into the cache</td></tr>
 *   <tr><td>{@code image.resize.waits}</td><td>timer</td>
 *     <td>{@code kind}: {@code coalesced}, {@code lease}</td>
 *     <td>waiting for another caller's image, in this process or in another one</td></tr>
 *   <tr><td>{@code image.resize.made}</td><td>timer with buckets</td>
 *     <td>{@code engine}: {@code local}, {@code remote}; {@code format}, such as {@code jpeg}</td>
 *     <td>images that were made, from the request to the engine until its answer</td></tr>
 *   <tr><td>{@code image.resize.size}</td><td>summary, bytes</td>
 *     <td>{@code engine}, {@code format}</td><td>the encoded images that were made</td></tr>
 *   <tr><td>{@code image.resize.stages}</td><td>timer</td>
 *     <td>{@code stage}: {@code read}, {@code plan}, {@code wait}, {@code render}</td>
 *     <td>what the stages of the engine in this process took</td></tr>
 *   <tr><td>{@code image.resize.failed}</td><td>timer</td>
 *     <td>{@code engine}; {@code reason}, such as {@code corrupt_image}</td>
 *     <td>images that an engine could not make</td></tr>
 *   <tr><td>{@code image.resize.fallbacks}</td><td>counter</td><td>{@code reason}</td>
 *     <td>requests that one engine handed over to the next</td></tr>
 *   <tr><td>{@code image.resize.store.failures}</td><td>counter</td>
 *     <td>{@code store}: the class; {@code operation}, such as {@code get}</td>
 *     <td>failures of a tier of the cache, which requests went on without</td></tr>
 *   <tr><td>{@code image.resize.evictions}</td><td>counter</td><td></td>
 *     <td>entries in memory that had to make room</td></tr>
 *   <tr><td>{@code image.resize.evicted}</td><td>counter, bytes</td><td></td>
 *     <td>what those took</td></tr>
 *   <tr><td>{@code image.resize.gate.working}, {@code image.resize.gate.waiting}</td><td>gauges</td>
 *     <td></td><td>images being made, and requests that wait for their turn</td></tr>
 *   <tr><td>{@code image.resize.gate.memory}</td><td>gauge, bytes</td><td></td>
 *     <td>what the images being made need together</td></tr>
 *   <tr><td>{@code image.resize.memory.used}, {@code image.resize.memory.capacity}</td>
 *     <td>gauges, bytes</td><td></td><td>the cache in memory</td></tr>
 * </table>
 *
 * <p>No tag holds anything that a client sends, so the number of series is bounded, whatever is
 * asked for. Of two services in one registry, each needs {@linkplain #ResizeMetrics(MeterRegistry,
 * Iterable) tags of its own}, or their gauges are one.
 *
 * <p>Thread-safe.
 */
public final class ResizeMetrics implements ResizeListener {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;
  private final Tags tags;
  private final MeterProvider<Counter> lookups;
  private final MeterProvider<Timer> waits;
  private final MeterProvider<Timer> made;
  private final MeterProvider<DistributionSummary> size;
  private final MeterProvider<Timer> stages;
  private final MeterProvider<Timer> failed;
  private final MeterProvider<Counter> fallbacks;
  private final MeterProvider<Counter> storeFailures;
  private final Counter evictions;
  private final Counter evicted;
  private volatile GateLoad gate = GateLoad.of(0, 0, 0);

  /**
   * Meters without further tags.
   *
   * @param registry gets the meters; stays the caller's
   */
  public ResizeMetrics(MeterRegistry registry) {
    this(registry, List.of());
  }

  /**
   * Meters with further tags.
   *
   * @param registry gets the meters; stays the caller's
   * @param tags that every meter has, to tell this service from others
   */
  public ResizeMetrics(MeterRegistry registry, Iterable<Tag> tags) {
    this.registry = registry;
    this.tags = Tags.of(tags);
    lookups =
        Counter.builder("image.resize.lookups")
            .description("Looks into the cache")
            .tags(this.tags)
            .withRegistry(registry);
    waits =
        Timer.builder("image.resize.waits")
            .description("Waiting for another caller's image")
            .tags(this.tags)
            .withRegistry(registry);
    made =
        Timer.builder("image.resize.made")
            .description("Images that were made")
            .serviceLevelObjectives(BUCKETS)
            .tags(this.tags)
            .withRegistry(registry);
    size =
        DistributionSummary.builder("image.resize.size")
            .description("Encoded images that were made")
            .baseUnit("bytes")
            .tags(this.tags)
            .withRegistry(registry);
    stages =
        Timer.builder("image.resize.stages")
            .description("What the stages of making an image took")
            .tags(this.tags)
            .withRegistry(registry);
    failed =
        Timer.builder("image.resize.failed")
            .description("Images that an engine could not make")
            .tags(this.tags)
            .withRegistry(registry);
    fallbacks =
        Counter.builder("image.resize.fallbacks")
            .description("Requests that one engine handed over to the next")
            .tags(this.tags)
            .withRegistry(registry);
    storeFailures =
        Counter.builder("image.resize.store.failures")
            .description("Failures of a tier of the cache")
            .tags(this.tags)
            .withRegistry(registry);
    evictions =
        Counter.builder("image.resize.evictions")
            .description("Entries in memory that had to make room")
            .tags(this.tags)
            .register(registry);
    evicted =
        Counter.builder("image.resize.evicted")
            .description("What entries took that had to make room")
            .baseUnit("bytes")
            .tags(this.tags)
            .register(registry);
    gauge("image.resize.gate.working", "Images being made", null, GateLoad::working);
    gauge("image.resize.gate.waiting", "Requests waiting for their turn", null, GateLoad::waiting);
    gauge("image.resize.gate.memory", "What they need", "bytes", GateLoad::memoryBytes);
    registerZeros();
  }

  /** A rate over a series that begins with its first event misses that event. */
  private void registerZeros() {
    lookups.withTags(lookup(CacheLookup.Outcome.MISS, Optional.empty()));
    for (CacheLookup.Tier tier : CacheLookup.Tier.values()) {
      lookups.withTags(lookup(CacheLookup.Outcome.HIT, Optional.of(tier)));
    }
    for (ResultWait.Kind kind : ResultWait.Kind.values()) {
      waits.withTag("kind", label(kind));
    }
  }

  private void gauge(
      String name, String description, @Nullable String unit, ToLongFunction<GateLoad> value) {
    Gauge.builder(name, () -> value.applyAsLong(gate))
        .description(description)
        .baseUnit(unit)
        .tags(tags)
        .register(registry);
  }

  /**
   * Adds how full the cache in memory is.
   *
   * @param memory is asked at each reading of the registry, and not kept from the garbage collector
   * @return this
   */
  public ResizeMetrics watch(MemoryCacheStore memory) {
    Gauge.builder("image.resize.memory.used", memory, MemoryCacheStore::usedBytes)
        .description("What the entries in memory take")
        .baseUnit("bytes")
        .tags(tags)
        .register(registry);
    Gauge.builder("image.resize.memory.capacity", memory, MemoryCacheStore::capacityBytes)
        .description("What the entries in memory may take")
        .baseUnit("bytes")
        .tags(tags)
        .register(registry);
    return this;
  }

  @Override
  public void lookedUp(CacheLookup event) {
    lookups.withTags(lookup(event.outcome(), event.tier())).increment();
  }

  @Override
  public void waited(ResultWait event) {
    waits.withTag("kind", label(event.kind())).record(event.took());
  }

  @Override
  public void made(ImageMade event) {
    Tags which = Tags.of("engine", label(event.origin()), "format", event.format().label());
    made.withTags(which).record(event.took());
    size.withTags(which).record(event.bytes());
    event.stages().forEach((stage, took) -> stages.withTag("stage", label(stage)).record(took));
  }

  @Override
  public void failed(ImageFailed event) {
    failed
        .withTags("engine", label(event.origin()), "reason", label(event.failure().reason()))
        .record(event.took());
  }

  @Override
  public void fellBack(EngineFallback event) {
    fallbacks.withTag("reason", label(event.failure().reason())).increment();
  }

  @Override
  public void storeFailed(StoreFailure event) {
    String store = event.store().isEmpty() ? "anonymous" : event.store();
    storeFailures.withTags("store", store, "operation", event.operation()).increment();
  }

  @Override
  public void evicted(EntryEvicted event) {
    evictions.increment();
    evicted.increment((double) event.bytes());
  }

  @Override
  public void gateChanged(GateLoad event) {
    gate = event;
  }

  private static Tags lookup(CacheLookup.Outcome outcome, Optional<CacheLookup.Tier> tier) {
    return Tags.of(
        "outcome", label(outcome), "tier", tier.map(ResizeMetrics::label).orElse("none"));
  }

  static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
