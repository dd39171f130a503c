package io.github.imageresize.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ForwardingResizeService;
import io.github.imageresize.ResizeService;
import io.github.imageresize.http.ImageHttpHandler;
import io.github.imageresize.http.SizePolicy;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilterTimeoutTest {

  private static ImageHttpHandler handler(Optional<Duration> deadline) {
    ResizeService service =
        new ForwardingResizeService(new TestService()) {
          @Override
          public Optional<Duration> deadline() {
            return deadline;
          }
        };
    return ImageHttpHandler.builder(service).sizes(SizePolicy.allowAnySize()).build();
  }

  @Test
  void waitsByDefaultForAllEnginesInTurn() {
    assertThat(timeout(Optional.empty())).isEqualTo(ImageResizeFilter.DEFAULT_TIMEOUT);
    assertThat(timeout(Optional.of(Duration.ofSeconds(10))))
        .isEqualTo(ImageResizeFilter.DEFAULT_TIMEOUT);
    assertThat(timeout(Optional.of(Duration.ofSeconds(35)))).hasSeconds(36);
  }

  private static Duration timeout(Optional<Duration> deadline) {
    ImageResizeFilter filter = new ImageResizeFilter(handler(deadline));
    filter.destroy();
    return filter.timeout();
  }

  @Test
  void refusesToGiveUpBeforeTheEnginesDo() {
    ImageHttpHandler slow = handler(Optional.of(Duration.ofSeconds(35)));

    assertThatThrownBy(() -> new ImageResizeFilter(slow, Runnable::run, Duration.ofSeconds(34)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "timeout must be at least PT35S, what the engines may take together, but is PT34S: give"
                + " the filter more time, or the engines less (ResizeLimits.deadline for this"
                + " process, timeLimits for a function)");
    assertThat(new ImageResizeFilter(slow, Runnable::run, Duration.ofSeconds(35)).timeout())
        .hasSeconds(35);
  }
}
