package io.github.imageresize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.cache.ManualClock;
import io.github.imageresize.event.EngineFallback;
import io.github.imageresize.internal.breaker.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FallbackResizeServiceTest {
  private static final ImageRequest REQUEST = ImageRequest.builder("a.jpg").width(10).build();

  private final ManualClock clock = new ManualClock();
  private final Engine first = new Engine("remote-1");
  private final Engine second = new Engine("local-1");
  private final List<Reason> fallbacks = new ArrayList<>();
  private final List<Runnable> probes = new ArrayList<>();
  private final ResizeListener listener =
      new ResizeListener() {
        @Override
        public void fellBack(EngineFallback event) {
          fallbacks.add(event.failure().reason());
        }
      };
  private final FallbackResizeService service =
      FallbackResizeService.builder(first, second)
          .listener(listener)
          .nanoTime(clock::nanoTime)
          .prober(probes::add)
          .build();

  @Test
  void asksTheFirstAloneWhileItAnswers() {
    assertThat(service.resize(REQUEST).isProvisional()).isFalse();
    assertThat(first.calls).isEqualTo(1);
    assertThat(second.calls).isZero();
    assertThat(fallbacks).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"RESULT_TOO_LARGE", "OVERLOADED", "UNAVAILABLE", "TIMEOUT"})
  void asksTheSecondWhenTheFirstCannotAnswer(Reason reason) {
    first.failWith(reason);

    assertThat(service.resize(REQUEST)).isNotNull();
    assertThat(second.calls).isEqualTo(1);
    assertThat(fallbacks).containsExactly(reason);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RESULT_TOO_LARGE", "OVERLOADED", "UNAVAILABLE", "TIMEOUT"})
  void neverFallsBackForABadImageOrABadRequest(Reason reason) {
    first.failWith(reason);

    ImageResizeException thrown =
        catchThrowableOfType(ImageResizeException.class, () -> service.resize(REQUEST));
    assertThat(thrown.reason()).isEqualTo(reason);
    assertThat(second.calls).isZero();
    assertThat(fallbacks).isEmpty();
  }

  @Test
  void marksWhatAnotherEngineMadeAsProvisional() {
    first.failWith(Reason.UNAVAILABLE);

    assertThat(service.resize(REQUEST).isProvisional()).isTrue();
  }

  @Test
  void keepsWhatAnEngineOfTheSameNameMade() {
    first.failWith(Reason.UNAVAILABLE);
    ResizeService alike = FallbackResizeService.builder(first, new Engine("remote-1")).build();

    assertThat(alike.resize(REQUEST).isProvisional()).isFalse();
  }

  @Test
  void throwsTheSecondsFailureWithTheFirstsInIt() {
    first.failWith(Reason.TIMEOUT);
    second.failWith(Reason.CORRUPT_IMAGE);

    ImageResizeException thrown =
        catchThrowableOfType(ImageResizeException.class, () -> service.resize(REQUEST));
    assertThat(thrown.reason()).isEqualTo(Reason.CORRUPT_IMAGE);
    assertThat(thrown.getSuppressed()).singleElement().isEqualTo(first.failure.get());
  }

  @Test
  void saysThatWhatTheSecondCouldNotDoRestsOnTheMoment() {
    first.failWith(Reason.TIMEOUT);
    second.failWith(Reason.CORRUPT_IMAGE);

    ImageResizeException thrown =
        catchThrowableOfType(ImageResizeException.class, () -> service.resize(REQUEST));
    assertThat(thrown.basis()).isEqualTo(Basis.MOMENT);

    Engine twin = new Engine("remote-1");
    twin.failWith(Reason.CORRUPT_IMAGE);
    ResizeService alike = FallbackResizeService.builder(first, twin).build();
    thrown = catchThrowableOfType(ImageResizeException.class, () -> alike.resize(REQUEST));
    assertThat(thrown.basis()).isEqualTo(Basis.ORIGINAL);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"UNAVAILABLE", "TIMEOUT"})
  void doesNotHandOnTheImageThatTheFirstDiedOf(Reason reason) {
    ImageResizeException verdict =
        new ImageResizeException(reason, "the function ran out of memory")
            .withBasis(Basis.ORIGINAL);
    first.failure = () -> verdict;
    for (int i = 0; i < 2 * CircuitBreaker.FAILURES_TO_OPEN; i++) {
      assertThatThrownBy(() -> service.resize(REQUEST)).isSameAs(verdict);
    }

    assertThat(second.calls).isZero();
    assertThat(first.calls).as("no breaker counts it").isEqualTo(10);
  }

  @Test
  void handsOverWhatThePolicyNames() {
    FallbackPolicy policy =
        FallbackPolicy.builder()
            .fallBackOn(Reason.TIMEOUT, Basis.ORIGINAL)
            .failOn(Reason.OVERLOADED, Basis.MOMENT)
            .build();
    ResizeService lenient = FallbackResizeService.builder(first, second).policy(policy).build();

    first.failure = () -> new ImageResizeException(Reason.TIMEOUT, "").withBasis(Basis.ORIGINAL);
    assertThat(lenient.resize(REQUEST)).isNotNull();

    first.failWith(Reason.OVERLOADED);
    assertThatThrownBy(() -> lenient.resize(REQUEST)).isInstanceOf(ImageResizeException.class);
    assertThat(second.calls).isEqualTo(1);
  }

  @Test
  void doesNotFallBackOnAnInterruptedThread() {
    first.failWith(Reason.TIMEOUT);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> service.resize(REQUEST)).isEqualTo(first.failure.get());
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(second.calls).isZero();
  }

  @Test
  void goesOnWhenTheListenerFails() {
    first.failWith(Reason.UNAVAILABLE);
    ResizeListener broken =
        new ResizeListener() {
          @Override
          public void fellBack(EngineFallback event) {
            throw new IllegalStateException("broken listener");
          }
        };

    ResizeService told = FallbackResizeService.builder(first, second).listener(broken).build();
    assertThat(told.resize(REQUEST)).isNotNull();
  }

  @Test
  void asksTheSecondForTheVersionThatTheFirstDoesNotKnow() {
    second.version = Optional.of("v2");
    assertThat(service.currentVersion(REQUEST)).contains("v2");

    first.version = Optional.of("v1");
    assertThat(service.currentVersion(REQUEST)).contains("v1");

    first.failWith(Reason.UNAVAILABLE);
    assertThat(service.currentVersion(REQUEST)).contains("v2");

    first.failWith(Reason.SOURCE_NOT_FOUND);
    assertThatThrownBy(() -> service.currentVersion(REQUEST)).isEqualTo(first.failure.get());
  }

  @Test
  void writesWhatBothCanWrite() {
    first.formats = EnumSet.of(ImageFormat.JPEG, ImageFormat.WEBP);
    second.formats = EnumSet.of(ImageFormat.JPEG, ImageFormat.PNG);
    assertThat(service.outputFormats()).containsExactly(ImageFormat.JPEG);

    second.formats = EnumSet.of(ImageFormat.PNG);
    assertThat(service.outputFormats())
        .containsExactlyInAnyOrder(ImageFormat.JPEG, ImageFormat.WEBP);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"UNAVAILABLE", "TIMEOUT"})
  void letsAFirstThatKeepsFailingAloneForAWhile(Reason reason) {
    first.failWith(reason);
    resize(CircuitBreaker.FAILURES_TO_OPEN + 3);
    assertThat(first.calls).isEqualTo(CircuitBreaker.FAILURES_TO_OPEN);
    assertThat(second.calls).isEqualTo(CircuitBreaker.FAILURES_TO_OPEN + 3);
    assertThat(fallbacks).hasSize(CircuitBreaker.FAILURES_TO_OPEN + 3);

    first.recover();
    clock.advance(CircuitBreaker.PAUSE);
    resize(1);
    probes.remove(0).run();
    resize(1);
    assertThat(first.calls).isEqualTo(CircuitBreaker.FAILURES_TO_OPEN + 2);
  }

  @Test
  void triesAFirstAgainByTimeThatGoesByWhateverTheClockSays() {
    first.failWith(Reason.UNAVAILABLE);
    resize(CircuitBreaker.FAILURES_TO_OPEN);
    clock.set(Duration.ofHours(1));
    resize(1);
    assertThat(probes).isEmpty();
    clock.set(Duration.ofHours(-2));

    clock.advance(CircuitBreaker.PAUSE);
    resize(1);

    assertThat(probes).hasSize(1);
  }

  @Test
  void keepsWhatANodeOfTheSameEngineMade() {
    first.failWith(Reason.UNAVAILABLE);
    ResizeService alike =
        FallbackResizeService.builder(first, new Engine("remote-1--nowebp")).build();
    assertThat(alike.resize(REQUEST).isProvisional()).isFalse();

    ResizeService other = FallbackResizeService.builder(first, new Engine("remote-10")).build();
    assertThat(other.resize(REQUEST).isProvisional()).isTrue();
  }

  @Test
  void triesAFirstThatMayHangBesideTheRequestAndNeverTwiceAtATime() {
    first.failWith(Reason.TIMEOUT);
    resize(CircuitBreaker.FAILURES_TO_OPEN);
    for (int pause = 0; pause < 4; pause++) {
      clock.advance(CircuitBreaker.PAUSE);
      resize(10);
    }
    assertThat(probes).as("the first try has not come back").hasSize(1);
    assertThat(first.calls).isEqualTo(CircuitBreaker.FAILURES_TO_OPEN);

    probes.remove(0).run();
    assertThat(first.calls).isEqualTo(CircuitBreaker.FAILURES_TO_OPEN + 1);
    clock.advance(CircuitBreaker.PAUSE);
    resize(10);
    assertThat(probes).hasSize(1);
  }

  @Test
  void logsEachReasonOnceAMinuteAndWhenTheFirstIsLetAloneAndWorksAgain() {
    List<String> log = new ArrayList<>();
    Handler handler = recording(log);
    Logger logger = Logger.getLogger(FallbackResizeService.class.getName());
    logger.addHandler(handler);
    try {
      first.failWith(Reason.OVERLOADED);
      resize(20);
      assertThat(log).singleElement(STRING).contains("OVERLOADED, 0 more untold", "as told");
      clock.advance(Duration.ofSeconds(60));
      resize(1);
      assertThat(log).hasSize(2).last(STRING).contains("OVERLOADED, 19 more untold");

      log.clear();
      first.failWith(Reason.TIMEOUT);
      resize(CircuitBreaker.FAILURES_TO_OPEN);
      assertThat(log).hasSize(2);
      assertThat(log.get(1)).contains("remote-1", "5 times in a row");
      first.recover();
      clock.advance(CircuitBreaker.PAUSE);
      resize(1);
      probes.remove(0).run();
      assertThat(log).last(STRING).contains("remote-1 works again");
    } finally {
      logger.removeHandler(handler);
    }
  }

  private static Handler recording(List<String> log) {
    return new Handler() {
      @Override
      public void publish(LogRecord event) {
        log.add(new SimpleFormatter().formatMessage(event));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  @Test
  void asksTheSecondForVersionsWhereItReadsTheSameOriginals() {
    ResizeService near =
        FallbackResizeService.builder(first, second).versionsFromSecond(true).build();
    first.version = Optional.of("v1");
    assertThat(near.currentVersion(REQUEST)).contains("v1");

    second.version = Optional.of("v2");
    first.failWith(Reason.UNAVAILABLE);
    assertThat(near.currentVersion(REQUEST)).contains("v2");
  }

  @Test
  void asksForTheVersionOfASourceOnceForAllItsVariants() {
    List<String> asked = new ArrayList<>();
    ResizeService counting =
        new ForwardingResizeService(first) {
          @Override
          public Optional<String> currentVersion(ImageRequest request) {
            asked.add(request.source());
            return Optional.of("v" + asked.size());
          }
        };
    ResizeService shared = new VersionsBySource(counting, clock::nanoTime);
    for (int width = 1; width < 9; width++) {
      ImageRequest variant = ImageRequest.builder("a.jpg").width(width).build();
      assertThat(shared.currentVersion(variant)).contains("v1");
    }
    assertThat(shared.currentVersion(ImageRequest.builder("b.jpg").build())).contains("v2");

    shared.invalidate("a.jpg");
    assertThat(shared.currentVersion(ImageRequest.builder("a.jpg").build())).contains("v3");
    clock.advance(Duration.ofSeconds(2));
    assertThat(shared.currentVersion(ImageRequest.builder("a.jpg").build())).contains("v4");

    ImageRequest marked = ImageRequest.builder("a.jpg").overlay("mark.png").build();
    assertThat(shared.currentVersion(marked)).as("of both pictures").contains("v5");
    shared.invalidate("mark.png");
    assertThat(shared.currentVersion(marked)).contains("v6");
    assertThat(shared.currentVersion(ImageRequest.builder("a.jpg").build())).contains("v4");
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"OVERLOADED", "CORRUPT_IMAGE"})
  void goesOnAskingAFirstThatAnswers(Reason reason) {
    first.failWith(reason);
    for (int i = 0; i < 20; i++) {
      try {
        service.resize(REQUEST);
      } catch (ImageResizeException badImage) {
        assertThat(badImage.reason()).isEqualTo(reason);
      }
    }
    assertThat(first.calls).isEqualTo(20);
  }

  @Test
  void bearsTheFirstsNameAndClosesNeither() {
    assertThat(service.engine()).isEqualTo("remote-1");
    service.close();
    assertThat(first.closed).isFalse();
    assertThat(second.closed).isFalse();
  }

  private void resize(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(service.resize(REQUEST)).isNotNull();
    }
  }

  /** Answers with a one-byte image, or fails as told. */
  private static final class Engine implements ResizeService {
    private final String name;
    private Supplier<ImageResizeException> failure = () -> null;
    private Set<ImageFormat> formats = EnumSet.allOf(ImageFormat.class);
    private Optional<String> version = Optional.empty();
    private int calls;
    private boolean closed;

    Engine(String name) {
      this.name = name;
    }

    void failWith(Reason reason) {
      ImageResizeException thrown = new ImageResizeException(reason, "as told");
      failure = () -> thrown;
    }

    void recover() {
      failure = () -> null;
    }

    @Override
    public ResizedImage resize(ImageRequest request) {
      calls++;
      throwIfToldTo();
      return ResizedImage.wrap(
          new byte[] {1}, ImageFormat.JPEG, 1, 1, "", ResizedImage.Origin.REMOTE);
    }

    @Override
    public Optional<String> currentVersion(ImageRequest request) {
      throwIfToldTo();
      return version;
    }

    @Override
    public Set<ImageFormat> outputFormats() {
      return formats;
    }

    @Override
    public String engine() {
      return name;
    }

    @Override
    public void close() {
      closed = true;
    }

    private void throwIfToldTo() {
      ImageResizeException thrown = failure.get();
      if (thrown != null) {
        throw thrown;
      }
    }
  }
}
