package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.Position;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.cache.Await;
import io.github.imageresize.cache.CacheLifetimes;
import io.github.imageresize.cache.ManualClock;
import io.github.imageresize.source.ImageSource;
import io.github.imageresize.source.ReadAllowance;
import io.github.imageresize.source.SourceImage;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is laid over a result: where, how large, and what becomes of it when it is changed. */
class OverlayTest {
  private static final BufferedImage PHOTO = Drawing.blobs(160, 120, BufferedImage.TYPE_3BYTE_BGR);
  private static final BufferedImage CUT_OUT = Drawing.blobs(160, 120, BufferedImage.TYPE_INT_ARGB);

  private final Pictures pictures = new Pictures();
  private final LocalResizeService service = LocalResizeService.builder(pictures).build();

  OverlayTest() {
    pictures.put("photo.png", Drawing.png(PHOTO));
    pictures.put("cut-out.png", Drawing.png(CUT_OUT));
    pictures.put("mark.png", Drawing.png(filled(40, 20, 0xffff0000)));
    pictures.put("veil.png", Drawing.png(filled(30, 30, 0x6600ff00)));
  }

  @Test
  void liesInItsPlaceAndLetsTheRestAlone() {
    Pixels after = made("photo.png", request -> request.overlayPosition(Position.BOTTOM_RIGHT));
    Pixels before = Pixels.of(PHOTO);
    int different = 0;
    for (int y = 0; y < 120; y++) {
      for (int x = 0; x < 160; x++) {
        int[] expected = x >= 120 && y >= 100 ? new int[] {255, 0, 0, 255} : before.at(x, y);
        different += same(after.at(x, y), expected, 0) ? 0 : 1;
      }
    }
    assertThat(different).isZero();
  }

  @Test
  void goesWithItsMiddleToAPointAsNearAsItFits() {
    Pixels after = made("photo.png", request -> request.overlayPosition(Position.parse("0.5,1")));
    assertThat(after.at(60, 100)).containsExactly(255, 0, 0, 255);
    assertThat(after.at(99, 119)).containsExactly(255, 0, 0, 255);
    assertThat(after.at(59, 110)).isNotEqualTo(new int[] {255, 0, 0, 255});
  }

  @Test
  void isMixedInByItsOpacity() {
    Pixels after =
        made(
            "photo.png",
            request -> request.overlayPosition(Position.TOP_LEFT).overlayOpacity(0.25));
    int[] below = Pixels.of(PHOTO).at(10, 10);
    int[] expected = {
      Math.round(below[0] * 0.75f + 255 * 0.25f),
      Math.round(below[1] * 0.75f),
      Math.round(below[2] * 0.75f),
      255
    };
    assertThat(same(after.at(10, 10), expected, 1)).isTrue();
  }

  @Test
  void isScaledByTheResultsWidthAndRepeatsFromTheCorner() {
    Pixels after =
        made(
            "photo.png",
            "veil.png",
            request -> request.width(80).overlayScale(0.25).overlayRepeat(true));
    Pixels before =
        Pixels.decode(
            service
                .resize(ImageRequest.builder("photo.png").width(80).format(ImageFormat.PNG).build())
                .toByteArray());
    int different = 0;
    for (int y = 0; y < 60; y++) {
      for (int x = 0; x < 80; x++) {
        int[] below = before.at(x, y);
        int[] expected = {
          Math.round(below[0] * 0.6f),
          Math.round(below[1] * 0.6f + 102),
          Math.round(below[2] * 0.6f),
          255
        };
        different += same(after.at(x, y), expected, 2) ? 0 : 1;
      }
    }
    assertThat(different).isZero();
  }

  @Test
  void isMadeSmallerWhereItIsLargerThanTheResult() {
    pictures.put("poster.png", Drawing.png(filled(1000, 100, 0xff0000ff)));
    Pixels after =
        made("photo.png", "poster.png", request -> request.overlayPosition(Position.TOP_LEFT));
    assertThat(after.at(0, 0)).containsExactly(0, 0, 255, 255);
    assertThat(after.at(159, 15)).containsExactly(0, 0, 255, 255);
    assertThat(after.at(80, 16)).isEqualTo(Pixels.of(PHOTO).at(80, 16));
  }

