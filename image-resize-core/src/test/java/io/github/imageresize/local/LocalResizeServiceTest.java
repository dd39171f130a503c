package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.OnDamage;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.ResizeListener;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.RgbaColor;
import io.github.imageresize.cache.ManualClock;
import io.github.imageresize.event.ImageFailed;
import io.github.imageresize.event.ImageMade;
import io.github.imageresize.source.ImageSource;
import io.github.imageresize.source.ReadAllowance;
import io.github.imageresize.source.SourceImage;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalResizeServiceTest {
  private static final BufferedImage PHOTO = Drawing.blobs(160, 120, BufferedImage.TYPE_3BYTE_BGR);
  private static final BufferedImage CUT_OUT = Drawing.blobs(160, 120, BufferedImage.TYPE_INT_ARGB);

  private static final Instant CHANGED = Instant.parse("2026-11-27T10:15:30Z");

  private final LocalResizeService service = LocalResizeService.builder().build();

  @Test
  void readsTheOriginalFromItsSourceAndNamesItsVersion() {
    LocalResizeService served =
        LocalResizeService.builder(source(Drawing.jpeg(PHOTO), "v7")).build();
    ResizedImage image = served.resize(request().width(80).build());
    assertThat(image.format()).isEqualTo(ImageFormat.JPEG);
    assertThat(image.width()).isEqualTo(80);
    assertThat(image.height()).isEqualTo(60);
    assertThat(image.sourceVersion()).isEqualTo("v7");
    assertThat(image.sourceModified()).contains(CHANGED);
    assertThat(image.origin()).isEqualTo(ResizedImage.Origin.LOCAL);
    assertThat(served.currentVersion(request().build())).hasValue("v7");
  }

  @Test
  void knowsNoVersionWhereTheSourceHasNone() {
    LocalResizeService served = LocalResizeService.builder(source(Drawing.jpeg(PHOTO), "")).build();
    assertThat(served.currentVersion(request().build())).isEmpty();
  }

  @Test
  void keepsTheFormatOfTheOriginalWhereNoneIsAskedFor() {
    assertThat(service.resize(Drawing.png(PHOTO), request().build()).format())
        .isEqualTo(ImageFormat.PNG);
    assertThat(service.resize(Drawing.jpeg(PHOTO), request().build()).format())
        .isEqualTo(ImageFormat.JPEG);
    byte[] bmp = Drawing.bmp(PHOTO);
    assertThat(service.resize(bmp, request().build()).format()).isEqualTo(ImageFormat.JPEG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "webp", "gif"})
  void writesEveryFormatFromEveryOther(String label) {
    ImageFormat format = ImageFormat.ofLabel(label).orElseThrow();
    for (byte[] original :
        List.of(
            Drawing.jpeg(PHOTO), Drawing.png(CUT_OUT), Drawing.png(grey()), Drawing.bmp(PHOTO))) {
      ResizedImage image = service.resize(original, request().width(50).format(format).build());
      assertThat(image.format()).isEqualTo(format);
      ResizedImage again =
          service.resize(image.toByteArray(), request().format(ImageFormat.PNG).build());
      assertThat(again.width()).isEqualTo(50);
      Pixels expected = decoded(service.resize(original, png().width(50).build()));
      if (format.hasAlpha() && format.hasQuality()) {
        assertThat(decoded(again).psnr(expected)).isGreaterThan(28);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void turnsAJpegTheSameWayOnBothPaths(int orientation) {
    byte[] original = Drawing.withExif(Drawing.jpeg(PHOTO), orientation);
    Pixels fromRgb = decoded(service.resize(original, png().width(61).build()));
    ResizedImage direct = service.resize(original, request().width(61).quality(95).build());
    Pixels fromPlanes = decoded(service.resize(direct.toByteArray(), png().build()));
    assertThat(fromPlanes.width()).isEqualTo(fromRgb.width());
    assertThat(fromPlanes.height()).isEqualTo(fromRgb.height());
    assertThat(fromPlanes.psnr(fromRgb)).isGreaterThan(38);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void keepsColoursInPlaceWhereTheFormatHalvesChroma(int orientation) {
    byte[] original = Drawing.withExif(Drawing.jpeg(PHOTO), orientation);
    Pixels expected = decoded(service.resize(original, png().width(61).build()));
    ImageRequest webp = request().width(61).format(ImageFormat.WEBP).quality(95).build();
    ResizedImage halved = service.resize(original, webp);
    assertThat(decoded(service.resize(halved.toByteArray(), png().build())).psnr(expected))
        .isGreaterThan(36);
  }

  @Test
  void laysTransparencyOverTheBackgroundWhereTheFormatHasNone() {
    BufferedImage empty = new BufferedImage(32, 32, BufferedImage.TYPE_INT_ARGB);
    ImageRequest.Builder jpeg = request().format(ImageFormat.JPEG);
    assertSolid(service.resize(Drawing.png(empty), jpeg.build()), 255, 255, 255);
    jpeg.background(RgbaColor.parse("204060"));
    assertSolid(service.resize(Drawing.png(empty), jpeg.build()), 0x20, 0x40, 0x60);
    jpeg.background(RgbaColor.parse("00000000"));
    assertSolid(service.resize(Drawing.png(empty), jpeg.build()), 255, 255, 255);
  }

  @Test
  void convertsColoursThroughTheEmbeddedProfile() {
    byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    byte[] original = Drawing.withProfile(Drawing.png(solid(55, 55, 128)), linear);
    // 55/255 linear is 127 in sRGB, 128/255 is 188.
    assertSolid(service.resize(original, png().build()), 127, 127, 188);
  }

  @Test
  void leavesColoursAloneThatAreSrgbOrHaveABrokenProfile() {
    byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    byte[] png = Drawing.png(solid(10, 100, 200));
    assertSolid(service.resize(Drawing.withProfile(png, srgb), png().build()), 10, 100, 200);
    byte[] broken = "not a profile, but long enough".repeat(9).getBytes(StandardCharsets.UTF_8);
    assertSolid(service.resize(Drawing.withProfile(png, broken), png().build()), 10, 100, 200);
  }

  @Test
  void dropsMetadataButForACopyrightThatIsToBeKept() {
    byte[] original = Drawing.withExif(Drawing.jpeg(PHOTO), 6);
    assertThat(text(original)).contains("GPSPLACE", "Ada Lovelace");
    for (ImageFormat format : List.of(ImageFormat.JPEG, ImageFormat.PNG)) {
      ImageRequest.Builder plain = request().format(format);
      assertThat(text(service.resize(original, plain.build()).toByteArray()))
          .doesNotContain("GPSPLACE", "Ada Lovelace");
      assertThat(text(service.resize(original, plain.keepCopyright(true).build()).toByteArray()))
          .contains("Ada Lovelace")
          .doesNotContain("GPSPLACE");
    }
  }

  @Test
  void refusesOriginalsOverTheLimits() {
    byte[] original = Drawing.png(PHOTO);
    assertRefused(
        limited(ResizeLimits.builder().sourceBytes(100)), original, Reason.SOURCE_TOO_LARGE);
    assertRefused(
        limited(ResizeLimits.builder().sourcePixels(160 * 120 - 1)),
        original,
        Reason.SOURCE_TOO_LARGE);
    assertRefused(
        limited(ResizeLimits.builder().outputSide(100)), original, Reason.RESULT_TOO_LARGE);
    limited(ResizeLimits.builder().sourcePixels(160 * 120)).resize(original, request().build());
  }

  /** What takes more of the memory, reading the original or writing the result, is too large. */
  @Test
  void tellsWhetherOriginalOrResultTakesTooMuchMemory() {
    byte[] large = Drawing.png(Drawing.blobs(1600, 400, BufferedImage.TYPE_3BYTE_BGR));
    byte[] small = Drawing.png(PHOTO);
    LocalResizeService limited = limited(ResizeLimits.builder().memoryBytes(1000));

    assertReason(() -> limited.resize(large, request().width(40).build()), Reason.SOURCE_TOO_LARGE);
    assertReason(
        () -> limited.resize(small, request().width(3200).enlarge(true).build()),
        Reason.RESULT_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain text", "<svg xmlns='http://www.w3.org/2000/svg'/>"})
  void refusesWhatIsNoImage(String content) {
    byte[] original = content.getBytes(StandardCharsets.UTF_8);
    assertRefused(service, original, Reason.UNSUPPORTED_IMAGE);
  }

  @Test
  void refusesAResultOverTheLimit() {
    byte[] original = Drawing.png(PHOTO);
    int length = service.resize(original, request().build()).length();
    limited(ResizeLimits.builder().resultBytes(length)).resize(original, request().build());
    assertRefused(
        limited(ResizeLimits.builder().resultBytes(length - 1)), original, Reason.RESULT_TOO_LARGE);
  }

  @Test
  void countsThePixelsOfAJpegThatHaveToBeDecoded() {
    byte[] original = LargeJpegs.baseline(1600, 1200);
    LocalResizeService limited = limited(ResizeLimits.builder().sourcePixels(130_000));

    assertThat(limited.resize(original, request().width(200).build()).height()).isEqualTo(150);
    assertReason(
        () -> limited.resize(original, request().width(400).build()), Reason.SOURCE_TOO_LARGE);
  }

  /** Those who ask at once are answered in full, as long as their own time lasts. */
  @Test
  void answersAColdGalleryInFull() throws Exception {
    byte[] photo = LargeJpegs.baseline(3000, 2000);
    LocalResizeService gallery =
        LocalResizeService.builder(source(photo, "v1"))
            .limits(ResizeLimits.builder().parallelism(1).deadline(Duration.ofMinutes(5)).build())
            .build();
    ExecutorService visitors = Executors.newFixedThreadPool(60);
    try {
      List<Future<ResizedImage>> pictures = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        ImageRequest picture = ImageRequest.builder("photo" + i).width(1500).build();
        pictures.add(visitors.submit(() -> gallery.resize(picture)));
      }
      for (Future<ResizedImage> picture : pictures) {
        assertThat(picture.get().height()).isEqualTo(1000);
      }
    } finally {
      visitors.shutdownNow();
    }
  }

  @Test
  void stopsAtTheDeadline() {
    ManualClock clock = new ManualClock();
    ImageSource slow =
        new ImageSource() {
          @Override
          public SourceImage read(String path, ReadAllowance allowance) {
            clock.advance(Duration.ofSeconds(11));
            return SourceImage.wrap(Drawing.png(PHOTO), "");
          }

          @Override
          public String version(String path) {
            return "";
          }
        };
    LocalResizeService late = LocalResizeService.builder(slow).clock(clock).build();
    assertReason(() -> late.resize(request().build()), Reason.TIMEOUT);
  }

  @Test
  void stopsWhenInterruptedAndKeepsTheFlag() {
    Thread.currentThread().interrupt();
    assertReason(() -> service.resize(Drawing.png(PHOTO), request().build()), Reason.TIMEOUT);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void givesThePlaceBackAfterAFailure() {
    LocalResizeService narrow =
        limited(ResizeLimits.builder().parallelism(1).queueLength(0).onDamage(OnDamage.REFUSE));
    byte[] png = Drawing.png(CUT_OUT);
    byte[] cutOff = java.util.Arrays.copyOf(png, png.length / 2);
    for (int i = 0; i < 3; i++) {
      assertRefused(narrow, cutOff, Reason.CORRUPT_IMAGE);
    }
    assertThat(narrow.resize(png, request().build()).width()).isEqualTo(160);
  }

  @Test
  void tellsTheListener() {
    List<String> told = new ArrayList<>();
    ResizeListener listener =
        new ResizeListener() {
          @Override
          public void made(ImageMade event) {
            Set<ImageMade.Stage> stages = new TreeSet<>(event.stages().keySet());
            told.add("made " + event.format() + " by " + event.engine() + stages);
            throw new IllegalStateException("a listener's fault is its own");
          }

          @Override
          public void failed(ImageFailed event) {
            told.add("failed " + event.failure().reason());
          }
        };
    LocalResizeService listened = LocalResizeService.builder().listener(listener).build();
    listened.resize(Drawing.png(PHOTO), request().width(20).format(ImageFormat.JPEG).build());
    assertRefused(listened, new byte[10], Reason.UNSUPPORTED_IMAGE);
    String made = "made JPEG by " + listened.engine() + "[PLAN, WAIT, RENDER]";
    assertThat(told).containsExactly(made, "failed UNSUPPORTED_IMAGE");
  }

  @Test
  void namesAnUnexpectedFailure() {
    ImageSource broken =
        new ImageSource() {
          @Override
          public SourceImage read(String path, ReadAllowance allowance) {
            throw new IllegalStateException("boom");
          }

          @Override
          public String version(String path) {
            return "";
          }
        };
    assertReason(
        () -> LocalResizeService.builder(broken).build().resize(request().build()),
        Reason.UNAVAILABLE);
    assertReason(() -> service.resize(request().build()), Reason.SOURCE_NOT_FOUND);
  }

  private static LocalResizeService limited(ResizeLimits.Builder limits) {
    return LocalResizeService.builder().limits(limits.build()).build();
  }

  private static void assertRefused(LocalResizeService service, byte[] original, Reason reason) {
    assertReason(() -> service.resize(original, request().build()), reason);
  }

  private static void assertReason(ThrowingCallable call, Reason reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ImageResizeException.class, failure -> assertThat(failure.reason()).isEqualTo(reason));
  }

  private void assertSolid(ResizedImage image, int red, int green, int blue) {
    Pixels pixels = decoded(service.resize(image.toByteArray(), png().build()));
    int[] wanted = {red, green, blue, 255};
    for (int[] pixel : pixels.rgba()) {
      for (int channel = 0; channel < 4; channel++) {
        assertThat(pixel[channel]).isCloseTo(wanted[channel], within(2));
      }
    }
  }

  private static Pixels decoded(ResizedImage png) {
    return Pixels.decode(png.toByteArray());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static BufferedImage solid(int red, int green, int blue) {
    BufferedImage image = new BufferedImage(24, 24, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 24 * 24; i++) {
      image.setRGB(i % 24, i / 24, red << 16 | green << 8 | blue);
    }
    return image;
  }

  private static BufferedImage grey() {
    return Drawing.blobs(160, 120, BufferedImage.TYPE_BYTE_GRAY);
  }

  private static ImageSource source(byte[] bytes, String version) {
    return new ImageSource() {
      @Override
      public SourceImage read(String path, ReadAllowance allowance) {
        return SourceImage.wrap(bytes, version).withLastModified(CHANGED);
      }

      @Override
      public String version(String path) {
        return version;
      }
    };
  }

  private static ImageRequest.Builder request() {
    return ImageRequest.builder("drawn");
  }

  private static ImageRequest.Builder png() {
    return request().format(ImageFormat.PNG);
  }
}
