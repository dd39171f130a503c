package io.github.imageresize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.cache.CacheEntry;
import io.github.imageresize.cache.CacheKey;
import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.cache.Lease;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.event.ImageFailed;
import io.github.imageresize.source.ImageSource;
import io.github.imageresize.source.ReadAllowance;
import io.github.imageresize.source.SourceImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the parts throw that a host brings, its calls end in one kind of exception. */
class OneExceptionTest {
  private static final ImageRequest REQUEST = ImageRequest.builder("a.png").width(8).build();

  static Stream<Supplier<RuntimeException>> failures() {
    return Stream.of(
        () -> new IllegalStateException("a defect"),
        () -> new NullPointerException("another"),
        () -> new UncheckedIOException(new IOException("no network")),
        () -> new ArrayIndexOutOfBoundsException(7));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void isThrownForWhateverASourceThrows(Supplier<RuntimeException> failure) {
    ImageSource source =
        new ImageSource() {
          @Override
          public SourceImage read(String path, ReadAllowance allowance) {
            throw failure.get();
          }

          @Override
          public String version(String path) {
            throw failure.get();
          }
        };
    try (ResizeService service = ResizeService.builder(source).build()) {
      assertAllThrowNothingElse(service);
      assertReason(() -> service.resize(REQUEST), Reason.UNAVAILABLE);
      assertReason(() -> service.describe("a.png"), Reason.UNAVAILABLE);
    }
  }

  /** What Java's types don't forbid. */
  @Test
  @SuppressWarnings("NullAway")
  void isThrownForASourceThatGivesNothing() {
    ImageSource source =
        new ImageSource() {
          @Override
          public SourceImage read(String path, ReadAllowance allowance) {
            return null;
          }

          @Override
          public String version(String path) {
            return null;
          }
        };
    try (ResizeService service = ResizeService.builder(source).build()) {
      assertAllThrowNothingElse(service);
      assertReason(() -> service.resize(REQUEST), Reason.UNAVAILABLE);
    }
  }

  @ParameterizedTest
  @MethodSource("failures")
  void isThrownForWhateverAPluginThrows(Supplier<RuntimeException> failure) {
    ImageReaderSpi plugin =
        new ImageReaderSpi() {
          @Override
          public boolean canDecodeInput(Object input) {
            return true;
          }

          @Override
          public ImageReader createReaderInstance(Object extension) {
            throw failure.get();
          }

          @Override
          public String getDescription(Locale locale) {
            return "fails";
          }

          @Override
          public String[] getFormatNames() {
            return new String[] {"odd"};
          }
        };
    try (ResizeService service =
        ResizeService.builder(holding("odd".getBytes(StandardCharsets.US_ASCII)))
            .plugin(plugin)
            .build()) {
      assertAllThrowNothingElse(service);
      assertThat(catchThrowable(() -> service.resize(REQUEST)))
          .isInstanceOf(ImageResizeException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("failures")
  void isThrownForWhateverAStoreAndAListenerThrow(Supplier<RuntimeException> failure) {
    CacheStore store =
        new CacheStore() {
          @Override
          public Optional<CacheEntry> get(CacheKey key) {
            throw failure.get();
          }

          @Override
          public void put(CacheKey key, CacheEntry entry, Duration timeToLive) {
            throw failure.get();
          }

          @Override
          public void invalidate(String source) {
            throw failure.get();
          }

          @Override
          public Lease lease(CacheKey key, Duration leaseTime) {
            throw failure.get();
          }
        };
    ResizeListener listener =
        new ResizeListener() {
          @Override
          public void failed(ImageFailed event) {
            throw failure.get();
          }
        };
    try (ResizeService service =
        ResizeService.builder(holding(new byte[0])).cache(store).listener(listener).build()) {
      assertAllThrowNothingElse(service);
      assertReason(() -> service.resize(REQUEST), Reason.UNSUPPORTED_IMAGE);
      assertReason(() -> service.invalidate("a.png"), Reason.UNAVAILABLE);
    }
  }

  @Test
  void isThrownForOptionsThatARequestMayNotHave() {
    assertReason(() -> ImageRequest.builder("a.png").width(0), Reason.INVALID_REQUEST);
    assertReason(() -> ImageRequest.builder(""), Reason.INVALID_REQUEST);
    assertReason(() -> ImageRequest.builder("a.png").quality(101), Reason.INVALID_REQUEST);
  }

  @Test
  void isThrownByAServiceThatIsClosed() {
    ResizeService service =
        ResizeService.builder(holding(new byte[0])).cache(MemoryCacheStore.ofBytes(1000)).build();
    service.close();

    assertAllThrowNothingElse(service);
  }

  private static ImageSource holding(byte[] bytes) {
    return new ImageSource() {
      @Override
      public SourceImage read(String path, ReadAllowance allowance) {
        return SourceImage.wrap(bytes, "1");
      }

      @Override
      public String version(String path) {
        return "1";
      }
    };
  }

  private static void assertAllThrowNothingElse(ResizeService service) {
    Stream.<ThrowingCallable>of(
            () -> service.resize(REQUEST),
            () -> service.cached(REQUEST),
            () -> service.currentVersion(REQUEST),
            () -> service.describe("a.png"),
            () -> service.makeLater(REQUEST),
            () -> service.invalidate("a.png"),
            () -> joined(service))
        .map(call -> catchThrowable(call))
        .filter(thrown -> thrown != null)
        .forEach(thrown -> assertThat(thrown).isInstanceOf(ImageResizeException.class));
  }

  /** What a future fails with. */
  private static void joined(ResizeService service) throws Throwable {
    try {
      service.resizeAsync(REQUEST, Runnable::run).join();
    } catch (CompletionException e) {
      throw e.getCause();
    }
  }

  private static void assertReason(ThrowingCallable call, Reason reason) {
    assertThat(catchThrowable(call))
        .isInstanceOfSatisfying(
            ImageResizeException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
