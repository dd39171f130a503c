package io.github.imageresize.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.imageresize.Fit;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.local.LocalResizeService;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Needs libvips; skipped, with its reason, where there is none. */
class VipsCodecIT {
  /** Of resident memory after some hundred images, beside what the heap takes. */
  private static final long MOST_LEFT = 64L << 20;

  private static final int MOST_ROUNDS = 4;

  private static final Set<Reason> OF_BAD_FILES =
      EnumSet.of(
          Reason.CORRUPT_IMAGE,
          Reason.UNSUPPORTED_IMAGE,
          Reason.SOURCE_TOO_LARGE,
          Reason.RESULT_TOO_LARGE,
          Reason.TIMEOUT);

  /** One encoder may be slow on a machine that does other things as well. */
  private static final ResizeLimits PATIENT =
      ResizeLimits.builder().deadline(Duration.ofMinutes(2)).build();

  private static VipsCodec codec;
  private static LocalResizeService service;

  @BeforeAll
  static void load() {
    try {
      codec = VipsCodec.load();
    } catch (VipsUnavailableException e) {
      abort(e.getMessage());
    }
    service = LocalResizeService.builder().codec(codec).limits(PATIENT).build();
  }

  @Test
  void isNamedByWhatItsBytesRestOn() {
    assertThat(codec.identity()).matches("vips8x[0-9]+x[0-9]+e2").isEqualTo(codec.identity());
    assertThat(VipsCodec.builder().effort(5).load().identity()).endsWith("e5");
    assertThat(service.engine()).isNotEqualTo(LocalResizeService.builder().build().engine());
  }

  @Test
  void leavesTheFormatsThatTheLibraryKnowsToIt() throws IOException {
    assertThat(codec.recognises(encoded(picture(20, 20, false), "png"))).isFalse();
    assertThat(codec.recognises(encoded(picture(20, 20, false), "jpg"))).isFalse();
    assertThat(service.outputFormats()).contains(ImageFormat.AVIF, ImageFormat.JXL);
  }

