package io.github.imageresize.redis;

import io.github.imageresize.cache.CacheEntry;
import io.github.imageresize.cache.CacheKey;
import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.cache.EntryOrLease;
import io.github.imageresize.cache.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Load on the stores of several nodes, whose originals change: threads read images, make those that
 * are missing, and change originals and invalidate them. Whoever begins to read after the
 * invalidation of a version returned, and a grace after it has gone by, must not see that version
 * or an earlier one, nor another key's image. What a store refuses aloud is counted and no more.
 *
 * <p>Every other image is larger than {@value #LIMIT} bytes, so that a store with that limit does
 * not keep it.
 */
final class ChangingImages implements AutoCloseable {
  static final int LIMIT = 1_000;
  private static final int VARIANTS = 2;
  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofHours(1);

  private final List<? extends CacheStore> nodes;
  private final Original[] originals;
  private final Duration grace;
  private final long seed;
  private final ExecutorService threads;
  private final List<Future<?>> running = new ArrayList<>();
  private final AtomicLong hits = new AtomicLong();
  private final AtomicLong changes = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong refusals = new AtomicLong();
  private final AtomicLong steps = new AtomicLong();
  private final AtomicInteger underChange = new AtomicInteger();
  private volatile boolean changing = true;
  private volatile boolean end;

  /** An original whose version counts up. */
  private static final class Original {
    private final String name;
    private final AtomicLong version = new AtomicLong();

    /** The least version that readers who begin now may see. */
    private final AtomicLong valid = new AtomicLong();

    Original(String name) {
      this.name = name;
    }
  }

  ChangingImages(List<? extends CacheStore> nodes, int originals, int threads, long seed) {
    this(nodes, originals, threads, seed, Duration.ZERO);
  }

  ChangingImages(
      List<? extends CacheStore> nodes, int originals, int threads, long seed, Duration grace) {
    this.nodes = nodes;
    this.seed = seed;
    this.grace = grace;
    this.originals = new Original[originals];
    Arrays.setAll(this.originals, number -> new Original(original(number)));
    this.threads = Executors.newFixedThreadPool(threads);
    System.out.println("ChangingImages: seed " + seed);
    for (int thread = 0; thread < threads; thread++) {
      int number = thread;
      running.add(this.threads.submit(() -> run(new Random(seed + number), number)));
    }
  }

  /** The name of an original, counted from 0. */
  static String original(int number) {
    return "original-" + number;
  }

  /** Ends the load, and fails if a reader saw what it must not see. */
  void end() throws Exception {
    end = true;
    for (Future<?> thread : running) {
      thread.get(1, TimeUnit.MINUTES);
    }
    System.out.println("ChangingImages: " + this);
  }

  /** Until {@link #goOnChanging} no original changes, and those under way have. */
  void stopChanging() {
    changing = false;
    Await.until(Duration.ofSeconds(60), "changes end", () -> failed() || underChange.get() == 0);
    failFast();
  }

  void goOnChanging() {
    changing = true;
  }

  /** Waits for more hits and, if originals change, more changes. */
  void awaitProgress(int count) {
    long hitsBefore = hits.get();
    long changesBefore = changes.get();
    Await.until(
        Duration.ofSeconds(60),
        count + " more hits and changes than in " + this,
        () ->
            failed()
                || (hits.get() >= hitsBefore + count
                    && (!changing || changes.get() >= changesBefore + count)));
    failFast();
  }

  long failures() {
    return failures.get();
  }

  @Override
  public void close() {
    end = true;
    threads.shutdownNow();
  }

  @Override
  public String toString() {
    return String.format(
        "%d steps: %d hits, %d changes, %d results refused, %d operations failed",
        steps.get(), hits.get(), changes.get(), refusals.get(), failures.get());
  }

  private boolean failed() {
    return !end && running.stream().anyMatch(Future::isDone);
  }

  private void failFast() {
    if (failed()) {
      throw new AssertionError("a reader failed: " + running);
    }
  }

  private void run(Random random, int thread) {
    CacheStore node = nodes.get(thread % nodes.size());
    while (!end) {
      try {
        step(node, random);
      } catch (RedisStoreException outage) {
        failures.incrementAndGet();
        LockSupport.parkNanos(1_000_000);
      }
      steps.incrementAndGet();
    }
  }

  private void step(CacheStore node, Random random) {
    Original original = originals[random.nextInt(originals.length)];
    int choice = random.nextInt(100);
    if (choice < 92) {
      CacheKey key = Entries.key(original.name, 1 + random.nextInt(VARIANTS));
      read(node, original, key, choice, random);
    } else {
      underChange.incrementAndGet();
      try {
        if (changing) {
          change(node, original);
        }
      } finally {
        underChange.decrementAndGet();
      }
    }
  }

  private void read(CacheStore node, Original original, CacheKey key, int choice, Random random) {
    long valid = original.valid.get();
    if (choice < 60) {
      node.get(key).ifPresent(entry -> check(entry, key, valid));
      return;
    }
    EntryOrLease found = node.getOrLease(key, LEASE);
    found.entry().ifPresent(entry -> check(entry, key, valid));
    Optional<Lease> lease = found.lease();
    if (lease.isPresent()) {
      make(original, key, lease.get(), random);
    }
  }

  /** Also without a grant now and then, as a caller that gave up waiting. */
  private void make(Original original, CacheKey key, Lease lease, Random random) {
    try (lease) {
      if (!lease.granted() && random.nextInt(10) > 0) {
        return;
      }
      long version = original.version.get();
      LockSupport.parkNanos(random.nextInt(300_000));
      if (lease.store(image(key, version, random), LONG) == Lease.Outcome.REFUSED) {
        refusals.incrementAndGet();
      }
    }
  }

  private void change(CacheStore node, Original original) {
    long version = original.version.incrementAndGet();
    node.invalidate(original.name);
    LockSupport.parkNanos(grace.toNanos());
    original.valid.accumulateAndGet(version, Math::max);
    changes.incrementAndGet();
  }

  private static CacheEntry image(CacheKey key, long version, Random random) {
    String text = version + " " + key.digest() + " ";
    return Entries.entry(random.nextBoolean() ? text : text + "x".repeat(LIMIT));
  }

  private void check(CacheEntry entry, CacheKey key, long valid) {
    String[] text = Entries.text(Optional.of(entry)).orElseThrow().split(" ");
    if (Long.parseLong(text[0]) < valid || !text[1].equals(key.digest())) {
      throw new AssertionError(
          "seed "
              + seed
              + ": under "
              + key
              + " a reader saw version "
              + text[0]
              + " of "
              + text[1]
              + ", but all before "
              + valid
              + " were invalidated before it began");
    }
    hits.incrementAndGet();
  }
}
