package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeService;
import io.github.imageresize.source.DirectoryImageSource;
import io.github.imageresize.source.ImageSource;
import io.github.imageresize.source.ReadAllowance;
import io.github.imageresize.source.SourceImage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Over a real service with a real cache; originals fail for the reason that their name says. */
class FallbackImagesTest {
  @TempDir private Path folder;
  private ResizeService service;
  private ImageHttpHandler handler;
  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  @BeforeEach
  void mount() throws IOException {
    draw("gray.png", Color.GRAY);
    draw("red.png", Color.RED);
    draw("good.png", Color.GREEN);
    Files.writeString(folder.resolve("broken.png"), "no image");
    service = ResizeService.builder(new FailingByName(new DirectoryImageSource(folder))).build();
    handler =
        handler(
            FallbackImages.builder()
                .all("gray.png")
                .on(Reason.SOURCE_NOT_FOUND, "red.png")
                .build());
  }

  @AfterEach
  void close() {
    executor.shutdownNow();
    service.close();
  }

  private void draw(String name, Color color) throws IOException {
    BufferedImage image = new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, 80, 60);
    graphics.dispose();
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }

  private ImageHttpHandler handler(FallbackImages images) {
    return ImageHttpHandler.builder(service)
        .sizes(SizePolicy.allowAnySize())
        .fallbackImages(images)
        .headers(ReplyHeaders.builder().allowOrigin("*").cacheTags("Cache-Tag").build())
        .nanoTime(() -> 0)
        .build();
  }

  private record FailingByName(ImageSource files) implements ImageSource {

    @Override
    public SourceImage read(String path, ReadAllowance allowance) {
      throwIfNamed(path);
      return files.read(path, allowance);
    }

    @Override
    public String version(String path) {
      throwIfNamed(path);
      return files.version(path);
    }

    private static void throwIfNamed(String path) {
      for (Reason reason : Reason.values()) {
        if (path.startsWith(reason.name())) {
          throw new ImageResizeException(reason, "as it is named");
        }
      }
    }
  }

  private static byte[] body(HttpReply reply) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reply.writeTo(out);
    return out.toByteArray();
  }

  private static String bodyAsText(HttpReply reply) throws IOException {
    return new String(body(reply), StandardCharsets.UTF_8);
  }

  /** Width, height and colour of what was sent. */
  private static String shown(HttpReply reply) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(body(reply)));
    return image.getWidth()
        + "x"
        + image.getHeight()
        + String.format(" %06x", image.getRGB(image.getWidth() / 2, 3) & 0xffffff);
  }

  private HttpReply async(HttpRequestHead head) throws Exception {
    return handler.answerAsync(head, executor).get(20, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SOURCE_NOT_FOUND | 404 | public, max-age=60 | source-not-found | 40x30 ff0000",
        "SOURCE_TOO_LARGE | 413 | no-store | source-too-large | 40x30 808080",
        "RESULT_TOO_LARGE | 413 | no-store | result-too-large | 40x30 808080",
        "UNSUPPORTED_IMAGE | 415 | no-store | unsupported-image | 40x30 808080",
        "CORRUPT_IMAGE | 422 | public, max-age=60 | corrupt-image | 40x30 808080",
        "OVERLOADED | 503 | no-store | overloaded | 40x30 808080",
        "UNAVAILABLE | 502 | no-store | unavailable | 40x30 808080",
        "TIMEOUT | 504 | no-store | timeout | 40x30 808080",
      })
  void showsAnotherImageAsAskedWithTheFailuresOwnStatusAndLifetime(
      String reason, int status, String cacheControl, String detail, String shown)
      throws Exception {
    HttpRequestHead head =
        HttpRequestHead.get("/images/" + reason + ".png?w=40&v=1")
            .withField("If-None-Match", "*")
            .withField("Range", "bytes=0-3");

    for (HttpReply reply : new HttpReply[] {handler.answer(head), async(head)}) {
      assertThat(reply.status()).isEqualTo(status);
      assertThat(shown(reply)).isEqualTo(shown);
      assertThat(reply.field("Cache-Control")).contains(cacheControl);
      assertThat(reply.field("Vary").isPresent()).isEqualTo(!cacheControl.equals("no-store"));
      assertThat(reply.field("Cache-Status").orElseThrow()).endsWith("; detail=" + detail);
      assertThat(reply.field("Retry-After").isPresent()).isEqualTo(status == 503);
      assertThat(reply.field("Content-Type")).contains("image/png");
      assertThat(reply.field("Content-Length")).contains("" + reply.bodyLength());
      assertThat(reply.field("Access-Control-Allow-Origin")).contains("*");
      assertThat(reply.field("X-Content-Type-Options")).contains("nosniff");
      assertThat(reply.field("ETag")).isEmpty();
      assertThat(reply.field("Accept-Ranges")).isEmpty();
      assertThat(reply.field("Content-Range")).isEmpty();
      assertThat(reply.field("Cache-Tag")).isEmpty();
    }
  }

  @Test
  void answersARememberedFailureAtOnceOnlyIfTheOtherImageIsThereToo() throws Exception {
    HttpRequestHead head = HttpRequestHead.get("/images/broken.png?w=40&format=png");
    handler(FallbackImages.NONE).answer(head);
    assertThat(handler.answerAtOnce(head)).as("the fallback image must be made").isEmpty();
    handler.answer(head);

    HttpReply reply = handler.answerAtOnce(head).orElseThrow();

    assertThat(reply.status()).isEqualTo(415);
    assertThat(shown(reply)).isEqualTo("40x30 808080");
    assertThat(reply.field("Cache-Status")).contains("image-resize; hit; detail=unsupported-image");
    assertThat(async(head).status()).isEqualTo(415);
  }

  @Test
  void keepsToTheFormatThatTheClientWants() {
    HttpRequestHead head = HttpRequestHead.get("/images/none.jpg?w=40");

    assertThat(handler.answer(head.withField("Accept", "image/jpeg")).field("Content-Type"))
        .contains("image/jpeg");
    assertThat(handler.answer(head.withField("Accept", "image/png")).field("Content-Type"))
        .contains("image/png");
  }

  @Test
  void leavesOutWhatConcernsTheOtherOriginal() throws IOException {
    HttpReply reply =
        handler.answer(
            HttpRequestHead.get("/images/none.jpg?w=40&h=20&fit=cover&crop=1000,1000,50,50&v=7"));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(shown(reply)).isEqualTo("40x20 ff0000");
  }

  @Test
  void answersHeadWithoutTheImage() {
    HttpReply reply =
        handler.answer(HttpRequestHead.of("HEAD", "/images/none.png", "w=40", name -> null));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.bodyLength()).isZero();
    assertThat(reply.field("Content-Type")).contains("image/png");
    assertThat(reply.field("Content-Length").orElseThrow()).isNotEqualTo("0");
  }

  @ParameterizedTest
  @CsvSource({"none.png, 404, source-not-found", "broken.png, 415, unsupported-image"})
  void tellsOfTheFirstFailureInWordsIfTheOtherImageFailsToo(
      String source, int status, String reason) throws Exception {
    handler = handler(FallbackImages.of("TIMEOUT.png"));
    HttpRequestHead head = HttpRequestHead.get("/images/" + source + "?w=40&format=png");

    for (HttpReply reply : new HttpReply[] {handler.answer(head), async(head)}) {
      assertThat(reply.status()).isEqualTo(status);
      assertThat(reply.field("Content-Type")).contains("application/problem+json");
      assertThat(bodyAsText(reply)).contains("\"reason\":\"" + reason + "\"");
    }
  }

  @Test
  void doesNotTryTheSameOriginalAgain() {
    HttpReply reply =
        handler(FallbackImages.of("none.png")).answer(HttpRequestHead.get("/images/none.png?w=4"));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.field("Content-Type")).contains("application/problem+json");
  }

  @Test
  void makesNoImageForWhatIsRefused() {
    ImageHttpHandler strict =
        ImageHttpHandler.builder(service)
            .sizes(SizePolicy.widths(40))
            .fallbackImages(FallbackImages.of("gray.png"))
            .build();

    for (String target : new String[] {"/images/good.png?w=41", "/images/good.png?w=0"}) {
      assertThat(strict.answer(HttpRequestHead.get(target)).field("Content-Type"))
          .contains("application/problem+json");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"INVALID_REQUEST", "FORBIDDEN"})
  void refusesImagesForWhatIsRefused(Reason reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FallbackImages.builder().on(reason, "gray.png"))
        .withMessageContaining("must not cost an image");
  }

  @Test
  void givesTheOtherImageTimeToBeMade() {
    Duration limit = service.deadline().orElseThrow();

    assertThat(handler.deadline()).contains(limit.multipliedBy(2));
    assertThat(handler(FallbackImages.NONE).deadline()).contains(limit);
  }

  @Test
  void makesAnImageThatTheClientHasAnotherVersionOfWithoutWaitingForIt() throws Exception {
    HttpReply reply =
        async(HttpRequestHead.get("/images/good.png?w=40").withField("If-None-Match", "\"older\""));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(shown(reply)).isEqualTo("40x30 00ff00");
  }

  @Test
  void leavesImagesThatCanBeHadAlone() throws IOException {
    HttpReply reply = handler.answer(HttpRequestHead.get("/images/good.png?w=40"));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(shown(reply)).isEqualTo("40x30 00ff00");
    assertThat(reply.field("ETag")).isPresent();
  }
}
