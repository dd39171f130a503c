package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.Crop;
import io.github.imageresize.Fit;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeLimits;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wherever much is done for an image, the deadline is looked at often enough to be kept. */
class DeadlineTest {
  /** What passes unnoticed at most, of processor time, so that other programs don't count. */
  private static final Duration LONGEST_STRETCH = Duration.ofMillis(150);

  private static final BufferedImage SMALL = Drawing.blobs(64, 64, BufferedImage.TYPE_3BYTE_BGR);
  private static final BufferedImage DOT = Drawing.blobs(1, 1, BufferedImage.TYPE_3BYTE_BGR);

  private static final BufferedImage LARGE =
      Drawing.blobs(3000, 2000, BufferedImage.TYPE_3BYTE_BGR);

  private final SteppingClock clock = new SteppingClock();
  private final LocalResizeService service =
      LocalResizeService.builder()
          .limits(ResizeLimits.builder().deadline(Duration.ofHours(1)).build())
          .clock(clock)
          .build();

  /** Stands still but for a jump to the end of all time, before the look that it is told. */
  private static final class SteppingClock implements InstantSource {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private int looks;
    private int lastLook = Integer.MAX_VALUE;
    private long before = threads.getCurrentThreadCpuTime();
    private long longest;

    void restart(int last) {
      looks = 0;
      lastLook = last;
      longest = 0;
      before = threads.getCurrentThreadCpuTime();
    }

    @Override
    public Instant instant() {
      long now = threads.getCurrentThreadCpuTime();
      longest = Math.max(longest, now - before);
      before = now;
      return Instant.EPOCH.plus(++looks > lastLook ? Duration.ofDays(1) : Duration.ZERO);
    }
  }

  static Stream<Arguments> work() {
    return Stream.of(
        work("enlarged JPEG", Drawing.jpeg(SMALL), enlarged(3000, ImageFormat.JPEG)),
        work("enlarged PNG", Drawing.png(SMALL), enlarged(3000, ImageFormat.PNG)),
        work("enlarged GIF", Drawing.png(SMALL), enlarged(2000, ImageFormat.GIF)),
        work("padded PNG", Drawing.png(DOT), padded(4096, ImageFormat.PNG)),
        work("padded JPEG", Drawing.png(DOT), padded(4096, ImageFormat.JPEG)),
        work(
            "turned JPEG",
            Drawing.withExif(Drawing.jpeg(SMALL), 6),
            enlarged(3000, ImageFormat.JPEG)),
        work(
            "last rows of a baseline JPEG",
            Drawing.jpeg(LARGE),
            request(ImageFormat.JPEG).crop(Crop.pixels(0, 1990, 3000, 10)).width(30)),
        work(
            "progressive JPEG",
            LargeJpegs.progressive(4000, 3000),
            request(ImageFormat.JPEG).width(1500)),
        work(
            "last rows of a PNG",
            Drawing.png(LARGE),
            request(ImageFormat.PNG).crop(Crop.pixels(0, 1990, 3000, 10)).width(30)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("work")
  void isKeptWhereverItPasses(String name, byte[] original, ImageRequest request) {
    service.resize(original, request);
    clock.restart(Integer.MAX_VALUE);
    service.resize(original, request);
    int looks = clock.looks;

    assertThat(Duration.ofNanos(clock.longest)).isLessThan(LONGEST_STRETCH);
    assertThat(looks).isGreaterThan(20);
    for (int step = 1; step <= 5; step++) {
      clock.restart(looks * step / 6);
      assertThatThrownBy(() -> service.resize(original, request))
          .isInstanceOfSatisfying(
              ImageResizeException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT));
      assertThat(clock.looks).as("nothing goes on").isLessThanOrEqualTo(clock.lastLook + 3);
    }
  }

  private static Arguments work(String name, byte[] original, ImageRequest.Builder request) {
    return Arguments.of(name, original, request.build());
  }

  private static ImageRequest.Builder enlarged(int side, ImageFormat format) {
    return request(format).width(side).height(side).enlarge(true);
  }

  private static ImageRequest.Builder padded(int side, ImageFormat format) {
    return request(format).width(side).height(side).fit(Fit.CONTAIN);
  }

  private static ImageRequest.Builder request(ImageFormat format) {
    return ImageRequest.builder("drawn").format(format);
  }
}
