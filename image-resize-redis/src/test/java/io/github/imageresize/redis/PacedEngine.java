package io.github.imageresize.redis;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes an image out of a request's text, in a given time, and counts. */
final class PacedEngine implements ResizeService {
  private final Duration takes;
  private final Runnable begins;
  private final AtomicInteger made = new AtomicInteger();

  PacedEngine(Duration takes, Runnable begins) {
    this.takes = takes;
    this.begins = begins;
  }

  @Override
  public ResizedImage resize(ImageRequest request) {
    made.incrementAndGet();
    begins.run();
    try {
      Thread.sleep(takes.toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
    return ResizedImage.wrap(
        expected(request), ImageFormat.PNG, 1, 1, "v1", ResizedImage.Origin.LOCAL);
  }

  @Override
  public String engine() {
    return "paced-1";
  }

  int made() {
    return made.get();
  }

  static byte[] expected(ImageRequest request) {
    return ("made of " + request).getBytes(StandardCharsets.UTF_8);
  }

  static boolean isRight(ImageRequest request, ResizedImage image) {
    return Arrays.equals(expected(request), image.toByteArray());
  }
}