  @Test
  void mayBeThePictureItself() {
    Pixels after = made("photo.png", "photo.png", request -> request);
    assertThat(after.psnr(Pixels.of(PHOTO))).isGreaterThan(55);
  }

  @Test
  void liesOverTransparencyByTheRuleOfPorterAndDuff() {
    Pixels before = Pixels.of(CUT_OUT);
    Pixels after =
        made("cut-out.png", "veil.png", request -> request.overlayPosition(Position.TOP_LEFT));
    int wrong = 0;
    for (int y = 0; y < 30; y++) {
      for (int x = 0; x < 30; x++) {
        int[] below = before.at(x, y);
        double seen = below[3] / 255.0 * 0.6;
        double alpha = 0.4 + seen;
        int[] expected = new int[4];
        for (int channel = 0; channel < 3; channel++) {
          double over = channel == 1 ? 255 * 0.4 : 0;
          expected[channel] = (int) Math.round((over + below[channel] * seen) / alpha);
        }
        expected[3] = (int) Math.round(255 * alpha);
        wrong += same(after.at(x, y), expected, 2) ? 0 : 1;
      }
    }
    assertThat(wrong).isZero();
  }

  @Test
  void coloursAGreyPictureAndAJpeg() {
    pictures.put("grey.png", Drawing.png(Drawing.blobs(160, 120, BufferedImage.TYPE_BYTE_GRAY)));
    Pixels grey = made("grey.png", request -> request.overlayPosition(Position.TOP_LEFT));
    assertThat(grey.at(5, 5)).containsExactly(255, 0, 0, 255);
    pictures.put("photo.jpg", Drawing.jpeg(PHOTO));
    ResizedImage jpeg =
        service.resize(
            ImageRequest.builder("photo.jpg")
                .overlay("mark.png")
                .overlayPosition(Position.TOP_LEFT)
                .build());
    assertThat(jpeg.format()).isEqualTo(ImageFormat.JPEG);
    assertThat(
            same(
                Pixels.of(Drawing.read(jpeg.toByteArray())).at(20, 10),
                new int[] {255, 0, 0, 255},
                8))
        .isTrue();
  }

  @Test
  void isReadAgainOnlyWhenItsVersionHasChanged() {
    ImageRequest request = asked("photo.png", "mark.png", UnaryOperator.identity());
    ResizedImage first = service.resize(request);
    assertThat(service.resize(request).toByteArray()).isEqualTo(first.toByteArray());
    assertThat(pictures.reads("mark.png")).isEqualTo(1);
    assertThat(service.currentVersion(request)).hasValue(first.sourceVersion());
    pictures.put("mark.png", Drawing.png(filled(40, 20, 0xff00ffff)));
    assertThat(service.currentVersion(request)).isNotEmpty();
    assertThat(service.currentVersion(request).orElseThrow()).isNotEqualTo(first.sourceVersion());
    ResizedImage second = service.resize(request);
    assertThat(second.sourceVersion()).isNotEqualTo(first.sourceVersion());
    assertThat(Pixels.decode(second.toByteArray()).at(80, 60)).containsExactly(0, 255, 255, 255);
    assertThat(pictures.reads("mark.png")).isEqualTo(2);
  }

  @Test
  void isNoticedWhenItHasChangedThoughTheOriginalHasNot() {
    ManualClock clock = new ManualClock();
    Duration fresh = Duration.ofMinutes(1);
    ImageRequest plain = ImageRequest.builder("photo.png").width(80).build();
    ImageRequest marked = plain.toBuilder().overlay("mark.png").build();
    try (ResizeService cached =
        ResizeService.builder(pictures)
            .lifetimes(CacheLifetimes.builder().fresh(fresh).build())
            .clock(clock)
            .nanoTime(clock::nanoTime)
            .build()) {
      cached.resize(plain);
      byte[] red = cached.resize(marked).toByteArray();
      clock.advance(fresh.multipliedBy(2));
      for (ImageRequest request : List.of(plain, marked)) {
        cached.resize(request);
        Await.until("what has not changed is kept on", () -> isFresh(cached, request, clock));
      }
      assertThat(pictures.reads("photo.png")).as("nothing was made anew").isEqualTo(2);

      pictures.put("mark.png", Drawing.png(filled(40, 20, 0xff00ffff)));
      clock.advance(fresh.multipliedBy(2));
      assertThat(cached.resize(marked).toByteArray()).isEqualTo(red);
      Await.until(
          "the overlay's change is seen", () -> differs(cached.cached(marked).orElse(null), red));
    }
  }

