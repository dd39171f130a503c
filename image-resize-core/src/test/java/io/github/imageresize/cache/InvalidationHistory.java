package io.github.imageresize.cache;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets threads read images, change sources and invalidate them in random order, while entries age
 * and are refreshed, and checks the history: whoever begins to read after the invalidation of a
 * version returned must not see an image of that version or of an earlier one. Where stores keep
 * copies, an invalidation by another process may take its time, and one by the same process may
 * not.
 *
 * <p>Each store stands for one process; all of them share their entries, or are one and the same.
 * They may fail. Half of the images have {@value #LARGE} bytes, the others one.
 *
 * <p>By itself a history ends after a number of steps; {@code -Dhistory.minutes=60} lets each go on
 * for that time.
 */
public final class InvalidationHistory {
  /** The length of the larger images, for stores that keep only the others. */
  public static final int LARGE = 4000;

  private static final long MINUTES = Long.getLong("history.minutes", 0);
  private static final int SOURCES = 3;
  private static final int VARIANTS = 4;
  private static final int LONGEST_RESIZE_NANOS = 300_000;
  private static final Duration FRESH = Duration.ofMillis(3);
  private static final Duration LEASE_TIME = Duration.ofSeconds(5);

  private final List<CachingResizeService> services = new ArrayList<>();
  private final List<? extends CacheStore> stores;
  private final Duration lag;
  private final long seed;
  private final String name;
  private final Source[] sources = new Source[SOURCES];
  private final AtomicInteger steps = new AtomicInteger();
  private final AtomicInteger hits = new AtomicInteger();
  private final AtomicInteger invalidations = new AtomicInteger();
  private final AtomicInteger refreshes = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final ExecutorService parked = Executors.newFixedThreadPool(4);

  /** A source whose version counts up. */
  private static final class Source {
    /** What reading it gives. */
    private final AtomicLong version = new AtomicLong();

    /** For each process, the least version that it may see after its own invalidations. */
    private final AtomicLongArray own;

    /** The least version that anybody may see, by the time at which the invalidation returned. */
    private final ConcurrentSkipListMap<Long, Long> valid = new ConcurrentSkipListMap<>();

    private Source(int processes) {
      own = new AtomicLongArray(processes);
    }

    private void invalidated(int process, long invalid) {
      own.accumulateAndGet(process, invalid, Math::max);
      synchronized (valid) {
        Map.Entry<Long, Long> last = valid.lastEntry();
        long least = last == null ? invalid : Math.max(last.getValue(), invalid);
        valid.put(System.nanoTime(), least);
        while (valid.size() > 10_000) {
          valid.pollFirstEntry();
        }
      }
    }

    /** What a reader who begins now must see at least. */
    private long least(int process, Duration lag) {
      Map.Entry<Long, Long> known = valid.floorEntry(System.nanoTime() - lag.toNanos());
      return Math.max(own.get(process), known == null ? 0 : known.getValue());
    }
  }

  private InvalidationHistory(List<? extends CacheStore> stores, Duration lag, long seed) {
    this.stores = stores;
    this.lag = lag;
    this.seed = seed;
    this.name = "history-" + Long.toHexString(seed) + "-" + System.nanoTime() + "-";
    for (int source = 0; source < SOURCES; source++) {
      sources[source] = new Source(stores.size());
    }
  }

  /**
   * Runs a random history in which an invalidation holds for all processes at once, and checks it.
   *
   * @param stores one for each process
   * @param threads how many threads run, spread over the stores
   * @param steps how many steps each thread takes
   * @param seed of the threads' choices; how they interleave is up to the machine
   * @throws AssertionError if a reader saw what was invalidated before it began, or if the history
   *     was too tame to show anything
   */
  public static void check(List<? extends CacheStore> stores, int threads, int steps, long seed)
      throws Exception {
    check(stores, Duration.ZERO, threads, steps, seed);
  }

  /**
   * The same for stores that keep copies.
   *
   * @param lag how long another process may see what was invalidated: the near lifetime
   */
  public static void check(
      List<? extends CacheStore> stores, Duration lag, int threads, int steps, long seed)
      throws Exception {
    System.out.println("InvalidationHistory: seed " + seed);
    new InvalidationHistory(stores, lag, seed).run(threads, steps);
  }

  private void run(int threads, int stepsOfEach) throws Exception {
    CacheLifetimes lifetimes =
        CacheLifetimes.builder().fresh(FRESH).refreshRetry(Duration.ofMillis(1)).build();
    for (CacheStore store : stores) {
      services.add(
          CachingResizeService.builder(new Engine(), store)
              .lifetimes(lifetimes)
              .leaseTime(LEASE_TIME)
              .storeBudget(LEASE_TIME)
              .build());
    }
    long ends = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int number = thread;
        running.add(
            executor.submit(
                () -> {
                  Random random = new Random(seed + number);
                  int taken = 0;
                  while (taken < stepsOfEach || System.nanoTime() - ends < 0) {
                    step(random, number % stores.size());
                    taken++;
                  }
                  steps.addAndGet(taken);
                }));
      }
      for (Future<?> thread : running) {
        thread.get(MINUTES + 10, TimeUnit.MINUTES);
      }
    } finally {
      executor.shutdownNow();
      parked.shutdownNow();
      services.forEach(CachingResizeService::close);
    }
    String tally =
        "a history of %d steps: %d hits, %d invalidations, %d looks for a refresh, %d failures"
            .formatted(
                steps.get(), hits.get(), invalidations.get(), refreshes.get(), failures.get());
    System.out.println("InvalidationHistory: " + tally);
    if (hits.get() == 0 || invalidations.get() == 0 || refreshes.get() == 0) {
      throw new AssertionError(tally + " shows nothing");
    }
  }

  private void step(Random random, int process) {
    int source = random.nextInt(SOURCES);
    int choice = random.nextInt(100);
    if (choice < 80) {
      read(random, process, source);
    } else if (choice < 88) {
      work(random, process, source);
    } else if (choice < 91) {
      sources[source].version.incrementAndGet(); // and leaves it to be found out by a refresh
    } else {
      invalidate(random, process, source);
    }
  }

  private void read(Random random, int process, int source) {
    long least = sources[source].least(process, lag);
    ImageRequest request = request(source, random.nextInt(VARIANTS));
    CachingResizeService service = services.get(process);
    Optional<ResizedImage> image =
        switch (random.nextInt(4)) {
          case 0 -> service.cached(request);
          case 1 -> Optional.of(parkedResize(service, request));
          default -> Optional.of(service.resize(request));
        };
    if (image.isPresent()) {
      if (image.get().origin() == ResizedImage.Origin.CACHE) {
        hits.incrementAndGet();
      }
      long seen = Long.parseLong(image.get().sourceVersion());
      if (seen < least) {
        throw new AssertionError(
            "seed "
                + seed
                + ": a reader saw version "
                + seen
                + " of source "
                + source
                + " from "
                + image.get().origin()
                + ", but all before "
                + least
                + " were invalidated before it began");
      }
    }
  }

  private ResizedImage parkedResize(CachingResizeService service, ImageRequest request) {
    try {
      return service.resizeAsync(request, parked).join();
    } catch (CompletionException failure) {
      throw new AssertionError("seed " + seed + ": an image could not be made", failure);
    }
  }

  /** Stores through a lease, granted or not, as a caller that gave up waiting would. */
  private void work(Random random, int process, int source) {
    CacheStore store = stores.get(process);
    int variant = random.nextInt(VARIANTS);
    ImageRequest request = request(source, variant);
    try (Lease lease = store.lease(CacheKey.of(request, Engine.NAME), LEASE_TIME)) {
      ResizedImage image = make(source, variant);
      lease.store(
          CacheLifetimes.DEFAULTS.entry(request, image, Instant.now()), Duration.ofHours(1));
    } catch (RuntimeException failure) {
      failures.incrementAndGet();
    }
  }

  /** Nothing is known after an invalidation that failed. */
  private void invalidate(Random random, int process, int source) {
    long version = sources[source].version.incrementAndGet();
    try {
      if (random.nextBoolean()) {
        stores.get(process).invalidate(name + source);
      } else {
        services.get(process).invalidate(name + source);
      }
      sources[source].invalidated(process, version);
      invalidations.incrementAndGet();
    } catch (RuntimeException failure) {
      failures.incrementAndGet();
    }
  }

  private ImageRequest request(int source, int variant) {
    return ImageRequest.builder(name + source).width(1 + variant).build();
  }

  private ResizedImage make(int source, int variant) {
    long version = sources[source].version.get();
    LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(LONGEST_RESIZE_NANOS));
    return ResizedImage.wrap(
        new byte[variant % 2 == 0 ? 1 : LARGE],
        ImageFormat.PNG,
        1,
        1,
        Long.toString(version),
        ResizedImage.Origin.LOCAL);
  }

  private final class Engine implements ResizeService {
    private static final String NAME = "history-1";

    @Override
    public ResizedImage resize(ImageRequest request) {
      return make(source(request), request.width().orElseThrow() - 1);
    }

    @Override
    public Optional<String> currentVersion(ImageRequest request) {
      refreshes.incrementAndGet();
      return Optional.of(Long.toString(sources[source(request)].version.get()));
    }

    private int source(ImageRequest request) {
      return Integer.parseInt(request.source().substring(name.length()));
    }

    @Override
    public String engine() {
      return NAME;
    }
  }
}
