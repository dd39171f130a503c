package io.github.imageresize.local;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.source.DirectoryImageSource;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What the load test runs in a virtual machine of its own: 64 callers who ask for images of all
 * originals in a folder, hostile ones among them, and one who asks for the same cached image again
 * and again. Prints what was answered and what the machine held, after warming up and at the end.
 */
final class LoadTarget {
  private static final int CALLERS = 64;
  private static final ImageRequest HOT =
      ImageRequest.builder("photo-1.jpg").width(320).format(ImageFormat.JPEG).build();
  private static final int MOST_TIMES = 1 << 20;
  private static final String IMAGE = "IMAGE";

  /** So many are made before warming up ends, and so many after it, however slow the machine is. */
  private static final int LEAST_IMAGES = 50;

  private static final int MOST_SECONDS = 60;

  private final ResizeService service;
  private final List<String> originals;
  private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
  private final long[] hitNanos = new long[MOST_TIMES];
  private int hits;
  private volatile boolean ends;

  private LoadTarget(ResizeService service, List<String> originals) {
    this.service = service;
    this.originals = originals;
  }

  /**
   * Runs the load.
   *
   * @param arguments the folder of originals, seconds to warm up, and seconds to go on
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    List<String> names;
    try (Stream<Path> files = Files.list(folder)) {
      names = files.map(file -> file.getFileName().toString()).sorted().toList();
    }
    try (ResizeService service = ResizeService.builder(new DirectoryImageSource(folder)).build()) {
      LoadTarget target = new LoadTarget(service, names);
      target.run(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    }
  }

  private void run(int warmUpSeconds, int seconds) throws Exception {
    print("budgets", budgets());
    service.resize(HOT);
    reportOpen("before");
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS + 1);
    for (int i = 0; i < CALLERS; i++) {
      Random random = new Random(i);
      callers.execute(() -> call(random));
    }
    callers.execute(this::hit);
    goOn(warmUpSeconds);
    report("warm");
    print("most resident", goOn(seconds));
    report("end");
    ends = true;
    callers.shutdown();
    if (!callers.awaitTermination(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("callers did not end");
    }
    reportOpen("after");
    new TreeMap<>(outcomes).forEach((outcome, count) -> print("outcome " + outcome, count.sum()));
    long[] times = Arrays.copyOf(hitNanos, Math.min(hits, MOST_TIMES));
    Arrays.sort(times);
    print("hits", hits);
    print("hit median us", times[times.length / 2] / 1000);
    print("hit p99 us", times[times.length * 99 / 100] / 1000);
  }

  /** What images being made, originals and the cache may take together of the heap, by default. */
  private static long budgets() {
    ResizeLimits limits = ResizeLimits.DEFAULTS;
    long cache = MemoryCacheStore.builder().build().capacityBytes();
    return limits.memoryBytes() + limits.heldSourceBytes() + cache;
  }

  /**
   * Lets the callers go on for some time, and on a slow machine for as long as some images take.
   *
   * @return the most that was resident meanwhile
   */
  private long goOn(int seconds) throws Exception {
    long start = System.nanoTime();
    long images = images();
    long mostResident = 0;
    long elapsed = 0;
    while (elapsed < seconds || (images() < images + LEAST_IMAGES && elapsed < MOST_SECONDS)) {
      TimeUnit.MILLISECONDS.sleep(500);
      mostResident = Math.max(mostResident, resident());
      elapsed = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    }
    return mostResident;
  }

  private long images() {
    LongAdder images = outcomes.get(IMAGE);
    return images == null ? 0 : images.sum();
  }

  private void call(Random random) {
    ImageFormat[] formats = {ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP, ImageFormat.GIF};
    while (!ends) {
      String original = originals.get(random.nextInt(originals.size()));
      ImageRequest.Builder request =
          ImageRequest.builder(original)
              .width(1 + random.nextInt(random.nextInt(8) == 0 ? 4000 : 600));
      if (random.nextInt(4) > 0) {
        request.format(formats[random.nextInt(formats.length)]);
      }
      if (random.nextInt(16) == 0) {
        request.height(1 + random.nextInt(3000)).enlarge(true);
      }
      count(() -> service.resize(request.build()));
    }
  }

  private interface Resize {
    ResizedImage run();
  }

  private void count(Resize resize) {
    String outcome;
    try {
      resize.run();
      outcome = IMAGE;
    } catch (ImageResizeException failure) {
      outcome = failure.reason().name();
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        outcome = cause instanceof OutOfMemoryError ? "OUT_OF_MEMORY" : outcome;
      }
      if (failure.reason() == Reason.OVERLOADED && failure.retryAfter().isEmpty()) {
        outcome = "OVERLOADED_WITHOUT_RETRY_AFTER";
      }
      if (failure.reason() == Reason.UNAVAILABLE || outcome.equals("OUT_OF_MEMORY")) {
        failure.printStackTrace(System.out);
      }
    } catch (Throwable unexpected) {
      outcome = "UNEXPECTED";
      unexpected.printStackTrace(System.out);
    }
    outcomes.computeIfAbsent(outcome, unused -> new LongAdder()).increment();
  }

  private void hit() {
    while (!ends) {
      long start = System.nanoTime();
      try {
        service.resize(HOT);
      } catch (ImageResizeException coldAndOverloaded) {
        continue;
      }
      hitNanos[hits++ % MOST_TIMES] = System.nanoTime() - start;
      try {
        TimeUnit.MILLISECONDS.sleep(2);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void report(String moment) throws Exception {
    // Twice, so that what has a cleaner goes too.
    System.gc();
    TimeUnit.MILLISECONDS.sleep(200);
    System.gc();
    print(moment + " heap", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    print(moment + " resident", resident());
    print(moment + " threads", ManagementFactory.getThreadMXBean().getThreadCount());
  }

  /** What is open while nobody calls. */
  private static void reportOpen(String moment) {
    print(moment + " descriptors", count(Path.of("/proc/self/fd")));
    print(moment + " temporary files", count(Path.of(System.getProperty("java.io.tmpdir"))));
  }

  private static long count(Path folder) {
    String[] names = new File(folder.toString()).list();
    return names == null ? 0 : names.length;
  }

  /** Resident memory, by Linux's own account; 0 elsewhere. */
  private static long resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .flatMapToLong(line -> LongStream.of(Long.parseLong(line.replaceAll("\\D", "")) << 10))
          .findFirst()
          .orElse(0);
    }
  }

  private static void print(String name, long value) {
    System.out.println(name + "=" + value);
  }
}