  @ParameterizedTest
  @EnumSource(
      value = ImageFormat.class,
      names = {"AVIF", "JXL"})
  void writesWhatLooksLikeTheOriginalAndReadsItAgain(ImageFormat format) throws IOException {
    BufferedImage drawn = picture(400, 300, false);

    ResizedImage image = service.resize(encoded(drawn, "png"), request(format).quality(80).build());

    assertThat(image.format()).isEqualTo(format);
    assertThat(format.isRecognisedIn(image.toByteArray())).isTrue();
    BufferedImage read = read(image.toByteArray());
    assertThat(read.getWidth()).isEqualTo(400);
    assertThat(read.getHeight()).isEqualTo(300);
    assertThat(meanDifference(drawn, read)).isLessThan(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = ImageFormat.class,
      names = {"AVIF", "JXL"})
  void keepsTransparency(ImageFormat format) throws IOException {
    BufferedImage drawn = picture(120, 90, true);

    BufferedImage read =
        read(service.resize(encoded(drawn, "png"), request(format).build()).toByteArray());

    assertThat(read.getColorModel().hasAlpha()).isTrue();
    assertThat(read.getRGB(2, 45) >>> 24).isLessThan(40);
    assertThat(read.getRGB(117, 45) >>> 24).isGreaterThan(215);
  }

  /** On the scale by which the defaults were chosen for photographs, in docs/extending.md. */
  @Test
  void looksLikeAJpegByDefaultAndIsSmaller() throws IOException {
    QualityScale scale = new QualityScale(codec);
    scale.add("drawn", encoded(textured(320, 240), "png"), 320);

    QualityScale.Score jpeg = scale.score(ImageFormat.JPEG, 80);
    QualityScale.Score avif =
        scale.score(ImageFormat.AVIF, ImageFormat.AVIF.defaultQuality().orElseThrow());

    assertThat(avif.similarity()).isCloseTo(jpeg.similarity(), within(2.5));
    assertThat(avif.bytes()).isLessThan(jpeg.bytes());
  }

  /** With waves of many lengths and directions, as leaves and cloth have them. */
  private static BufferedImage textured(int width, int height) {
    BufferedImage image = picture(width, height, false);
    Random random = new Random(1);
    double[] waves = random.doubles(60, -0.9, 0.9).toArray();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double texture = 0;
        for (int i = 0; i < waves.length; i += 2) {
          texture += 3 * Math.sin(waves[i] * x + waves[i + 1] * y);
        }
        int changed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
          int sample = channel(image.getRGB(x, y), shift) + (int) texture;
          changed |= Math.max(0, Math.min(255, sample)) << shift;
        }
        image.setRGB(x, y, changed);
      }
    }
    return image;
  }

  @Test
  void writesWithoutLossWhereThatIsAskedFor() throws IOException {
    BufferedImage drawn = picture(64, 48, false);

    BufferedImage read =
        read(
            service
                .resize(encoded(drawn, "png"), request(ImageFormat.JXL).lossless(true).build())
                .toByteArray());

    assertThat(meanDifference(drawn, read)).isZero();
  }

  @Test
  void readsHeicAsTelephonesWriteIt() throws IOException {
    BufferedImage drawn = picture(640, 480, false);

    ResizedImage image =
        service.resize(
            heic(drawn), ImageRequest.builder("a.heic").width(320).format(ImageFormat.PNG).build());

    assertThat(image.width()).isEqualTo(320);
    assertThat(image.height()).isEqualTo(240);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(image.toByteArray()));
    assertThat(channel(read.getRGB(20, 120), 16))
        .isCloseTo(channel(drawn.getRGB(40, 240), 16), within(8));
    assertThat(channel(read.getRGB(300, 120), 0))
        .isCloseTo(channel(drawn.getRGB(600, 240), 0), within(8));
  }

  @Test
  void cropsAndEnlargesWhatItReads() throws IOException {
    BufferedImage drawn = picture(300, 200, false);
    byte[] avif =
        service
            .resize(encoded(drawn, "png"), request(ImageFormat.AVIF).quality(90).build())
            .toByteArray();

    ResizedImage image =
        service.resize(
            avif,
            ImageRequest.builder("a.avif")
                .crop(io.github.imageresize.Crop.pixels(150, 100, 100, 100))
                .width(50)
                .height(50)
                .fit(Fit.FILL)
                .format(ImageFormat.PNG)
                .build());

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(image.toByteArray()));
    assertThat(channel(read.getRGB(25, 25), 8))
        .isCloseTo(channel(drawn.getRGB(200, 150), 8), within(6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEIC", "AVIF", "JXL"})
  void givesEveryPrefixOfAFileANamedReason(String kind) throws IOException {
    byte[] whole = small(kind);
    for (int length = 0; length < whole.length; length += Math.max(1, whole.length / 150)) {
      assertHarmless(Arrays.copyOf(whole, length));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEIC", "AVIF", "JXL"})
  void survivesRandomDamage(String kind) throws IOException {
    byte[] whole = small(kind);
    Random random = new Random(kind.hashCode());
    for (int round = 0; round < 150; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i <= random.nextInt(8); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      assertHarmless(damaged);
    }
  }

  /** The image spatial extents (ISO/IEC 23008-12, 6.5.3) claim what is not there. */
  @Test
  void refusesSidesThatAreOnlyClaimed() throws IOException {
    byte[] avif = small("AVIF");
    int extents = indexOf(avif, "ispe") + 8;
    for (int side = 0; side < 2; side++) {
      avif[extents + 4 * side + 2] = (byte) 0xFF;
      avif[extents + 4 * side + 3] = (byte) 0xFF;
    }

    assertHarmless(avif);
    assertThatThrownBy(() -> service.resize(avif, request(ImageFormat.PNG).build()))
        .isInstanceOf(ImageResizeException.class);
  }

  @Test
  void readsNeitherSvgNorPdfUnlessToldTo() {
    byte[] svg =
        "<svg xmlns='http://www.w3.org/2000/svg' width='60' height='40'><rect width='60' height='40' fill='#f00'/></svg>"
            .getBytes(StandardCharsets.UTF_8);

    assertRefused(service, svg, "SVG is not read unless it is switched on");
    assertRefused(
        service,
        "%PDF-1.4 …".getBytes(StandardCharsets.UTF_8),
        "PDF is not read unless it is switched on");
    LocalResizeService reading =
        LocalResizeService.builder().codec(VipsCodec.builder().svg(true).load()).build();
    ResizedImage image = reading.resize(svg, request(ImageFormat.PNG).build());
    assertThat(image.width()).isEqualTo(60);
    assertThat(image.height()).isEqualTo(40);
  }

  @Test
  void readsTheFirstOfTenThousandPages() {
    LocalResizeService reading =
        LocalResizeService.builder()
            .codec(VipsCodec.builder().pdf(true).load())
            .limits(PATIENT)
            .build();

    ResizedImage image = reading.resize(pdf(10_000), request(ImageFormat.PNG).build());

    assertThat(image.width()).isEqualTo(60);
    assertThat(image.height()).isEqualTo(40);
  }

  /** Pages of 60 by 40 points, all of them children of one node. */
  private static byte[] pdf(int pages) {
    StringBuilder text = new StringBuilder("%PDF-1.4\n");
    List<Integer> offsets = new ArrayList<>();
    offsets.add(text.length());
    text.append("1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n");
    offsets.add(text.length());
    text.append("2 0 obj<</Type/Pages/Count ").append(pages).append("/Kids[");
    for (int page = 0; page < pages; page++) {
      text.append(page + 3).append(" 0 R ");
    }
    text.append("]>>endobj\n");
    for (int page = 0; page < pages; page++) {
      offsets.add(text.length());
      text.append(page + 3).append(" 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 60 40]>>endobj\n");
    }
    int table = text.length();
    text.append("xref\n0 ").append(offsets.size() + 1).append("\n0000000000 65535 f \n");
    offsets.forEach(offset -> text.append("%010d 00000 n \n".formatted(offset)));
    text.append("trailer<</Size ").append(offsets.size() + 1).append("/Root 1 0 R>>\n");
    text.append("startxref\n").append(table).append("\n%%EOF\n");
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void keepsToTheDeadline() throws IOException {
    LocalResizeService hurried =
        LocalResizeService.builder()
            .codec(codec)
            .limits(ResizeLimits.builder().deadline(Duration.ofMillis(1)).build())
            .build();
    byte[] png = encoded(picture(1200, 900, false), "png");

    assertThatThrownBy(() -> hurried.resize(png, request(ImageFormat.AVIF).build()))
        .isInstanceOfSatisfying(
            ImageResizeException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT));
  }

  /** By {@code -Dvips.images}, 100,000 for instance. */
  @Test
  void leavesNoNativeMemoryBehind() throws IOException {
    byte[] heic = small("HEIC");
    byte[] broken = Arrays.copyOf(heic, heic.length / 2);
    int images = Integer.getInteger("vips.images", 300);
    ImageRequest request = ImageRequest.builder("a").width(20).format(ImageFormat.AVIF).build();
    make(heic, broken, request, Math.max(50, images / 4)); // until the heap has its size
    long grown;
    int rounds = 0;
    do { // what is left behind, is left by each round
      long before = resident();
      make(heic, broken, request, images);
      grown = resident() - before;
      rounds++;
    } while (grown >= MOST_LEFT && rounds < MOST_ROUNDS);

    assertThat(codec.trackedBytes()).as("held by libvips").isZero();
    assertThat(grown).as("resident memory").isLessThan(MOST_LEFT);
  }

  private static void make(byte[] heic, byte[] broken, ImageRequest request, int images) {
    for (int i = 0; i < images; i++) {
      assertThat(service.resize(heic, request).length()).isPositive();
      if (i % 10 == 0) {
        assertHarmless(broken);
      }
    }
  }

  private static long resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0; // not Linux: what libvips tracks has to do
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElseThrow();
  }

  private static void assertHarmless(byte[] file) {
    try {
      service.resize(file, ImageRequest.builder("a").width(16).format(ImageFormat.PNG).build());
    } catch (ImageResizeException e) {
      assertThat(e.reason()).as(e.getMessage()).isIn(OF_BAD_FILES);
    }
  }

  private static void assertRefused(LocalResizeService by, byte[] file, String message) {
    assertThatThrownBy(() -> by.resize(file, request(ImageFormat.PNG).build()))
        .hasMessageContaining(message)
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED_IMAGE));
  }

  private static ImageRequest.Builder request(ImageFormat format) {
    return ImageRequest.builder("a").format(format);
  }

  private static byte[] small(String kind) throws IOException {
    BufferedImage drawn = picture(48, 32, false);
    if (kind.equals("HEIC")) {
      return heic(drawn);
    }
    return service
        .resize(encoded(drawn, "png"), request(ImageFormat.valueOf(kind)).build())
        .toByteArray();
  }

  private static byte[] heic(BufferedImage image) {
    LibVips vips =
        LibVips.load(
            1, List.of("VipsForeignLoadHeif", "VipsForeignLoadJxl", "VipsForeignLoadJp2k"));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pixels = arena.allocate(3L * image.getWidth() * image.getHeight());
      for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
        int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
        for (int band = 0; band < 3; band++) {
          pixels.set(ValueLayout.JAVA_BYTE, 3L * i + band, (byte) channel(rgb, 16 - 8 * band));
        }
      }
      try (VipsImage whole = vips.of(pixels, image.getWidth(), image.getHeight(), 3)) {
        return whole.heif(LibVips.HEVC, 90, 2, false, 0);
      } catch (VipsException e) {
        return abort("libvips here was built without a HEVC encoder: " + e.getMessage());
      }
    }
  }

  private static BufferedImage read(byte[] encoded) throws IOException {
    return ImageIO.read(
        new ByteArrayInputStream(
            service.resize(encoded, request(ImageFormat.PNG).build()).toByteArray()));
  }

  /** From red to blue, with green waves. */
  private static BufferedImage picture(int width, int height, boolean fading) {
    BufferedImage image =
        new BufferedImage(
            width, height, fading ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int green = (int) (128 + 90 * Math.sin(x * 0.05) * Math.cos(y * 0.04));
        int red = 255 - 255 * x / width;
        int alpha = 255 * x / width;
        image.setRGB(x, y, alpha << 24 | red << 16 | green << 8 | (255 - red));
      }
    }
    return image;
  }

  private static double meanDifference(BufferedImage one, BufferedImage other) {
    double sum = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          sum += Math.abs(channel(one.getRGB(x, y), shift) - channel(other.getRGB(x, y), shift));
        }
      }
    }
    return sum / (3.0 * one.getWidth() * one.getHeight());
  }

  private static int channel(int rgb, int shift) {
    return rgb >> shift & 0xFF;
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }
}