  private static boolean isFresh(ResizeService cached, ImageRequest request, ManualClock clock) {
    return cached
        .cached(request)
        .flatMap(ResizedImage::freshUntil)
        .orElseThrow()
        .isAfter(clock.instant());
  }

  private static boolean differs(@Nullable ResizedImage image, byte[] before) {
    return image != null && !Arrays.equals(image.toByteArray(), before);
  }

  @Test
  void isAskedForItsVersionByTheDeadlineOfTheRequest() {
    ImageRequest request = asked("photo.png", "mark.png", UnaryOperator.identity());
    service.resize(request);
    service.currentVersion(request);

    assertThat(pictures.deadlines).hasSize(3).doesNotContain(Deadline.NONE);
  }

  @Test
  void isNamedWhereItCanNotBeRead() {
    pictures.put("text.png", "not an image".getBytes(StandardCharsets.UTF_8));
    for (String overlay : new String[] {"missing.png", "text.png"}) {
      ImageRequest request = asked("photo.png", overlay, UnaryOperator.identity());
      assertThatThrownBy(() -> service.resize(request))
          .isInstanceOfSatisfying(
              ImageResizeException.class,
              e -> {
                assertThat(e.reason()).isEqualTo(Reason.INVALID_REQUEST);
                assertThat(e.publicMessage())
                    .isEqualTo("overlay must be the path of an image that can be read");
              })
          .hasMessageContaining("overlay")
          .hasMessageContaining(overlay);
    }
    ImageRequest request = asked("photo.png", "mark.png", UnaryOperator.identity());
    assertThatThrownBy(
            () -> LocalResizeService.builder().build().resize(Drawing.png(PHOTO), request))
        .hasMessageContaining("overlay")
        .hasMessageContaining("without a source");
  }

  private Pixels made(String source, UnaryOperator<ImageRequest.Builder> options) {
    return made(source, "mark.png", options);
  }

  private Pixels made(String source, String overlay, UnaryOperator<ImageRequest.Builder> options) {
    return Pixels.decode(service.resize(asked(source, overlay, options)).toByteArray());
  }

  private static ImageRequest asked(
      String source, String overlay, UnaryOperator<ImageRequest.Builder> options) {
    return options
        .apply(ImageRequest.builder(source).format(ImageFormat.PNG).overlay(overlay))
        .build();
  }

  private static boolean same(int[] actual, int[] expected, int tolerance) {
    for (int i = 0; i < expected.length; i++) {
      if (Math.abs(actual[i] - expected[i]) > tolerance) {
        return false;
      }
    }
    return true;
  }

  private static BufferedImage filled(int width, int height, int argb) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, argb);
      }
    }
    return image;
  }

  /** Pictures by path, each with a version that its bytes tell. */
  private static final class Pictures implements ImageSource {
    private final Map<String, byte[]> files = new HashMap<>();
    private final Map<String, Integer> reads = new HashMap<>();
    private final List<Deadline> deadlines = new ArrayList<>();

    void put(String path, byte[] bytes) {
      files.put(path, bytes);
    }

    int reads(String path) {
      return reads.getOrDefault(path, 0);
    }

    @Override
    public SourceImage read(String path, ReadAllowance allowance) {
      reads.merge(path, 1, Integer::sum);
      return SourceImage.wrap(file(path), version(path));
    }

    @Override
    public String version(String path, Deadline deadline) {
      deadlines.add(deadline);
      return version(path);
    }

    @Override
    public String version(String path) {
      return Integer.toHexString(Arrays.hashCode(file(path)));
    }

    private byte[] file(String path) {
      byte[] bytes = files.get(path);
      if (bytes == null) {
        throw new ImageResizeException(Reason.SOURCE_NOT_FOUND, path + " is not there");
      }
      return bytes;
    }
  }
}
