package io.github.imageresize.servlet;

import io.github.imageresize.ImageDescription;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ImageSize;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes "images" whose bytes tell the width that was asked for, and keeps them, with single flight.
 * Paths steer it: {@code slow…} waits for the latch, {@code large…} makes many bytes, {@code
 * missing…} and {@code broken…} fail, {@code fault…} throws an error.
 */
final class TestService implements ResizeService {
  static final int LARGE = 3_000_000;

  final CountDownLatch released = new CountDownLatch(1);
  final CountDownLatch interrupted = new CountDownLatch(1);
  final AtomicInteger resizes = new AtomicInteger();
  private final Map<ImageRequest, CompletableFuture<ResizedImage>> kept = new ConcurrentHashMap<>();

  @Override
  public ResizedImage resize(ImageRequest request) {
    CompletableFuture<ResizedImage> own = new CompletableFuture<>();
    CompletableFuture<ResizedImage> others = kept.putIfAbsent(request, own);
    if (others != null) {
      return others.join();
    }
    try {
      own.complete(make(request));
      return own.join();
    } catch (Throwable failure) {
      kept.remove(request, own);
      own.completeExceptionally(failure);
      throw failure;
    }
  }

  @Override
  public ImageDescription describe(String source) {
    ResizedImage image = make(ImageRequest.builder(source).build());
    ImageSize size = new ImageSize(image.width(), image.height());
    return ImageDescription.builder(image.format().name(), size).build();
  }

  private ResizedImage make(ImageRequest request) {
    resizes.incrementAndGet();
    String source = request.source();
    if (source.startsWith("missing")) {
      throw new ImageResizeException(Reason.SOURCE_NOT_FOUND, "/private/" + source + " is missing");
    }
    if (source.startsWith("broken")) {
      throw new IllegalStateException("a fault at /private/" + source);
    }
    if (source.startsWith("fault")) {
      throw new StackOverflowError("a fault at /private/" + source);
    }
    if (source.startsWith("slow")) {
      waitForRelease();
    }
    byte[] bytes = new byte[source.startsWith("large") ? LARGE : 1000];
    Arrays.fill(bytes, (byte) request.width().orElse(0));
    ImageFormat format = request.format().orElse(ImageFormat.JPEG);
    return ResizedImage.wrap(bytes, format, 10, 10, "v1", ResizedImage.Origin.LOCAL);
  }

  private void waitForRelease() {
    try {
      if (!released.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the test did not release the work");
      }
    } catch (InterruptedException stop) {
      interrupted.countDown();
      Thread.currentThread().interrupt();
      throw new ImageResizeException(Reason.TIMEOUT, "interrupted", stop);
    }
  }

  @Override
  public Optional<ResizedImage> cached(ImageRequest request) {
    return Optional.ofNullable(kept.get(request))
        .filter(CompletableFuture::isDone)
        .map(CompletableFuture::join)
        .map(image -> image.withOrigin(ResizedImage.Origin.CACHE));
  }

  @Override
  public Optional<String> currentVersion(ImageRequest request) {
    return Optional.of("v1");
  }

  @Override
  public String engine() {
    return "test-1";
  }
}
