package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.imageresize.Fit;
import io.github.imageresize.Frames;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.Position;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.codec.Animation;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.internal.animation.DrawnAnimations;
import io.github.imageresize.internal.animation.GifAnimations;
import io.github.imageresize.internal.codec.CodecRegistry;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The example function on Node with sharp, behind the same client and the same endpoint. */
@Timeout(180)
class NodeFunctionIT {
  private static final Path FOLDER = Path.of("target", "lambda-node-sharp");

  private static final byte[] MOVING = GifAnimations.write(DrawnAnimations.movingSquare(60, 40, 3));

  private static S3Server server;
  private static S3Client s3;
  private static RuntimeEndpoint endpoint;
  private static LambdaClient lambda;
  private static FunctionProcess function;
  private static LambdaResizeService service;

  @BeforeAll
  static void start() throws Exception {
    Path program =
        NodeExample.prepare(
            Path.of(System.getProperty("examples.folder"), "lambda-node-sharp"), FOLDER);
    server = new S3Server();
    s3 = TestClients.s3(server.uri());
    s3.createBucket(b -> b.bucket("photos"));
    s3.createBucket(b -> b.bucket("results"));
    put("halves.jpg", TestImages.halves("jpg", 400, 200));
    put("moving.gif", MOVING);
    put("noise.png", TestImages.noise(1400, 1200));
    put("text.jpg", "no image at all".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    endpoint = new RuntimeEndpoint("resize");
    lambda = TestClients.lambda(endpoint.uri(), InvocationTimeLimits.DEFAULTS);
    function =
        FunctionProcess.node(
            program,
            endpoint,
            server.uri(),
            Map.of("RESULT_BUCKET", "results", "RESULT_PREFIX", "r/"));
    service =
        LambdaResizeService.builder(lambda, "resize")
            .engine("sharp-1")
            .results(s3, "results", "r/")
            .build();
  }

  @AfterAll
  static void stop() throws Exception {
    if (function != null) {
      System.out.println(function.output());
      function.close();
      lambda.close();
      endpoint.close();
      s3.close();
      server.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"JPEG", "PNG", "WEBP", "AVIF"})
  void makesAnImageInEachFormat(ImageFormat format) {
    ResizedImage image =
        service.resize(ImageRequest.builder("halves.jpg").width(100).format(format).build());

    assertThat(image.format()).isEqualTo(format);
    assertThat(image.width()).isEqualTo(100);
    assertThat(image.height()).isEqualTo(50);
    assertThat(image.isProvisional()).isFalse();
    assertThat(image.sourceVersion()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"GIF", "WEBP"})
  void makesAllFramesAndKeepsTheirTimes(ImageFormat format) {
    ImageRequest request =
        ImageRequest.builder("moving.gif").width(30).radius(4).format(format).build();
    ResizedImage image = service.resize(request);

    try (ImageDecoder decoder = CodecRegistry.standard().open(image.toByteArray());
        ImageDecoder original = CodecRegistry.standard().open(MOVING)) {
      assertThat(image.format()).isEqualTo(format);
      assertThat(image.height()).isEqualTo(20);
      assertThat(decoder.header().frames()).isEqualTo(3);
      Animation frames = decoder.frames(DecodeRequest.whole(decoder.header()));
      Animation before = original.frames(DecodeRequest.whole(original.header()));
      assertThat(frames.loops()).isEqualTo(before.loops());
      for (int i = 0; i < 3; i++) {
        assertThat(frames.next().duration()).isEqualTo(before.next().duration());
      }
    }
    ImageRequest first = request.toBuilder().frames(Frames.FIRST).build();
    try (ImageDecoder decoder =
        CodecRegistry.standard().open(service.resize(first).toByteArray())) {
      assertThat(decoder.header().frames()).isEqualTo(1);
    }
  }

  @Test
  void writesAnAnimationInTheFormatForThoseWhereTheOtherHoldsNone() {
    ImageRequest.Builder request =
        ImageRequest.builder("halves.jpg")
            .width(100)
            .format(ImageFormat.AVIF)
            .animatedFormat(ImageFormat.WEBP);
    assertThat(service.resize(request.build()).format()).isEqualTo(ImageFormat.AVIF);
    ImageRequest moving =
        ImageRequest.builder("moving.gif")
            .format(ImageFormat.AVIF)
            .animatedFormat(ImageFormat.WEBP)
            .build();
    assertThat(service.resize(moving).format()).isEqualTo(ImageFormat.WEBP);
  }

  /** Another engine is asked then. */
  @Test
  void namesTheOptionAndItselfWhereItCanNotDoWhatIsAsked() {
    ImageRequest apng = ImageRequest.builder("moving.gif").format(ImageFormat.PNG).build();

    ImageResizeException refusal =
        catchThrowableOfType(ImageResizeException.class, () -> service.resize(apng));

    assertThat(refusal.reason()).isEqualTo(Reason.INVALID_REQUEST);
    assertThat(refusal.basis()).isEqualTo(ImageResizeException.Basis.NODE);
    assertThat(refusal.publicMessage())
        .contains("format must not be png of an animation")
        .contains("sharp-1");
  }

  @Test
  void laysAnOverlayInItsPlaceAndNamesBothVersions() {
    ImageRequest plain =
        ImageRequest.builder("halves.jpg").width(100).format(ImageFormat.PNG).build();
    ImageRequest marked =
        plain.toBuilder()
            .overlay("halves.jpg")
            .overlayScale(0.2)
            .overlayOpacity(0.5)
            .overlayPosition(Position.BOTTOM_RIGHT)
            .build();
    ResizedImage image = service.resize(marked);
    BufferedImage shown = TestImages.decoded(image.toByteArray());

    // Red over blue, half of each, left in the corner; beside it what was there.
    Color mixed = new Color(shown.getRGB(83, 45));
    assertThat(mixed.getRed()).isBetween(100, 155);
    assertThat(mixed.getBlue()).isBetween(100, 155);
    assertThat(new Color(shown.getRGB(75, 45)).getRed()).isLessThan(20);
    assertThat(new Color(shown.getRGB(96, 45)).getBlue()).isGreaterThan(235);
    assertThat(service.currentVersion(marked))
        .hasValue(image.sourceVersion())
        .isNotEqualTo(service.currentVersion(plain));
    ImageRequest missing = plain.toBuilder().overlay("missing.png").build();
    assertThatThrownBy(() -> service.resize(missing))
        .hasMessageContaining("overlay must be the path of an image that can be read");
    assertThatThrownBy(() -> service.currentVersion(missing))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_REQUEST));
  }

  @Test
  void keepsWithinTheBytesThatAreAskedFor() {
    ImageRequest request =
        ImageRequest.builder("noise.png").width(300).format(ImageFormat.JPEG).build();
    int usual = service.resize(request).length();
    int bound = usual / 2;

    assertThat(service.resize(request.toBuilder().maxBytes(bound).build()).length())
        .isBetween(bound / 2, bound);
    assertThat(service.resize(request.toBuilder().maxBytes(1).build()).length())
        .isLessThan(bound)
        .isEqualTo(service.resize(request.toBuilder().quality(10).build()).length());
  }

  @ParameterizedTest
  @CsvSource({"center, 10, 50", "'0.5,0.5', 10, 50", "left, 10, -1", "right, -1, 50"})
  void keepsThePartThatThePositionNames(String position, int redAt, int blueAt) {
    ImageRequest request =
        ImageRequest.builder("halves.jpg")
            .width(60)
            .height(60)
            .fit(Fit.COVER)
            .position(Position.parse(position))
            .format(ImageFormat.PNG)
            .build();
    BufferedImage image = TestImages.decoded(service.resize(request).toByteArray());

    assertThat(image.getWidth()).isEqualTo(60);
    assertThat(image.getHeight()).isEqualTo(60);
    if (redAt >= 0) {
      assertThat(new Color(image.getRGB(redAt, 30)).getRed()).isGreaterThan(240);
    }
    if (blueAt >= 0) {
      assertThat(new Color(image.getRGB(blueAt, 30)).getBlue()).isGreaterThan(240);
    }
  }

  @Test
  void handsAnImageAboveTheLimitOverThroughTheBucket() {
    ResizedImage image =
        service.resize(ImageRequest.builder("noise.png").format(ImageFormat.PNG).build());

    assertThat(image.length()).isGreaterThan(ResizeHandler.MAX_INLINE_BYTES);
  }

  @ParameterizedTest
  @CsvSource({
    "missing.jpg, SOURCE_NOT_FOUND",
    "text.jpg, UNSUPPORTED_IMAGE",
    "../halves.jpg, SOURCE_NOT_FOUND"
  })
  void answersAnExpectedFailureWithItsReason(String source, Reason reason) {
    ImageResizeException failure =
        catchThrowableOfType(
            ImageResizeException.class,
            () -> service.resize(ImageRequest.builder(source).width(10).build()));

    assertThat(failure.reason()).isEqualTo(reason);
  }

  @Test
  void leavesDescriptionsToAnotherEngine() {
    ImageResizeException refusal =
        catchThrowableOfType(ImageResizeException.class, () -> service.describe("a.png"));

    assertThat(refusal.reason()).isEqualTo(Reason.INVALID_REQUEST);
    assertThat(refusal.basis()).isEqualTo(ImageResizeException.Basis.NODE);
    assertThat(refusal.publicMessage()).contains("can't describe originals");
  }

  @Test
  void tellsTheVersionOfAnOriginal() {
    assertThat(service.currentVersion(ImageRequest.builder("halves.jpg").build())).isPresent();
  }

  private static void put(String key, byte[] bytes) {
    s3.putObject(o -> o.bucket("photos").key(key), RequestBody.fromBytes(bytes));
  }
}
