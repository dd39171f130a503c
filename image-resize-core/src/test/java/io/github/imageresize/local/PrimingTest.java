package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.ResizeListener;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizeServiceBuilder;
import io.github.imageresize.event.ImageMade;
import io.github.imageresize.internal.codec.png.PngEncoder;
import io.github.imageresize.source.DirectoryImageSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrimingTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir private Path folder;

  @Test
  void makesImagesUntilTheTimeIsOver() {
    AtomicLong nanos = new AtomicLong();
    LocalResizeService service =
        LocalResizeService.builder()
            // Each look at the clock is a hundredth of a second later.
            .clock(Deadline.monotonic(() -> nanos.addAndGet(10_000_000)))
            .limits(ResizeLimits.builder().deadline(LONG).build())
            .build();

    int made = service.prime(Duration.ofMinutes(3));

    assertThat(made).isBetween(1, Priming.ROUNDS);
    assertThat(nanos.get()).isGreaterThan(Duration.ofMinutes(3).toNanos());
  }

  @Test
  void isDoneBeforeAServiceIsBuiltWhereThatIsAskedFor() {
    AtomicLong nanos = new AtomicLong();
    ResizeServiceBuilder builder =
        ResizeService.builder(new DirectoryImageSource(folder))
            .nanoTime(() -> nanos.addAndGet(10_000_000));

    builder.build().close();
    assertThat(Duration.ofNanos(nanos.get())).isLessThan(Duration.ofSeconds(10));
    builder.priming(Duration.ofMinutes(1)).build().close();
    assertThat(Duration.ofNanos(nanos.get())).isGreaterThan(Duration.ofMinutes(1));
    assertThatThrownBy(() -> builder.priming(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("priming must be positive and at most PT1H, but is PT-1S");
  }

  @Test
  void tellsNoListener() {
    List<ImageMade> told = new ArrayList<>();
    ResizeListener listener =
        new ResizeListener() {
          @Override
          public void made(ImageMade event) {
            told.add(event);
          }
        };
    LocalResizeService service = LocalResizeService.builder().listener(listener).build();

    assertThat(service.prime(Duration.ofMillis(300))).isNotNegative();

    assertThat(told).isEmpty();
  }

  @Test
  void makesEveryFormatThatCanBeWritten() {
    List<String> made = new ArrayList<>();
    Priming priming =
        new Priming(
            new PngEncoder(),
            true,
            (original, request) -> {
              made.add(request.format().orElseThrow().label());
              return original;
            });
    for (int round = 0; round < 6; round++) {
      priming.round(round);
    }

    assertThat(made).contains("jpeg", "png", "webp");
  }

  @Test
  void endsWhereLimitsRefuseItsImages() {
    LocalResizeService service =
        LocalResizeService.builder()
            .limits(ResizeLimits.builder().sourcePixels(1000).build())
            .build();

    assertThat(service.prime(LONG)).isZero();
  }

  @Test
  void wantsSomeTime() {
    LocalResizeService service = LocalResizeService.builder().build();

    assertThatThrownBy(() -> service.prime(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("time must be positive, but is PT0S");
  }

  @Test
  void leavesTheServiceAsItWas() {
    LocalResizeService service = LocalResizeService.builder().build();
    String before = service.engine();

    service.prime(Duration.ofMillis(200));

    assertThat(service.engine()).isEqualTo(before);
    assertThatThrownBy(() -> service.resize(ImageRequest.builder("priming").build()))
        .hasMessageContaining("without a source");
  }
}
