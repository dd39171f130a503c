package io.github.imageresize.cache;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets threads read images, change sources and invalidate them in random order, and checks the
 * history: whoever begins to read after the invalidation of a version returned must not see an
 * image of that version or of an earlier one.
 *
 * <p>Each store stands for one process; all of them share their entries, or are one and the same.
 */
public final class InvalidationHistory {
  private static final int SOURCES = 3;
  private static final int VARIANTS = 2;
  private static final int LONGEST_RESIZE_NANOS = 300_000;

  private final List<CachingResizeService> services = new ArrayList<>();
  private final List<? extends CacheStore> stores;
  private final long seed;
  private final String name;
  private final Source[] sources = new Source[SOURCES];
  private final AtomicInteger hits = new AtomicInteger();
  private final AtomicInteger invalidations = new AtomicInteger();

  /** A source whose version counts up. */
  private static final class Source {
    /** What reading it gives. */
    private final AtomicLong version = new AtomicLong();

    /** The least version that was present when the last invalidation that returned began. */
    private final AtomicLong valid = new AtomicLong();
  }

  private InvalidationHistory(List<? extends CacheStore> stores, long seed) {
    this.stores = stores;
    this.seed = seed;
    this.name = "history-" + Long.toHexString(seed) + "-" + System.nanoTime() + "-";
    for (int source = 0; source < SOURCES; source++) {
      sources[source] = new Source();
    }
  }

  /**
   * Runs a random history and checks it.
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
    System.out.println("InvalidationHistory: seed " + seed);
    new InvalidationHistory(stores, seed).run(threads, steps);
  }

  private void run(int threads, int steps) throws Exception {
    for (CacheStore store : stores) {
      services.add(
          CachingResizeService.builder(new Engine(), store)
              .leaseTime(Duration.ofSeconds(5))
              .build());
    }
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int number = thread;
        running.add(
            executor.submit(
                () -> {
                  Random random = new Random(seed + number);
                  for (int step = 0; step < steps; step++) {
                    step(random, number % stores.size());
                  }
                }));
      }
      for (Future<?> thread : running) {
        thread.get(10, TimeUnit.MINUTES);
      }
    } finally {
      executor.shutdownNow();
      services.forEach(CachingResizeService::close);
    }
    if (hits.get() == 0 || invalidations.get() == 0) {
      throw new AssertionError(
          "a history of " + hits + " hits and " + invalidations + " invalidations shows nothing");
    }
  }

  private void step(Random random, int process) {
    int source = random.nextInt(SOURCES);
    int choice = random.nextInt(100);
    if (choice < 80) {
      read(random, process, source);
    } else if (choice < 90) {
      work(random, process, source);
    } else {
      invalidate(process, source);
    }
  }

  private void read(Random random, int process, int source) {
    long valid = sources[source].valid.get();
    ImageRequest request = request(source, random.nextInt(VARIANTS));
    CachingResizeService service = services.get(process);
    Optional<ResizedImage> image =
        random.nextInt(4) == 0 ? service.cached(request) : Optional.of(service.resize(request));
    if (image.isPresent()) {
      if (image.get().origin() == ResizedImage.Origin.CACHE) {
        hits.incrementAndGet();
      }
      long seen = Long.parseLong(image.get().sourceVersion());
      if (seen < valid) {
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
                + valid
                + " were invalidated before it began");
      }
    }
  }

  /** Stores through a lease, granted or not, as a caller that gave up waiting would. */
  private void work(Random random, int process, int source) {
    CacheStore store = stores.get(process);
    ImageRequest request = request(source, random.nextInt(VARIANTS));
    try (Lease lease = store.lease(CacheKey.of(request, Engine.NAME), Duration.ofSeconds(5))) {
      ResizedImage image = make(source);
      lease.store(
          CacheLifetimes.DEFAULTS.entry(request, image, java.time.Instant.now()),
          Duration.ofHours(1));
    }
  }

  private void invalidate(int process, int source) {
    long version = sources[source].version.incrementAndGet();
    stores.get(process).invalidate(name + source);
    sources[source].valid.accumulateAndGet(version, Math::max);
    invalidations.incrementAndGet();
  }

  private ImageRequest request(int source, int variant) {
    return ImageRequest.builder(name + source).width(1 + variant).build();
  }

  private ResizedImage make(int source) {
    long version = sources[source].version.get();
    LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(LONGEST_RESIZE_NANOS));
    return ResizedImage.wrap(
        new byte[] {1}, ImageFormat.PNG, 1, 1, Long.toString(version), ResizedImage.Origin.LOCAL);
  }

  private final class Engine implements ResizeService {
    private static final String NAME = "history-1";

    @Override
    public ResizedImage resize(ImageRequest request) {
      return make(Integer.parseInt(request.source().substring(name.length())));
    }

    @Override
    public String engine() {
      return NAME;
    }
  }
}
