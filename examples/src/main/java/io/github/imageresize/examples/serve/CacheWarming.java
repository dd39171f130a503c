package io.github.imageresize.examples.serve;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.examples.ProgressBar;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Makes images, some at a time, and counts what became of them. Thread-safe. */
final class CacheWarming {
  private final ResizeService service;
  private final PrintWriter out;
  private final int total;
  private final ProgressBar bar;
  private int made;
  private int found;
  private int failed;
  private long bytes;

  CacheWarming(ResizeService service, PrintWriter out, int total, ProgressBar bar) {
    this.service = service;
    this.out = out;
    this.total = total;
    this.bar = bar;
  }

  /** Makes all that are not there; returns when the last is done. */
  void run(List<ImageRequest> requests, int atATime, PrintWriter err) {
    ExecutorService executor = Executors.newFixedThreadPool(atATime);
    for (ImageRequest request : requests) {
      executor.execute(() -> make(request, err));
    }
    executor.shutdown();
    try {
      if (!executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS)) {
        throw new IllegalStateException("the work has no end");
      }
    } catch (InterruptedException interrupted) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** Prints the sum; true if nothing failed. */
  synchronized boolean finish() {
    bar.erase();
    out.printf("%d made, %d were there, %d failed; %,d bytes in all%n", made, found, failed, bytes);
    return failed == 0;
  }

  private void make(ImageRequest request, PrintWriter err) {
    try {
      ResizedImage image = service.resize(request);
      count(request, image);
    } catch (ImageResizeException failure) {
      fail(request, failure.reason() + ": " + failure.getMessage(), err);
    } catch (RuntimeException fault) {
      fail(request, "unexpected: " + fault, err);
    }
  }

  private synchronized void count(ImageRequest request, ResizedImage image) {
    boolean hit = image.origin() == ResizedImage.Origin.CACHE;
    made += hit ? 0 : 1;
    found += hit ? 1 : 0;
    bytes += image.length();
    if (!bar.isShown()) {
      out.printf(
          "%d/%d %s %s %s, %,d bytes%n",
          made + found + failed,
          total,
          hit ? "there" : "made",
          request.source(),
          image.width() + "x" + image.height() + " " + image.format().label(),
          image.length());
    }
    bar.draw(made + found + failed);
  }

  private synchronized void fail(ImageRequest request, String why, PrintWriter err) {
    failed++;
    bar.erase();
    err.println(request.source() + ": " + why.replaceAll("\\s*\\R\\s*", " "));
    bar.draw(made + found + failed);
  }
}
